import type { Config } from '../domain/config/config.ts';
import { ExplainedError } from '../domain/ledger/index.ts';
import { withSender } from '../local/line.ts';
import { client } from './client.ts';
import { type Beside, type Change, changesOf, kindOf, neededFor } from './config-changes.ts';
import { isDeployment, openDeployment, runningLine } from './connection.ts';
import { configBy } from './operate.ts';
import { counted } from './output.ts';
import { table } from './table.ts';

type Difference = Change & { change: ReturnType<typeof kindOf>; needs: string };

/**
 * The file beside the line that the command would work on. `changes` is null where there is nothing to compare with;
 * `notCompared` then says why the deployed configuration could not be read.
 */
type Comparison = {
  comparedWith: Beside | null;
  changes: Difference[] | null;
  notCompared: string | null;
};

const differences = (before: object, after: object, beside: Beside): Comparison => {
  // `$schema` is for editors only.
  const changes = changesOf(before, after).filter(({ path }) => path !== '$schema');
  const found = changes.map((change) => ({
    ...change,
    change: kindOf(change),
    needs: neededFor(change, beside),
  }));
  return { comparedWith: beside, changes: found, notCompared: null };
};

/** Without credentials or permission the rest of the command still works. */
const besideDeployment = async ({ deployment: _, ...config }: Config): Promise<Comparison> => {
  try {
    const { send } = await openDeployment();
    return differences(await configBy(send), config, 'deployed');
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return { comparedWith: null, changes: null, notCompared: error.message };
  }
};

/** Compares a configuration with that of the deployment which the environment names, else of the line on this machine. */
export const compared = async (config: Config): Promise<Comparison> => {
  if (isDeployment()) return besideDeployment(config);
  const line = await runningLine();
  return line
    ? differences(await client(line.url).config(), withSender(config), 'running')
    : { comparedWith: null, changes: null, notCompared: null };
};

const NAMES = { running: 'running line', deployed: 'deployed line' };
const NEW_LINE = {
  running:
    'origin binds the log: a line with another one is a new line. Start it with EMERGENCY_LINE_DATA=<new folder>.',
  deployed:
    'A log is bound to its origin, account and Region: with others it is a new line. Deploy it under another deployment.stackName.',
};
/** The functions have none of these settings. */
const OF_THE_STACK = 'For the settings under deployment, see: npx emergency deploy --dry-run';

/** A value as a cell; a whole location or type would fill the screen. */
const shown = (value: unknown): string => {
  if (value === undefined) return '-';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const changesText = (changes: readonly Difference[], beside: Beside): string[] => {
  if (changes.length === 0) return [`The ${NAMES[beside]} has this configuration.`];
  return [
    `The file differs from the ${NAMES[beside]} in ${counted(changes.length, 'field')}:`,
    table([
      ['CHANGE', 'FIELD', beside.toUpperCase(), 'FILE', 'NEEDS'],
      ...changes.map(({ change, path, before, after, needs }) => [
        change,
        path,
        shown(before),
        shown(after),
        needs,
      ]),
    ]),
    ...(changes.some(({ needs }) => needs.startsWith('a new ')) ? [NEW_LINE[beside]] : []),
  ];
};

/** The lines of a comparison, after an empty one; none when there is no line to compare with. */
export const comparisonText = ({ comparedWith, changes, notCompared }: Comparison): string[] => {
  if (notCompared !== null) return ['', `Not compared with the deployed line: ${notCompared}`];
  if (comparedWith === null || changes === null) return [];
  const stack = comparedWith === 'deployed' ? [OF_THE_STACK] : [];
  return ['', ...changesText(changes, comparedWith), ...stack];
};
