import { describe, expect, it } from 'vitest';
import { named } from '../../domain/audit/name-changed-events.ts';
import {
  auditLines,
  auditOf,
  linesOf,
  type SignedLog,
  signedAt,
  signedLog,
  signerOf,
  TRUSTED,
} from '../../kit/signed-log.ts';
import { OPERATORS } from './operators.ts';

const SIZES = [10, 20, 30, 40];
const intact = signedLog(40, SIZES);
const TARGETS = { event: [0, 3, 22, 39], checkpoint: [0, 1, 3] };

describe('an intact log', () => {
  it('has nothing found in it, and everything covered', async () => {
    const report = await auditOf(await intact);
    expect(report).toMatchObject({ verdict: 'intact', events: 40, leaves: 40, streams: 5, covered: 40 });
    expect(report).toMatchObject({ findings: [], exposed: { count: 0, first: null, last: null } });
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['turned round', (lines) => lines.toReversed()],
    ['sorted by stream', (lines) => lines.toSorted()],
    [
      'with the leaves first',
      (lines) => lines.toSorted((a, b) => Number(b.includes('leafHash')) - Number(a.includes('leafHash'))),
    ],
    [
      'with members in another order',
      (lines) =>
        lines.map((line) =>
          JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).toReversed())),
        ),
    ],
    [
      'with items of other things',
      (lines) => [
        ...lines,
        '{"pk":"leaf/admin/ana","sk":1,"index":2}',
        '{"pk":"checkpoint","sk":1}',
        '{"pk":"other"}',
      ],
    ],
  ])('is intact %s', async (_, change) => {
    const log = await intact;
    const report = await auditLines(change(linesOf(log)), log.files);
    expect({ verdict: report.verdict, findings: report.findings }).toEqual({
      verdict: 'intact',
      findings: [],
    });
  });

  it('is intact while one key replaces another, both trusted', async () => {
    const log = await intact;
    const next = signerOf('the next key');
    const files = [...log.files.slice(0, 2), await signedAt(log.leaves, 40, next)];
    const report = await auditLines(linesOf(log), files, { ...TRUSTED, keys: [...TRUSTED.keys, next.key] });
    expect(report.verdict).toBe('intact');
  });

  it('is intact with more versions of a checkpoint that say the same', async () => {
    const log = await intact;
    const report = await auditOf({ ...log, files: [...log.files, ...log.files] });
    expect(report.verdict).toBe('intact');
  });

  it('cannot be judged without a checkpoint', async () => {
    const report = await auditOf({ ...(await intact), files: [] });
    expect(report).toMatchObject({ verdict: 'unknown', covered: 0, exposed: { count: 40 } });
  });
});

describe('the exposed tail', () => {
  it('is reported with its count, first and last event, with or without leaves', async () => {
    const log = await signedLog(40, [10, 30], { sequenced: 35 });
    const report = await auditOf(log);
    expect(report.verdict).toBe('intact');
    expect(report.covered).toBe(30);
    expect(report.exposed).toMatchObject({
      count: 10,
      first: { at: log.items[30]?.at },
      last: { at: log.items[39]?.at },
    });
  });

  it('hides the removal of its last event; the others are reported as exposed', async () => {
    const log = await signedLog(40, [10, 30]);
    const cut = { ...log, items: log.items.slice(0, 39), leaves: log.leaves.slice(0, 39) };
    expect(await auditOf(cut)).toMatchObject({ verdict: 'intact', exposed: { count: 9 } });
  });
});

describe.each(OPERATORS)('$name', ({ of, apply }) => {
  it('is found and located', async () => {
    const log = await intact;
    let tried = 0;
    for (const target of TARGETS[of]) {
      const changed: SignedLog | null = await apply(log, target);
      if (changed === null) continue;
      tried += 1;
      const report = await auditOf(changed);
      expect(report.verdict).toBe('tampered');
      if (of === 'event') expect(named(log, changed, report)).not.toBe('no');
      else expect(report.findings[0]?.place).toMatch(/^checkpoint /);
    }
    expect(tried).toBeGreaterThan(0);
  });
});

it('verification reports a stored state that is not canonical JSON, even when its value matches the events', async () => {
  const log = await intact;
  const [first, ...rest] = linesOf(log);
  const { state, ...item } = JSON.parse(first ?? '');
  const line = JSON.stringify({ ...item, state: `${JSON.stringify(state)} ` });
  const { findings } = await auditLines([line, ...rest], log.files);
  expect(findings.map(({ fault }) => fault)).toEqual(['the stored state does not match the events']);
});
