import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_DEPLOYMENT } from '../../infra/resource-names.ts';
import { UserError } from '../output.ts';
import { type Account, unprotect } from './account.ts';
import { deploymentMode } from './stack-status.ts';

/** Without approval: test/infra verifies the permissions. progress.ts parses `events`. */
const DEPLOY = ['deploy', '--require-approval', 'never', '--progress', 'events', '--ci', '--no-color'];

export const SYNTH = ['synth', '--quiet', '--output'];

export type RollOutPorts = {
  /** Runs the pinned CDK CLI; false when it failed. */
  cdk(args: readonly string[], environment?: Record<string, string>): Promise<boolean>;
  /**
   * Finds what would stop the deployment of the templates in this folder.
   * @throws UserError with what is in the way
   */
  preflight(assembly: string): Promise<void>;
};

/**
 * Deploys all stacks. Those that were never complete are deployed first, without rollback, so that a failed deployment can be
 * resumed, and without protection, so that CloudFormation can delete everything; then all stacks in their final form.
 * @returns whether the CDK succeeded
 * @throws UserError when the state of a stack prevents a deployment, or preflight fails
 */
export const rollOut = async (
  { all }: Pick<Account, 'all'>,
  { cdk, preflight }: RollOutPorts,
): Promise<boolean> => {
  const first = await neverComplete(all);
  const unprotected = first.length > 0 ? { [FIRST_DEPLOYMENT]: '1' } : {};
  const assembly = mkdtempSync(join(tmpdir(), 'emergency-deploy-'));
  try {
    if (!(await cdk([...SYNTH, assembly], unprotected))) return false;
    await preflight(assembly);
    if (first.length === 0) return await cdk([...DEPLOY, '--app', assembly, '--all']);
    // The CDK deletes a rolled-back stack before it creates it again; termination protection would prevent that.
    await unprotect(all.filter(({ name }) => first.includes(name)));
    const names = [...first, '--exclusively'];
    if (!(await cdk([...DEPLOY, '--app', assembly, ...names, '--no-rollback']))) return false;
    return await cdk([...DEPLOY, '--all']);
  } finally {
    rmSync(assembly, { recursive: true });
  }
};

/** The stacks that were never complete. @throws UserError when the state of a stack prevents a deployment */
export const neverComplete = async (all: Account['all']): Promise<string[]> => {
  const first: string[] = [];
  for (const { name, stacks } of all) {
    const mode = deploymentMode(name, await stacks.find(name));
    if (mode.kind === 'refused') throw new UserError(mode.todo);
    if (mode.kind === 'first') first.push(name);
  }
  return first;
};
