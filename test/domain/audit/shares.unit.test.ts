import { expect, it } from 'vitest';
import { audit } from '../../../domain/ledger/audit/audit.ts';
import { merged, type Part, type Report } from '../../../domain/ledger/audit/report.ts';
import { runs } from '../../kit/sample.ts';
import { auditLines, linesOf, signedLog, TRUSTED } from '../../kit/signed-log.ts';
import { randomLog } from './random-logs.ts';

const inOrder = ({ findings, ...report }: Report) => ({
  ...report,
  findings: findings.map((finding) => JSON.stringify(finding)).sort(),
});

const inShares = async (lines: readonly string[], files: Parameters<typeof audit>[1], of: number) => {
  const parts = [];
  for (let index = 0; index < of; index += 1) {
    const auditor = await audit(TRUSTED, files, { index, of });
    for (const line of lines) auditor.line(line);
    parts.push(auditor.part());
  }
  return merged(parts as [Part, ...Part[]]);
};

/** The same log with its lines in another order, and bodies as JSON strings. */
const otherwise = (lines: readonly string[]): string[] =>
  lines.toReversed().map((line) => {
    const { body, pk, ...item } = JSON.parse(line);
    return JSON.stringify({ ...item, ...(body && { body: JSON.stringify(body) }), pk });
  });

it('a log audited in shares has the same report as audited whole, tampered or not, whatever the order of its lines', async () => {
  for (let seed = 1; seed <= runs(100); seed += 1) {
    const { log, done } = await randomLog(seed);
    for (const lines of [linesOf(log), otherwise(linesOf(log))]) {
      const whole = inOrder(await auditLines(lines, log.files));
      const shares = inOrder(await inShares(lines, log.files, 1 + (seed % 4)));
      expect({ seed, done, ...shares }).toStrictEqual({ seed, done, ...whole });
    }
  }
}, 20_000);

it('a line that names two streams is reported, in whichever share it is', async () => {
  const log = await signedLog(10, [10]);
  const lines = [...linesOf(log), '{"pk":"admin/other","sk":1,"pk":"location/Manila"}'];
  for (const of of [1, 2]) {
    const { verdict, findings } = await inShares(lines, log.files, of);
    expect({ verdict, place: findings[0]?.place }).toEqual({ verdict: 'tampered', place: 'line 21' });
  }
});
