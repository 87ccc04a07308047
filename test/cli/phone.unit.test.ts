import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallView, Client } from '../../cli/client.ts';
import { phoneDesk } from '../../cli/phone.ts';
import { atTerminal } from '../../cli/terminal.ts';

const NUMBERS = { from: '+6591110001', to: '+6568000001', all: ['+6568000001', '+6568000002'] };
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

afterEach(() => {
  vi.restoreAllMocks();
});

const view = (state: CallView['state'], ...said: string[]): CallView => ({
  callId: 'call-1',
  state,
  said,
  waitingFor: null,
});

/** A line that answers each key with its own text, and has texted the phone once before. */
const fakeLine = () => {
  const asked: string[] = [];
  const texts = [{ messageId: 'old', at: '', from: 'EMERGENCY', body: 'an old PIN' }];
  const line = {
    dial: async (from: string, to: string) => {
      asked.push(`dial ${from} ${to}`);
      texts.push({ messageId: `new ${asked.length}`, at: '', from: 'EMERGENCY', body: 'a new PIN' });
      return view('in-progress', 'Your PIN?');
    },
    keys: async (_: string, keys: string) => {
      asked.push(keys);
      return view('in-progress', `You typed ${keys}.`);
    },
    wait: async () => {
      asked.push('silence');
      return view('in-progress');
    },
    hangup: async () => {
      asked.push('hangup');
      return view('ended');
    },
    messages: async () => texts,
    advanceClock: async (seconds: number) => {
      asked.push(`clock ${seconds}`);
      return { now: '2026-11-28T02:10:00.000Z' };
    },
  };
  return { line: line as unknown as Client, asked };
};

const keyboard = () =>
  Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} }) as unknown as typeof process.stdin &
    PassThrough;

/** Types each text when the line before it was answered, and returns what was printed. */
const typing = async (line: Client, ...typed: string[]): Promise<string> => {
  const [input, output] = [keyboard(), Object.assign(new PassThrough(), { isTTY: true, columns: 200 })];
  let printed = '';
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const desk = atTerminal(
    (terminal) =>
      phoneDesk(line, NUMBERS, {
        ask: (prompt) => {
          const answer = terminal.ask(prompt);
          input.write(typed.shift() ?? CTRL_D);
          return answer;
        },
      }),
    output as unknown as NodeJS.WriteStream,
  );
  await desk;
  return printed;
};

describe('the phone in the terminal', () => {
  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
    ['q', 'q\r'],
    ['Q', 'Q\r'],
    ['quit', 'quit\r'],
  ])('stops at a prompt with %s', async (_, stop) => {
    const { line, asked } = fakeLine();
    await typing(line, stop);
    await typing(line, '\r', stop);
    expect(asked).toStrictEqual([]);
  });

  it('hangs up with Ctrl-C, also within typed keys, and asks for the next number', async () => {
    const { line, asked } = fakeLine();
    await typing(line, '\r', '\r', `12${CTRL_C}`, '\r', '\r', CTRL_D);
    const dialed = 'dial +6591110001 +6568000001';
    expect(asked).toStrictEqual([dialed, 'hangup', dialed, 'hangup']);
  });

  it('prints the texts of this call and none from before', async () => {
    const printed = await typing(fakeLine().line, '\r', '\r', '1\r', 'h\r', CTRL_D);
    expect(printed.match(/\[SMS .*/g)).toStrictEqual(['[SMS from EMERGENCY] a new PIN']);
  });

  it.each([
    ['letters', 'abc\r', 'must be one of this line’s: +6568000001, +6568000002'],
    ['another number', '+6591110001\r', 'must be one of this line’s'],
    ['a number without its country code', '91110001\r', 'must be an E.164 number such as +6591110001'],
    ['?', '?\r', 'Type a number'],
    ['HELP', 'HELP\r', 'Type a number'],
  ])('answers %s before it asks who calls', async (_, typed, says) => {
    const { line, asked } = fakeLine();
    expect(await typing(line, typed, '+65 6800-0002\r', '\r', 'h\r', CTRL_D)).toContain(says);
    expect(asked).toStrictEqual(['dial +6591110001 +6568000002', 'hangup']);
  });

  it('checks the calling phone before it dials', async () => {
    const { line, asked } = fakeLine();
    const printed = await typing(line, '\r', 'the boss\r', '+65 (9111) 0002\r', 'q\r');
    expect(printed).toContain('the phone to call from must be a number');
    expect(asked).toStrictEqual(['dial +6591110002 +6568000001', 'hangup']);
  });

  it('moves the clock ten minutes ahead with t, in a call and before', async () => {
    const { line, asked } = fakeLine();
    const printed = await typing(line, 't\r', '\r', '\r', 'T\r', 'w\r', 'nonsense\r', 'h\r', CTRL_D);
    expect(printed).toContain("The line's clock was moved 10 minutes ahead, to 2026-11-28T02:10:00.000Z.");
    expect(printed).toContain('Type keys (such as 1 or 123456#)');
    expect(asked).toStrictEqual(['clock 600', expect.anything(), 'clock 600', 'silence', 'hangup']);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hangs up and stops at %s', async (signal) => {
    const { line, asked } = fakeLine();
    const dial = line.dial;
    line.dial = async (from, to) => {
      setImmediate(() => process.emit(signal));
      return dial(from, to);
    };
    await typing(line, '\r', '\r', '1');
    expect(asked.at(-1)).toBe('hangup');
    expect(process.listenerCount(signal)).toBe(0);
  });
});
