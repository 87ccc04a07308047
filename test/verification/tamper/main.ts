import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { named } from '../../domain/audit/name-changed-events.ts';
import { randomLog } from '../../domain/audit/random-logs.ts';
import { secondOpinion } from '../../domain/audit/second-verifier.ts';
import { auditOf, hasIntactBytes, SIGNER, type SignedLog, signedLog } from '../../kit/signed-log.ts';
import { flipBits } from './bit-flips.ts';
import { auditForged, productLog } from './forged-log.ts';
import { NAMED_FORGERIES } from './forgeries.ts';
import { startChangeableLine } from './line-tables.ts';
import { OPERATORS } from './operators.ts';
import { ROW_CHANGES } from './row-changes.ts';

/**
 * Applies every tamper operator to every target, flips bits, and compares with the second verifier; writes the results to
 * `docs/evidence/audit.md`. Exit status 1 when a change was not found.
 */
const began = performance.now();
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const EVENTS = 200;
const SIZES = Array.from({ length: 20 }, (_, index) => 10 * (index + 1));
/** `SAMPLE=8` tries every eighth target and an eighth of the random logs; 1 tries all. */
const SAMPLE = Number(process.env.SAMPLE ?? 1);
const RANDOM_LOGS = Math.ceil(10_000 / SAMPLE);
/** Every n-th bit, with another first bit for each event, so that all positions occur. */
const BIT_STEP = Number(process.env.BIT_STEP ?? 1);

type Row = { name: string; tried: number; found: number; event: number; span: number };

const tryOperator = async (log: SignedLog, operator: (typeof OPERATORS)[number]): Promise<Row> => {
  const row: Row = { name: operator.name, tried: 0, found: 0, event: 0, span: 0 };
  const targets = operator.of === 'event' ? log.items.length : log.files.length;
  const step = operator.of === 'event' ? SAMPLE : 1;
  for (let target = row.name.length % step; target < targets; target += step) {
    const changed = await operator.apply(log, target);
    if (changed === null) continue;
    const report = await auditOf(changed);
    row.tried += 1;
    row.found += Number(report.verdict === 'tampered');
    const ofFile = report.findings.some(({ place }) => place.startsWith('checkpoint '));
    const where = operator.of === 'checkpoint' ? ofFile && 'event' : named(log, changed, report);
    row.event += Number(where === 'event');
    row.span += Number(where === 'span');
  }
  console.log(JSON.stringify(row));
  return row;
};

const agreement = async (logs: number) => {
  const count = { agreed: 0, good: 0 };
  for (let seed = 1; seed <= logs; seed += 1) {
    const { log } = await randomLog(seed);
    const first = hasIntactBytes(await auditOf(log));
    count.agreed += Number(first === secondOpinion(log, SIGNER.key));
    count.good += Number(first);
  }
  return count;
};

/** How to repeat the run: only the seeds decide what is tried. */
const circumstances = () => {
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  return `Commit ${commit}, Node ${process.versions.node}; random logs from seeds 1 to ${RANDOM_LOGS}; ${minutes} minutes. To repeat: \`npm run evidence:audit\`.`;
};

const log = await signedLog(EVENTS, SIZES);
const rows: Row[] = [];
for (const operator of OPERATORS) rows.push(await tryOperator(log, operator));
const flips: { tried: number; found: number } = { tried: 0, found: 0 };
// Ten logs of ten events: a hundred events, and each audit is short.
for (let salt = 0; salt < 10; salt += 1) {
  const { tried, found } = await flipBits(await signedLog(10, [10], { salt }), BIT_STEP);
  flips.tried += tried;
  flips.found += found;
}
const { agreed, good } = await agreement(RANDOM_LOGS);
const made = await productLog();
const honest = (await auditForged(made, [])).undecided.count === 0;
const forged: { name: string; found: boolean }[] = [];
for (const [name, forgery] of NAMED_FORGERIES) {
  const { verdict, undecided } = await auditForged(made, forgery(made));
  forged.push({ name, found: verdict === 'undecided' && undecided.count > 0 });
}
const live = await startChangeableLine();
const changedRows: { name: string; found: boolean }[] = [];
for (const [name, { finding, ...change }] of Object.entries(ROW_CHANGES)) {
  const { faults } = await live.verifiedWith(change);
  changedRows.push({ name, found: faults.some((fault) => finding.test(fault)) });
}
await live.stop();
const total = rows.reduce((sum, { tried }) => sum + tried, 0);
const seen = rows.reduce((sum, { found }) => sum + found, 0);
const pointed = rows.reduce((sum, { event, span }) => sum + event + span, 0);

writeFileSync(
  new URL('../../../docs/evidence/audit.md', import.meta.url),
  `<!-- Made by npm run evidence:audit. -->
# Tamper detection

A log of ${EVENTS} events in five streams, a checkpoint every ten leaves; every operator at ${SAMPLE === 1 ? 'every target' : `every ${SAMPLE}th target`} it applies to. *Event*: a
finding names the event (or the next one of its stream, whose link no longer matches) or the file; *range*: it names the ten leaves
between two checkpoints, because links, hashes and leaves were all recomputed.
*body*: the body was changed; *rehashed*: and its hash; *releafed*: and its leaf.

${circumstances()}

${seen} of ${total} found, ${pointed} of ${total} located.

| change | tried | found | event | range |
| --- | ---: | ---: | ---: | ---: |
${rows.map(({ name, tried, found, event, span }) => `| ${name} | ${tried} | ${found} | ${event} | ${span} |`).join('\n')}

Bits: ${flips.found} of ${flips.tried} single bits flipped in the canonical bytes of 100 events were found and the event named${BIT_STEP === 1 ? '' : ` (every ${BIT_STEP}th bit)`}.

The second verifier, an independent one on @noble/hashes and @noble/curves, agreed on ${agreed} of ${RANDOM_LOGS} random logs, of which
${good} were intact.

## Forged events

Each event is appended to a history that the product made, with a correct chain, a leaf and a signed checkpoint, as somebody could who
may append. No byte is wrong; what is found is that the rules could not have decided it. In the history itself ${honest ? 'nothing is found' : 'SOMETHING IS FOUND'}.

${forged.filter(({ found }) => found).length} of ${forged.length} found.

| forged event | found |
| --- | --- |
${forged.map(({ name, found }) => `| ${name} | ${found ? 'yes' : 'NO'} |`).join('\n')}

## Changed tables

Rows of a running line changed past the product, by somebody who may write to its tables. \`emergency verify\` then compares chains,
leaves, checkpoints, anchors, board, directory and keys.

${changedRows.filter(({ found }) => found).length} of ${changedRows.length} found and named.

| change | found |
| --- | --- |
${changedRows.map(({ name, found }) => `| ${name} | ${found ? 'yes' : 'NO'} |`).join('\n')}

## Limits

No verifier can detect the removal of the newest events while no checkpoint covers them. Such events are reported as exposed; a
checkpoint covers them at most 60 seconds after a change to a location or an administrator.
`,
);
const allFound =
  honest &&
  forged.every(({ found }) => found) &&
  changedRows.every(({ found }) => found) &&
  seen === total &&
  pointed === total &&
  flips.found === flips.tried &&
  agreed === RANDOM_LOGS;
console.log(allFound ? 'every change was found and located' : 'SOME CHANGES WERE NOT FOUND');
process.exitCode = allFound ? 0 : 1;
