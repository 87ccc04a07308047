import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import type { Anchored, Anchors } from '../../domain/ledger/audit/checkpoints.ts';
import type { StoredCheckpoint } from '../../domain/ledger/proof/leaf-log.ts';
import { createVerifyLogPorts } from '../../handlers/composition/verifier.ts';
import { anchorsOf } from '../../local/checkpoint-signing.ts';
import { verifyLog } from '../../use-cases/queries/verify-log.ts';
import { startChangeableLine } from '../verification/tamper/line-tables.ts';
import { ROW_CHANGES } from '../verification/tamper/row-changes.ts';

let changeable: Awaited<ReturnType<typeof startChangeableLine>>;
beforeAll(async () => {
  changeable = await startChangeableLine();
}, 60_000);
afterAll(() => changeable.stop());

describe('verification of the live line', () => {
  it('finds nothing in a line that nobody changed', async () => {
    const report = await changeable.line.verify();
    expect(report).toMatchObject({ ok: true, verdict: 'intact', faults: [], unread: [] });
    expect(report.undecided.events).toEqual([]);
    expect(report.checkpoints).toBeGreaterThan(1);
  });

  it.each(Object.entries(ROW_CHANGES))('names %s', async (_, { finding, ...change }) => {
    const { verdict, faults } = await changeable.verifiedWith(change);
    expect(verdict).toBe('tampered');
    expect(faults).toContainEqual(expect.stringMatching(finding));
    if (['BOARD_TABLE', 'DIRECTORY_TABLE'].includes(change.table)) expect(faults).toHaveLength(1);
  });

  it('names a deleted checkpoint, the last one and an earlier one', async () => {
    // Without deleting it: the line would sign it again at its next run.
    const without = async (isGone: (serial: number, all: number) => boolean) => {
      const ports = await createVerifyLogPorts(changeable.line.ctx, anchorsOf(changeable.folder));
      const stored: StoredCheckpoint[] = [];
      for await (const one of ports.checkpoints.all()) stored.push(one);
      const all = async function* () {
        yield* stored.filter(({ serial }) => !isGone(serial, stored.length));
      };
      const { faults } = await verifyLog({ ...ports, checkpoints: { all } });
      return faults.map(({ place, fault }) => `${place}: ${fault}`).join();
    };
    expect(await without((serial, all) => serial === all)).toMatch(
      /^checkpoint \d{16}: is anchored, but missing from the table$/,
    );
    expect(await without((serial) => serial === 1)).toContain(
      'checkpoint number 1: is missing from the table',
    );
  });

  /** What verification finds with an anchor that was changed. */
  const withAnchors = async (change: (anchors: Anchors) => Anchors) => {
    const ports = await createVerifyLogPorts(changeable.line.ctx, anchorsOf(changeable.folder));
    const read = ports.anchors ?? expect.fail('the line has no anchor');
    const { faults, unread } = await verifyLog({ ...ports, anchors: async () => change(await read()) });
    return { faults: faults.map(({ place, fault }) => `${place}: ${fault}`), unread };
  };
  const newestOf = ({ anchored }: Anchors): Anchored => anchored.at(-1) ?? expect.fail('nothing is anchored');

  it('names a checkpoint that was deleted at the anchor, although its version remains', async () => {
    const { faults } = await withAnchors((anchors) => ({ ...anchors, deleted: [newestOf(anchors).name] }));
    expect(faults).toEqual([
      expect.stringMatching(/^checkpoint \d{16}: was deleted from the anchor, whose versions of it remain$/),
    ]);
  });

  it('names a checkpoint that was never anchored', async () => {
    const { faults } = await withAnchors(({ anchored }) => ({ anchored: anchored.slice(1), deleted: [] }));
    expect(faults).toEqual([expect.stringMatching(/^checkpoint \d{16}: is in the table, but not anchored$/)]);
  });

  it('names an overwritten checkpoint, because every version is read', async () => {
    const { faults } = await withAnchors((anchors) => {
      const newest = newestOf(anchors);
      const overwrite = { ...newest, note: newest.note.replace(/\n(?=\n)/, 'A\n') };
      return { ...anchors, anchored: [...anchors.anchored, overwrite] };
    });
    expect(faults).toEqual([expect.stringMatching(/^checkpoint \d{16}: /)]);
  });

  it('says that the anchor was not read where that is denied', async () => {
    const { faults, unread } = await withAnchors(() => {
      throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    });
    expect({ faults, unread }).toEqual({ faults: [], unread: ['anchored checkpoints'] });
  });

  it('names a row of the board that no event explains', async () => {
    const { line, rows, put, remove } = changeable;
    const [manila = {}] = await rows('BOARD_TABLE');
    await put('BOARD_TABLE', { ...manila, location: 'Atlantis' });
    const { faults } = await line.verify();
    await remove('BOARD_TABLE', { location: 'Atlantis' });
    expect(faults).toEqual([
      { place: 'board row of location/Atlantis', fault: 'no event in the log explains it' },
    ]);
  });

  it('reports a state planted under the next version as unchecked, and decisions refuse to use it', async () => {
    const { line, rows, put } = changeable;
    const events = await rows('EVENTS_TABLE');
    const item = events.find(({ pk, sk }) => pk === 'location/Manila' && sk === 1) ?? {};
    await put('EVENTS_TABLE', {
      ...item,
      state: '{"planted":true}',
      stateVersion: Number(item.stateVersion) + 1,
    });
    const { ok, verdict, unchecked } = await line.verify();
    const head = line.store.head(location, 'location/Manila');
    await expect(head).rejects.toThrow(/has the state of version \d+ of the rules, newer than this version/);
    await put('EVENTS_TABLE', item);
    expect({ ok, verdict, newStates: unchecked.newStates }).toEqual({
      ok: false,
      verdict: 'unknown',
      newStates: 1,
    });
  });
});
