import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted, print } from '../output.ts';
import { changesIn } from './changes.ts';
import { neverComplete, type RollOutPorts, SYNTH } from './roll-out.ts';

/** Compares templates only: a change set would be created, and its template uploaded. */
const DIFF = ['diff', '--method', 'template', '--ci', '--no-color', '--all'];

type PreviewPorts = Pick<RollOutPorts, 'cdk' | 'preflight'> & {
  /** Runs `cdk diff`; null when it failed, else what it printed. */
  diff(args: readonly string[]): Promise<string[] | null>;
};

const countsText = (changes: ReturnType<typeof changesIn>['changes']): string => {
  const of = (action: string) => changes.filter((one) => one.action === action).length;
  const replaced = changes.filter(({ effect }) => effect === 'replace').length;
  return `${counted(of('create'), 'resource')} to create, ${of('change')} to change${replaced > 0 ? ` (${replaced} by replacement)` : ''}, ${of('remove')} to remove`;
};

/**
 * Prints what a deployment would change, after the checks that a deployment makes first. Nothing in the account is written: no
 * change set, no asset, no event. Returns whether the CDK succeeded.
 * @throws UserError when a deployment would be refused
 */
export const preview = async (
  all: Parameters<typeof neverComplete>[0],
  stack: string,
  json: boolean | undefined,
  { cdk, preflight, diff }: PreviewPorts,
): Promise<boolean> => {
  await neverComplete(all);
  const assembly = mkdtempSync(join(tmpdir(), 'emergency-deploy-'));
  try {
    if (!(await cdk([...SYNTH, assembly]))) return false;
    await preflight(assembly);
    const lines = await diff([...DIFF, '--app', assembly]);
    if (lines === null) return false;
    const { changes, shown } = changesIn(lines);
    const message =
      changes.length === 0
        ? 'Dry run: no resource would change. Nothing was deployed.'
        : `Dry run: ${countsText(changes)}. Nothing was deployed.`;
    print(json, { ok: true, dryRun: true, stack, changes, diff: shown, message }, () =>
      [...shown, '', message].join('\n'),
    );
    return true;
  } finally {
    rmSync(assembly, { recursive: true });
  }
};
