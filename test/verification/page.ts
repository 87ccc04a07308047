import type { Circumstances } from '../../bench/report.ts';
import { type CheckResult, count } from './check.ts';

type Report = Circumstances & { quick: boolean; outcomes: readonly CheckResult[] };

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = ({ name, bar, size, result, passed, seconds }: CheckResult): string =>
  `| [${name}](#${name}) | ${[bar, size, result].map(cell).join(' | ')} | ${count(seconds)} s | ${passed ? 'passed' : '**failed**'} |`;

const section = ({ name, shows, notes }: CheckResult): string =>
  `## ${name}\n\n${shows}\n\n${notes.map((note) => `* ${note}`).join('\n')}`;

const SMALL =
  '\n**A quick run covers a small part of what is required**; run without `--quick` for all of it.';

/** Renders `docs/evidence/security.md`: the results of one run. */
export const page = ({
  outcomes,
  quick,
  date,
  commit,
  node,
  machine,
  seed,
}: Report): string => `<!-- Made by npm run evidence:security. -->
# Security verification

One ${quick ? 'quick' : 'full'} run of \`npm run evidence:security -- --seed ${seed}\` on ${date}, at commit ${commit}, with Node ${node} on ${machine}.${quick ? SMALL : ''}
The seed decides every input, order and fault; PINs and keys come from the system's random source. \`npm test\` runs the quick form,
and shows that each check fails when the line is broken.

| check | required | size | result | wall time | |
| --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join('\n')}

The line runs in memory, with the real handlers and rules; faults and schedules are injected between them and their ports: the log, the
tables, KMS, the SMS provider. Two storms run over HTTP against the embedded DynamoDB. The invariants of the log are
written independently in \`test/verification/invariants/\`, not derived from the deciders. A simulated year of attack is in [throttling.md](../security/throttling.md).

${outcomes.map(section).join('\n\n')}
`;
