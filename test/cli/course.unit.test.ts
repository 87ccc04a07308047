import { StackStatus } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { deploymentMode } from '../../cli/deployment/stack-status.ts';

const LINE = 'EmergencyLine';

describe('a stack’s status', () => {
  const stack = (status: string, complete = true) => ({ status, protected: complete, outputs: {} });

  it.each(Object.values(StackStatus))(
    '%s leads to a deployment, or to one sentence on what to do',
    (status) => {
      const course = deploymentMode(LINE, stack(status));
      if (course.kind === 'refused')
        expect(course.todo).toMatch(
          new RegExp(
            `^the stack ${LINE} is ${status}: .+(run|in): .*emergency deploy$|console, then run: emergency deploy$`,
          ),
        );
      else expect(status).toMatch(/COMPLETE$|^ROLLBACK_FAILED$|^CREATE_FAILED$|^REVIEW/);
    },
  );

  it.each([
    ['REVIEW_IN_PROGRESS', false, 'first'],
    ['CREATE_FAILED', false, 'first'],
    ['UPDATE_FAILED', false, 'first'],
    ['UPDATE_FAILED', true, 'refused'],
    ['ROLLBACK_COMPLETE', true, 'first'],
    ['ROLLBACK_FAILED', true, 'first'],
    ['UPDATE_ROLLBACK_COMPLETE', true, 'update'],
    ['CREATE_COMPLETE', false, 'update'],
    ['DELETE_FAILED', false, 'refused'],
    ['NEW_STATUS', true, 'refused'],
  ])('%s, protected %s: %s', (status, complete, kind) => {
    expect(deploymentMode(LINE, stack(status, complete)).kind).toBe(kind);
  });
});
