import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../../../adapters/sha256.ts';
import { rules } from '../../../domain/emergency/rules.ts';
import { type ExportLine, readLine } from '../../../domain/ledger/audit/export-line.ts';
import { parse } from '../../../domain/ledger/parse.ts';
import { type Checkpoint, checkpointText, parseCheckpoint } from '../../../domain/ledger/proof/checkpoint.ts';
import { formatVkey, signNote } from '../../../domain/ledger/proof/signed-note.ts';
import { openClock } from '../../../local/clock.ts';
import { emergency } from '../../cli/command.ts';
import { startedFolder } from '../../e2e/started-folder.ts';
import { signerOf } from '../../kit/signed-log.ts';
import { saidByGo } from './go.ts';

type Event = Extract<ExportLine, { kind: 'event' }>['event'];

describe('other people’s libraries for transparency logs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofs-'));
  const data = join(folder, 'data');
  const anchored = join(data, 'proof');
  const log = join(folder, 'log.jsonl');
  let vkey: string;
  let events: Event[];
  let proofs: string[];

  const done = async (...args: string[]) => {
    const { status, out, err } = await emergency(args, { EMERGENCY_LINE_DATA: data });
    expect({ status, err }).toStrictEqual({ status: 0, err: '' });
    return out;
  };
  /** A break-glass act, and a minute later, when the log's next checkpoint is due. */
  const act = async (...args: string[]) => {
    await done(...args, '--as', 'desk', '--reason', 'phones down');
    openClock(data).advance(60_000);
  };

  /** A small log with a checkpoint after each act, exported, and the proof of each of its events. */
  beforeAll(async () => {
    await startedFolder(data);
    await act('set', 'Manila', '--type', 'weather');
    await act('set', 'Sydney', '--type', 'fire-alarm');
    await act('remove', 'Manila');
    vkey = (await done('vkey')).trim();
    await done('export', '--out', log);
    const lines = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => readLine(line, { parse, rules }));
    events = lines.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
    const verify = ['verify', '--export', log, '--checkpoints', anchored, '--vkey', vkey];
    proofs = [];
    for (const { item } of events) proofs.push(await done(...verify, '--inclusion', item.id));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const proven = (index: number) => ({ vkey, proof: proofs[index] ?? '', body: events[index]?.text ?? '' });

  it('find every anchored checkpoint signed by the published key', () => {
    const cases = readdirSync(anchored).map((file) => ({
      vkey,
      checkpoint: readFileSync(join(anchored, file), 'utf8'),
    }));
    expect(cases.length).toBeGreaterThan(1);
    expect(saidByGo(cases)).toStrictEqual(cases.map(() => 'holds'));
  });

  it('find every event of an export in the tree its checkpoint signs', () => {
    expect(events.length).toBeGreaterThan(4);
    expect(saidByGo(events.map((_, index) => proven(index)))).toStrictEqual(events.map(() => 'holds'));
  });

  it('refuse a checkpoint that another key signed, or that was changed', async () => {
    const { vkey: _, proof } = proven(0);
    const checkpoint = proof.slice(proof.indexOf('\n\n') + 2);
    const [origin = ''] = checkpoint.split('\n');
    const other = formatVkey(digest, signerOf('another', origin).key);
    const [size = ''] = /\n\d+\n/.exec(checkpoint) ?? [];
    const changed = checkpoint.replace(size, `\n${Number(size) + 1}\n`);
    expect(
      saidByGo([
        { vkey: other, checkpoint },
        { vkey, checkpoint: changed },
      ]),
    ).toStrictEqual([
      expect.stringMatching(/no verifiable signatures/),
      expect.stringMatching(/invalid signature/),
    ]);
  });

  describe('under a checkpoint that was signed all the same', () => {
    const signer = (origin: string) => signerOf('whoever stole the key', origin);

    /** A proof whose checkpoint says something else, signed anew by a key that is trusted. */
    const resigned = async (index: number, change: (tree: Checkpoint) => Partial<Checkpoint>) => {
      const { proof, body } = proven(index);
      const end = proof.indexOf('\n\n') + 2;
      const tree = parseCheckpoint(proof.slice(end));
      if (tree === null) throw new Error('the proof has no checkpoint');
      const key = signer(tree.origin);
      const note = await signNote(digest, checkpointText({ ...tree, ...change(tree) }), key);
      return { vkey: formatVkey(digest, key.key), proof: `${proof.slice(0, end)}${note}`, body };
    };

    it('take an event for what it is when nothing else was changed', async () => {
      expect(saidByGo([await resigned(1, () => ({}))])).toStrictEqual(['holds']);
    });

    it('refuse another root, another size, another event and another place', async () => {
      const right = await resigned(1, () => ({}));
      const cases = [
        await resigned(1, ({ root }) => ({ root: root.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) })),
        await resigned(1, ({ size }) => ({ size: size * 2 })),
        { ...right, body: right.body.replace('operator/', 'operator/x') },
        { ...right, proof: right.proof.replace('\nindex 1\n', '\nindex 0\n') },
      ];
      expect(new Set(cases.map((one) => JSON.stringify(one))).size).toBe(cases.length);
      expect(saidByGo(cases)).toStrictEqual([
        expect.stringMatching(/calculated root/),
        expect.stringMatching(/wrong proof size/),
        expect.stringMatching(/calculated root/),
        expect.stringMatching(/calculated root/),
      ]);
    });
  });
});
