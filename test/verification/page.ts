import type { Circumstances } from '../../bench/report.ts';
import { count, type Outcome } from './check.ts';

type Report = Circumstances & { quick: boolean; outcomes: readonly Outcome[] };

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = ({ name, bar, size, result, held, seconds }: Outcome): string =>
  `| [${name}](#${name}) | ${[bar, size, result].map(cell).join(' | ')} | ${count(seconds)} s | ${held ? 'held' : '**not held**'} |`;

const section = ({ name, shows, notes }: Outcome): string =>
  `## ${name}\n\n${shows}\n\n${notes.map((note) => `* ${note}`).join('\n')}`;

const SMALL =
  '\n**A quick run tries a small part of what the bars name**; leave out `--quick` for all of it.';

/** `docs/evidence/security.md`: what one run of the studies found. */
export const page = ({
  outcomes,
  quick,
  date,
  commit,
  node,
  machine,
  seed,
}: Report): string => `<!-- Made by npm run evidence:security. -->
# Evidence: what the PIN and the log withstood

One ${quick ? 'quick' : 'full'} run of \`npm run evidence:security -- --seed ${seed}\` on ${date}, at commit ${commit}, with Node ${node} on ${machine}.${quick ? SMALL : ''}
The seed decides every input, order and fault; PINs and keys are drawn from the system's own source. \`npm test\` runs the quick form,
and shows of each study that it fails when the line is broken.

| study | bar | size | result | wall time | |
| --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join('\n')}

The line runs in memory, with the real handlers and rules; faults and orders are put between them and what is outside: the log, the
tables, KMS, the provider of texts. Two storms run over HTTP against the embedded DynamoDB. What must hold of the log afterwards is
written anew in \`test/verification/invariants/\`, not taken from the rules. A simulated year of attack is in [throttling.md](../security/throttling.md).

${outcomes.map(section).join('\n\n')}
`;
