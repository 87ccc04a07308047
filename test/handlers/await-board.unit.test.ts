import { describe, expect, it } from 'vitest';
import type { BoardTable } from '../../domain/emergency/read-models.ts';
import { ANA, memoryLine, type Options } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { turn } from '../kit/system.ts';

/** A line whose pauses take time, and run the projector from pause number `from` on; with the reads of the board counted. */
const lineOf = async (from: number, get?: BoardTable['get']) => {
  const seen = { pauses: 0, reads: 0 };
  let catchUp = async () => {};
  const wrap: Options['wrap'] = {
    system: (system) => ({
      pause: async () => {
        seen.pauses += 1;
        (system as { advance(ms: number): void }).advance(200);
        if (seen.pauses >= from) await catchUp();
        await turn();
      },
    }),
    board: (board) => ({
      get: (...asked) => {
        seen.reads += 1;
        return (get ?? board.get)(...asked);
      },
    }),
  };
  const line = await memoryLine({ wrap });
  catchUp = line.catchUp;
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  return { line, call, seen };
};

describe('after a change', () => {
  it('an administrator hears that callers hear it when the board has it', async () => {
    const { call, seen } = await lineOf(3);
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE', onBoard: 'true' });
    expect(seen).toEqual({ pauses: 3, reads: 4 });
    expect(await call.removes('Manila', 1)).toMatchObject({ status: 'DONE', onBoard: 'true' });
  });

  it('hears after two seconds that it is recorded, and callers hear it shortly', async () => {
    const { line, call, seen } = await lineOf(Number.POSITIVE_INFINITY);
    const began = line.ports.system.now();
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE', onBoard: 'false' });
    expect(line.ports.system.now() - began).toBe(2000);
    expect(seen.reads).toBe(10);
    await line.catchUp();
    expect(await call.sets('Manila', 'weather', 0, 'block-3')).toMatchObject({ onBoard: 'true', seq: '1' });
  });

  it('hears that it is recorded when the board cannot be read', async () => {
    const { line, call } = await lineOf(1, async () => {
      throw new Error('no table');
    });
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE', onBoard: 'false' });
    expect(line.history('location/Manila')).toHaveLength(1);
    expect(line.ports.lines.some((text) => text.includes('failed to read the board after a change'))).toBe(
      true,
    );
  });

  it('is not kept waiting when the change was refused', async () => {
    const { call, seen } = await lineOf(1);
    expect(await call.sets('Manila', 'weather', 7)).toMatchObject({ status: 'CHANGED' });
    expect(seen).toEqual({ pauses: 0, reads: 0 });
  });
});
