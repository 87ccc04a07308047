import type { StackStatus } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../adapters/account/stacks.ts';

/**
 * How `deploy` goes on with a stack: `first` until it has been complete once, then `update`; `refused` when a person has
 * to do something before.
 */
export type DeploymentMode = { kind: 'first' | 'update' } | { kind: 'refused'; todo: string };

type Kind = 'first' | 'update' | 'busy' | 'paused' | 'importing' | 'deleting';

/** By every status of CloudFormation's (DescribeStacks). */
const KINDS: Record<StackStatus, Kind> = {
  REVIEW_IN_PROGRESS: 'first',
  CREATE_FAILED: 'first',
  ROLLBACK_COMPLETE: 'first',
  ROLLBACK_FAILED: 'first',
  DELETE_COMPLETE: 'first',
  CREATE_COMPLETE: 'update',
  UPDATE_COMPLETE: 'update',
  UPDATE_ROLLBACK_COMPLETE: 'update',
  IMPORT_COMPLETE: 'update',
  IMPORT_ROLLBACK_COMPLETE: 'update',
  CREATE_IN_PROGRESS: 'busy',
  DELETE_IN_PROGRESS: 'busy',
  IMPORT_IN_PROGRESS: 'busy',
  IMPORT_ROLLBACK_IN_PROGRESS: 'busy',
  ROLLBACK_IN_PROGRESS: 'busy',
  UPDATE_IN_PROGRESS: 'busy',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  UPDATE_FAILED: 'paused',
  UPDATE_ROLLBACK_FAILED: 'paused',
  IMPORT_ROLLBACK_FAILED: 'importing',
  DELETE_FAILED: 'deleting',
};

const THEN = 'then run: emergency deploy';
const TODO: Record<Exclude<Kind, 'first' | 'update'>, (name: string) => string> = {
  busy: () => `another deployment is changing it; wait until that has ended, ${THEN}`,
  paused: (name) =>
    `an update was neither finished nor undone; run: npx cdk rollback ${name} (--orphan <logical id> for what cannot be undone), ${THEN}`,
  importing: () =>
    `an import could not be undone; continue its rollback in the CloudFormation console, ${THEN}`,
  deleting: () => `it could not be deleted; run: emergency destroy, ${THEN}`,
};

/** A first deployment that was continued and failed again is UPDATE_FAILED; protection comes with completeness. */
const kindOf = ({ status, protected: complete }: Stack): Kind | undefined =>
  status === 'UPDATE_FAILED' && !complete ? 'first' : KINDS[status as StackStatus];

/** @param stack null when there is none of that name */
export const deploymentMode = (name: string, stack: Stack | null): DeploymentMode => {
  if (stack === null) return { kind: 'first' };
  const kind = kindOf(stack);
  if (kind === 'first' || kind === 'update') return { kind };
  const todo = kind === undefined ? `see it in the CloudFormation console, ${THEN}` : TODO[kind](name);
  return { kind: 'refused', todo: `the stack ${name} is ${stack.status}: ${todo}` };
};

/** Whether the stack stopped in its first deployment with everything it had made still in it. */
export const isPausedFirst = (name: string, stack: Stack | null): boolean =>
  stack !== null &&
  /^(CREATE|UPDATE)_FAILED$/.test(stack.status) &&
  deploymentMode(name, stack).kind === 'first';
