import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest } from '../../adapters/sha256.ts';
import { parseCheckpoint } from '../../domain/ledger/proof/checkpoint.ts';
import type { NoteSigner } from '../../domain/ledger/proof/signed-note.ts';
import { openNote } from '../../domain/ledger/proof/signed-note.ts';
import { checkpoint } from '../../projections/checkpoint.ts';
import { rootOf } from '../domain/merkle/naive-tree.ts';
import { change } from '../kit/changes.ts';
import { memoryAnchor, memoryCheckpoints } from '../kit/leaf-log.ts';
import { memoryPorts, shippedConfig } from '../kit/ports.ts';

const signer = (): NoteSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    key: { name: 'emergency-line/test', publicKey: Uint8Array.from(raw) },
    sign: async (message) => sign(null, message, privateKey),
  };
};

const SECOND = 1_000;
const EVERY = 15 * SECOND;

/** A log with one event, and one checkpoint of it. */
const signedLog = async () => {
  const ports = {
    ...memoryPorts(shippedConfig()),
    checkpoints: memoryCheckpoints(),
    anchor: memoryAnchor(),
    signer: signer(),
    digest,
    ed25519,
  };
  const run = () => checkpoint(ports, EVERY);
  await change(ports, { locationId: 'Manila', action: 'set' });
  await run();
  return { ports, run };
};

describe('a checkpoint run', () => {
  it('signs the root of all leaves, and anchors the note under its size', async () => {
    const { ports } = await signedLog();
    const [stored] = ports.checkpoints.all;
    const opened = await openNote({ digest, ed25519 }, stored?.note ?? '', [ports.signer.key]);
    const roots = rootOf(ports.store.table.map(({ hash }) => Buffer.from(hash, 'hex')));
    expect('text' in opened && parseCheckpoint(opened.text)).toEqual({
      origin: 'emergency-line/test',
      size: 1,
      root: Uint8Array.from(roots),
    });
    expect(ports.anchor.notes).toEqual(new Map([['0000000000000001', stored?.note]]));
  });

  it('signs nothing until a checkpoint is due, and within a minute after a change', async () => {
    const { ports, run } = await signedLog();
    expect(await run()).toBeNull();
    ports.system.advance(20 * SECOND);
    await change(ports, { locationId: 'Manila', action: 'remove' });
    expect(await run()).toBeNull();
    ports.system.advance(45 * SECOND);
    expect(await run()).toBeNull();
    ports.system.advance(1);
    expect((await run())?.size).toBe(2);
    const roots = rootOf(ports.store.table.map(({ hash }) => Buffer.from(hash, 'hex')));
    expect(ports.checkpoints.all.at(-1)?.note).toContain(Buffer.from(roots).toString('base64'));
  });

  it('signs an unchanged log once a day', async () => {
    const { ports, run } = await signedLog();
    ports.system.advance(86_400 * SECOND - EVERY);
    expect(await run()).toBeNull();
    ports.system.advance(1);
    const again = await run();
    expect({ serial: again?.serial, size: again?.size }).toEqual({ serial: 2, size: 1 });
    expect(ports.anchor.stored).toEqual(['0000000000000001', '0000000000000001']);
    expect(again?.note).toBe(ports.checkpoints.all[0]?.note);
  });

  it('signs at once when the last one was signed by a clock that was ahead', async () => {
    const { ports, run } = await signedLog();
    const ahead = {
      ...ports,
      system: { ...ports.system, now: () => ports.system.now() + 8 * 3600 * SECOND },
    };
    await change(ports, { locationId: 'Manila', action: 'remove' });
    expect((await checkpoint(ahead, EVERY))?.size).toBe(2);
    ports.system.advance(900 * SECOND);
    await change(ports, { locationId: 'Sydney', action: 'set' });
    expect((await run())?.size).toBe(3);
    expect(await run()).toBeNull();
  });

  it('signs nothing for an empty log', async () => {
    const { ports } = await signedLog();
    const empty = { ...ports, ...memoryPorts(shippedConfig()), checkpoints: memoryCheckpoints() };
    expect(await checkpoint(empty, EVERY)).toBeNull();
  });

  it('signs once when two run at the same time', async () => {
    const { ports, run } = await signedLog();
    ports.system.advance(400 * SECOND);
    await change(ports, { locationId: 'Sydney', action: 'set' });
    const made = await Promise.all([run(), run(), run()]);
    expect(made.filter((one) => one !== null).length).toBe(1);
    expect(ports.checkpoints.all.length).toBe(2);
  });

  it('anchors one note for each size when several sign at once and the log grows meanwhile', async () => {
    const { ports, run } = await signedLog();
    const { store } = ports.anchor;
    const notes = new Map<string, Set<string>>();
    ports.anchor.store = async (name, note) => {
      notes.set(name, (notes.get(name) ?? new Set()).add(note));
      await store(name, note);
    };
    ports.system.advance(400 * SECOND);
    await change(ports, { locationId: 'Sydney', action: 'set' });
    const growing = change(ports, { locationId: 'Singapore', action: 'set' });
    await Promise.all([run(), run(), growing.then(run), growing.then(run)]);
    expect(ports.anchor.stored.length).toBeGreaterThan(2);
    expect([...notes.values()].map(({ size }) => size)).toStrictEqual([...notes.keys()].map(() => 1));
    expect(ports.checkpoints.all.map(({ serial }) => serial)).toStrictEqual(
      ports.checkpoints.all.map((_, index) => index + 1),
    );
  });

  it.each([
    ['its tree', { range: ['00'.repeat(32)] }],
    ['its size', { size: 0, range: [] }],
    ['its note', { note: 'emergency-line/test\n1\n' }],
  ])('signs nothing on top of a checkpoint that was changed in %s', async (_, changed) => {
    const { ports, run } = await signedLog();
    Object.assign(ports.checkpoints.all[0] ?? {}, changed);
    ports.system.advance(400 * SECOND);
    await change(ports, { locationId: 'Sydney', action: 'set' });
    await expect(run()).rejects.toThrow(
      'checkpoint 1 was changed in the table, and nothing is signed on top of it. Run: emergency export',
    );
    expect(ports.anchor.stored.length).toBe(1);
  });

  it('signs nothing when a leaf is missing', async () => {
    const { ports, run } = await signedLog();
    ports.system.advance(400 * SECOND);
    for (const locationId of ['Sydney', 'Singapore']) await change(ports, { locationId, action: 'set' });
    const leaves = ports.leaves.leaves;
    ports.leaves.leaves = async function* (from) {
      for await (const leaf of leaves(from)) if (leaf.index !== 1) yield leaf;
    };
    await expect(run()).rejects.toThrow(
      'leaf 1 of the log is missing from the table, and nothing is signed without it. Run: emergency export',
    );
  });
});
