import type { StackStatus } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../adapters/account/stacks.ts';

/** How `deploy` handles a stack: `first` until it has been complete once, then `update`; `refused` when it needs a manual step. */
export type DeploymentMode = { kind: 'first' | 'update' } | { kind: 'refused'; todo: string };

type Kind = 'first' | 'update' | 'busy' | 'paused' | 'importing' | 'deleting';

/** For every stack status of CloudFormation (DescribeStacks). */
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
const REMEDIES: Record<Exclude<Kind, 'first' | 'update'>, (name: string) => string> = {
  busy: () => `another deployment is in progress; wait until it has ended, ${THEN}`,
  paused: (name) =>
    `an update was neither completed nor rolled back; run: npx cdk rollback ${name} (--orphan <logical id> for a resource that cannot be rolled back), ${THEN}`,
  importing: () =>
    `an import could not be rolled back; continue its rollback in the CloudFormation console, ${THEN}`,
  deleting: () => `it could not be deleted; run: emergency destroy, ${THEN}`,
};

/** A resumed first deployment that fails again is UPDATE_FAILED; termination protection is on once it was complete. */
const kindOf = ({ status, protected: complete }: Stack): Kind | undefined =>
  status === 'UPDATE_FAILED' && !complete ? 'first' : KINDS[status as StackStatus];

/** @param stack null when there is no stack of that name */
export const deploymentMode = (name: string, stack: Stack | null): DeploymentMode => {
  if (stack === null) return { kind: 'first' };
  const kind = kindOf(stack);
  if (kind === 'first' || kind === 'update') return { kind };
  const todo = kind === undefined ? `see it in the CloudFormation console, ${THEN}` : REMEDIES[kind](name);
  return { kind: 'refused', todo: `the stack ${name} is ${stack.status}: ${todo}` };
};

/** Whether the first deployment failed and left the resources it had created in the stack. */
export const isPausedFirst = (name: string, stack: Stack | null): boolean =>
  stack !== null &&
  /^(CREATE|UPDATE)_FAILED$/.test(stack.status) &&
  deploymentMode(name, stack).kind === 'first';
