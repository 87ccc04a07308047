import { describe, expect, it } from 'vitest';
import { parsePin } from '../../domain/emergency/secret.ts';
import { random } from '../kit/random.ts';
import { draw } from './checks/pins.ts';
import { compared } from './checks/timing.ts';
import { clean, trial } from './faults/trial.ts';
import { BLOCKS, type UseCase } from './faults/use-cases.ts';
import { finalFaults } from './fuzz/expected-reply.ts';
import { type FuzzedLine, fuzzedLine } from './fuzz/fixture.ts';
import { historyFaults, makeHistory } from './histories/history.ts';
import { verifiers } from './schedules/cases.ts';
import { mixed } from './schedules/mixed.ts';
import { everyScheduleOf } from './schedules/run-schedule.ts';
import { type Stage, stage } from './stage.ts';
import { storm } from './storm/storm.ts';

const SEED = 20_261_122;

/** A log without a conditional put: a later writer appends on a head it never read. */
const withoutCondition = (line: Stage): Stage => {
  const { store } = line.ports;
  const append = store.append.bind(store);
  store.append = async (decider, head, decided, meta) => {
    const done = await append(decider, head, decided, meta);
    if (done.kind === 'appended') return done;
    const newest = await store.head(decider, head.stream);
    return append(decider, newest, decided, meta);
  };
  return line;
};

describe('the verification fails when', () => {
  it('the log takes an outcome that was decided on an older state: schedules', async () => {
    const one = await verifiers('RW');
    withoutCondition(one.stage);
    const { faults } = await everyScheduleOf(one, ({ port }) => port === 'store');
    expect(`${faults}`).toMatch(/the verification counts its tries wrongly|a dead PIN/);
  });

  it('the same, in a random schedule of many callers', async () => {
    const line = withoutCondition(await stage());
    const draws = random(SEED);
    const found: string[] = [];
    for (let run = 0; run < 8; run += 1) found.push(...(await mixed(line, draws)));
    expect(found).not.toEqual([]);
  });

  it('the same, in a storm', async () => {
    const { faults } = await storm(withoutCondition(await stage()), random(SEED), {
      right: 8,
      wrong: 8,
      repeats: false,
    });
    expect(faults.join()).toMatch(/\d+ verified and \d+ were counted as wrong/);
  });

  it('a handler says it is done although a call failed: faults', async () => {
    const [asksForPin] = BLOCKS as [UseCase];
    const lying: UseCase = {
      ...asksForPin,
      prepare: async (line) => {
        const { act } = await asksForPin.prepare(line);
        const sent = { status: 'SENT', pinLength: '6', waitSeconds: 'none' };
        return { act: (ports) => act(ports).catch(() => sent) };
      },
    };
    const right = await clean(lying);
    const { faults } = await trial(lying, right, { call: 6, mode: 'not made', lasting: false });
    expect(faults).toContain('wrote nothing');
  });

  it('a caller hears what no sequential line would say: histories', async () => {
    const run = await makeHistory(random(SEED), 60);
    expect(await historyFaults(run)).toEqual([]);
    const wrong = run.operations.find(({ reply }) => reply?.status === 'WRONG');
    expect(wrong).toBeDefined();
    Object.assign(wrong ?? {}, { reply: { status: 'VERIFIED', triesLeft: 'none' } });
    expect((await historyFaults(run)).join()).toMatch(
      /no sequential line answers type number \d+ with VERIFIED/,
    );
  });

  const inputs = async (line: FuzzedLine): Promise<string[]> => {
    const draws = random(SEED);
    const found: string[] = [];
    for (let input = 0; input < 60; input += 1) found.push(...(await line.call(draws)));
    return [...found, ...(await finalFaults(line))];
  };

  it('a handler throws what it does not name, or shows a PIN: fuzz', async () => {
    expect(await inputs(await fuzzedLine())).toEqual([]);
    const broken = await fuzzedLine();
    broken.line.ports.directory.find = async () => {
      throw new TypeError('undefined is not a function');
    };
    expect(await inputs(broken)).toContain('OneTimePin threw RequestFailed');
    const telling = await fuzzedLine();
    telling.line.ports.lines.push(`{"pin":"${telling.line.ports.pinCodes.newPin(6).reveal()}"}\n`);
    expect(await inputs(telling)).toEqual(['digits in log lines']);
  });

  it('PINs are taken by the remainder of a random number that it does not divide evenly: pins', () => {
    const below = random(SEED).below;
    const pin = (modulus: number) => (length: number) => {
      const made = parsePin(String((below(modulus) * 7) % 10 ** length).padStart(length, '0'), length);
      if (!made) throw new Error('no PIN');
      return made;
    };
    const each = 20_000;
    expect(draw(pin(65_536), each).passed).toBe(false);
  });

  it('one kind of check takes a little longer than another, though less than others are late by chance: timing', () => {
    const { below } = random(SEED);
    const times = (more: number) =>
      Float64Array.from(
        { length: 20_000 },
        () => 6_000 + more + below(400) + (below(50) === 0 ? below(90_000) : 0),
      ).sort();
    const most = (right: number) => {
      const pairs = compared({
        right: times(right),
        wrong: times(0),
        'wrong first digit': times(0),
        expired: times(0),
      });
      return Math.max(...pairs.map(({ off }) => off));
    };
    expect(most(0)).toBeLessThan(0.03);
    expect(most(40)).toBeGreaterThan(0.05);
  });
});
