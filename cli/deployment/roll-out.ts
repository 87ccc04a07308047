import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_DEPLOYMENT } from '../../infra/resource-names.ts';
import { UserError } from '../output.ts';
import type { Account } from './account.ts';
import { deploymentMode } from './stack-status.ts';

/** What the tests of infra/ settle needs no approval; `events` is what progress.ts reads. */
const DEPLOY = ['deploy', '--require-approval', 'never', '--progress', 'events', '--ci', '--no-color'];

export type RollOutPorts = {
  /** Runs the pinned CDK CLI; false when it failed. */
  cdk(args: readonly string[], environment?: Record<string, string>): Promise<boolean>;
  /**
   * Looks for what would stop the stacks whose templates are in this folder.
   * @throws UserError naming it
   */
  preflight(assembly: string): Promise<void>;
};

/**
 * Deploys all stacks. Those that were never complete come first, without rollback, so that a failed one can be continued,
 * and without protection, so that CloudFormation can delete it whole; then all of them as they are to be.
 * @returns whether the CDK got there
 * @throws UserError when a stack cannot be deployed as it is, or something stands in the way
 */
export const rollOut = async (
  { all }: Pick<Account, 'all'>,
  { cdk, preflight }: RollOutPorts,
): Promise<boolean> => {
  const first = await neverComplete(all);
  const unprotected = first.length > 0 ? { [FIRST_DEPLOYMENT]: '1' } : {};
  const assembly = mkdtempSync(join(tmpdir(), 'emergency-deploy-'));
  try {
    if (!(await cdk(['synth', '--quiet', '--output', assembly], unprotected))) return false;
    await preflight(assembly);
    if (first.length === 0) return await cdk([...DEPLOY, '--app', assembly, '--all']);
    await unprotect(all, first);
    const names = [...first, '--exclusively'];
    if (!(await cdk([...DEPLOY, '--app', assembly, ...names, '--no-rollback']))) return false;
    return await cdk([...DEPLOY, '--all']);
  } finally {
    rmSync(assembly, { recursive: true });
  }
};

const neverComplete = async (all: Account['all']): Promise<string[]> => {
  const first: string[] = [];
  for (const { name, stacks } of all) {
    const course = deploymentMode(name, await stacks.find(name));
    if (course.kind === 'refused') throw new UserError(course.todo);
    if (course.kind === 'first') first.push(name);
  }
  return first;
};

/** The CDK deletes a stack that was rolled back before it creates it anew; termination protection would refuse that. */
const unprotect = async (all: Account['all'], first: readonly string[]): Promise<void> => {
  for (const { name, stacks } of all)
    if (first.includes(name) && (await stacks.find(name))?.protected) await stacks.unprotect(name);
};
