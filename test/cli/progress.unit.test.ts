import { describe, expect, it } from 'vitest';
import { courseOf, progressLine, stackChanged } from '../../cli/deployment/progress.ts';

const event = (status: string, rest = 'Keys/Log (KeysLog1234)') =>
  progressLine(`EmergencyLine |  3/80 | 7:46:50 AM | ${status.padEnd(20)} | AWS::KMS::Key | ${rest}`);

describe('a progress line', () => {
  it.each([
    ['CREATE_COMPLETE', '  3 of 80 created: AWS::KMS::Key Keys/Log'],
    ['UPDATE_COMPLETE', '  3 of 80 updated: AWS::KMS::Key Keys/Log'],
    ['DELETE_COMPLETE', '  3 of 80 deleted: AWS::KMS::Key Keys/Log'],
    ['DELETE_SKIPPED', '  3 of 80 retained: AWS::KMS::Key Keys/Log'],
    ['CREATE_FAILED', '  FAIL AWS::KMS::Key Keys/Log: CREATE_FAILED'],
    ['UPDATE_ROLLBACK_COMPLETE', '  FAIL AWS::KMS::Key Keys/Log: UPDATE_ROLLBACK_COMPLETE'],
    ['CREATE_IN_PROGRESS', null],
  ])('for a resource in %s is %j', (status, text) => {
    expect(event(status)).toBe(text);
  });

  it('tells how many resources are done, of how many', () => {
    expect(
      courseOf('EmergencyLine |  3/80 | 7:46:50 AM | CREATE_COMPLETE | AWS::KMS::Key | Keys/Log'),
    ).toStrictEqual({
      done: 3,
      total: 80,
    });
    expect(courseOf('Bundling asset…')).toBeNull();
  });

  it.each([
    [' ✅  EmergencyLine', true],
    [' ✅  EmergencyLine (no changes)', false],
    ['EmergencyLine: deploying... [1/1]', null],
    ['✨  Deployment time: 2.1s', null],
  ])('tells whether a stack that is deployed was changed: %j', (line, changed) => {
    expect(stackChanged(line)).toBe(changed);
  });

  it('has the reason of a failure', () => {
    expect(event('CREATE_FAILED', 'Keys/Log (KeysLog1234) Limit exceeded')).toBe(
      '  FAIL AWS::KMS::Key Keys/Log Limit exceeded: CREATE_FAILED',
    );
  });

  it.each([
    ['', null],
    ['Bundling asset…  ', 'Bundling asset…'],
  ])('that is no event is unchanged: %j', (line, text) => {
    expect(progressLine(line)).toBe(text);
  });
});
