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

  describe('on a log that went back', () => {
    /** A log of two events, both anchored, whose table holds only what it held after the first one. */
    const restored = async () => {
      const { ports } = await signedLog();
      const kept = { checkpoints: [...ports.checkpoints.all], table: [...ports.store.table] };
      ports.system.advance(400 * SECOND);
      await change(ports, { locationId: 'Sydney', action: 'set' });
      await checkpoint(ports, EVERY);
      const older = memoryPorts(shippedConfig());
      older.store.table.push(...kept.table);
      const checkpoints = memoryCheckpoints();
      checkpoints.all.push(...kept.checkpoints);
      return { ...ports, ...older, system: ports.system, checkpoints };
    };

    it('signs nothing while it has fewer leaves than the newest anchored checkpoint', async () => {
      const ports = await restored();
      ports.system.advance(86_400 * SECOND);
      await expect(checkpoint(ports, EVERY)).rejects.toThrow(
        'the log went back: checkpoint 0000000000000002 covers 2 leaves, and the table has 1',
      );
      expect(ports.anchor.stored.length).toBe(2);
    });

    it.each([1, 2, 5])('signs nothing after it continued with %i other events', async (more) => {
      const ports = await restored();
      ports.system.advance(400 * SECOND);
      for (let done = 0; done < more; done += 1)
        await change(ports, { locationId: 'Manila', action: done % 2 === 0 ? 'remove' : 'set' });
      await expect(checkpoint(ports, EVERY)).rejects.toThrow(
        'the log contradicts checkpoint 0000000000000002: its first 2 leaves have another root',
      );
      expect(ports.anchor.stored.length).toBe(2);
    });

    it('signs nothing when nothing is left of it', async () => {
      const { anchor, signer: key, system } = await restored();
      const ports = {
        ...memoryPorts(shippedConfig()),
        checkpoints: memoryCheckpoints(),
        anchor,
        digest,
        ed25519,
      };
      const empty = { ...ports, signer: key, system };
      await change(empty, { locationId: 'Manila', action: 'set' });
      await expect(checkpoint(empty, EVERY)).rejects.toThrow('the log went back');
    });

    it('signs nothing when the anchored checkpoint is signed by another key', async () => {
      const ports = await restored();
      ports.system.advance(86_400 * SECOND);
      ports.signer = signer();
      ports.checkpoints.all.splice(0);
      await expect(checkpoint(ports, EVERY)).rejects.toThrow(
        'is not signed by this log’s key'.replace('’', "'"),
      );
    });
  });

  it('continues after a run that anchored its checkpoint and could not store it in the table', async () => {
    const { ports } = await signedLog();
    ports.system.advance(400 * SECOND);
    await change(ports, { locationId: 'Sydney', action: 'set' });
    const { append } = ports.checkpoints;
    ports.checkpoints.append = async () => {
      throw new Error('the table cannot be reached');
    };
    await expect(checkpoint(ports, EVERY)).rejects.toThrow('cannot be reached');
    ports.checkpoints.append = append;
    await change(ports, { locationId: 'Singapore', action: 'set' });
    expect((await checkpoint(ports, EVERY))?.size).toBe(3);
  });
});
