import { describe, expect, it } from 'vitest';
import { jsonLog, type LogFields } from '../../adapters/log.ts';
import { parseE164, parsePin } from '../../domain/emergency/secret.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const NUMBER = '+6591110001';

/** A log of which the lines are kept, by a clock that stands still. */
const kept = () => {
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => NOON,
  );
  return { log, lines, entry: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
};

const EVERY_FIELD: Required<Omit<LogFields, 'error'>> = {
  function: 'OneTimePin',
  contactId: 'call-1',
  adminId: 'ana',
  stream: 'admin/ana',
  seq: 7,
  sequenceNumber: '111',
  status: 'SENT',
  count: 3,
  milliseconds: 12,
};

describe('a log line', () => {
  it('is one line of JSON with time, level and message', () => {
    const { log, lines } = kept();
    log('info', 'request completed', { status: 'SENT' });
    expect(lines).toStrictEqual([
      '{"time":"2026-11-22T12:00:00.000Z","level":"info","message":"request completed","status":"SENT"}\n',
    ]);
  });

  it.each(['info', 'warn', 'error'] as const)('has the level %s', (level) => {
    const { log, entry } = kept();
    log(level, 'request completed');
    expect(entry()).toStrictEqual({ time: '2026-11-22T12:00:00.000Z', level, message: 'request completed' });
  });

  it('has the current time of the clock', () => {
    let now = NOON;
    const lines: string[] = [];
    const log = jsonLog(
      (line) => lines.push(line),
      () => now,
    );
    log('info', 'one');
    now += 1;
    log('info', 'two');
    expect(lines.map((line) => JSON.parse(line).time)).toStrictEqual([
      '2026-11-22T12:00:00.000Z',
      '2026-11-22T12:00:00.001Z',
    ]);
  });

  it('has every allowed field', () => {
    const { log, entry } = kept();
    log('info', 'request completed', EVERY_FIELD);
    expect(entry()).toMatchObject(EVERY_FIELD);
  });

  it('omits every other field, also inside a field', () => {
    const { log, lines } = kept();
    const stray = {
      ...EVERY_FIELD,
      number: NUMBER,
      pin: '012345',
      entered: '314159',
      name: { first: 'Ana' },
    };
    log('info', 'request completed', stray);
    log('info', 'request completed', { status: { number: NUMBER, pin: '012345' } } as unknown as LogFields);
    expect(lines.join('')).not.toMatch(/6591110001|012345|314159|Ana/);
    expect(JSON.parse(lines[0] ?? '')).toStrictEqual({ ...JSON.parse(lines[0] ?? ''), ...EVERY_FIELD });
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toHaveLength(3 + Object.keys(EVERY_FIELD).length);
  });

  it('reveals no secret in a field', () => {
    const { log, lines } = kept();
    const secrets = { adminId: parseE164(NUMBER), status: parsePin('012345', 6) };
    log('info', 'request completed', secrets as unknown as LogFields);
    expect(lines.join('')).toContain('"adminId":"[redacted]","status":"[redacted]"');
  });

  it('cannot be split in two by its contents', () => {
    const { log, lines } = kept();
    log('info', 'one\n{"level":"error"}', { status: 'a\r\n\u2028"}\n{"level":"error"}\u001b[31m' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info' });
  });
});

describe('an error in a log line', () => {
  const says = (error: unknown) => {
    const { log, lines, entry } = kept();
    log('error', 'request failed', { error });
    return { line: lines.join(''), error: entry().error };
  };

  it('has its name, stack frames and causes, but no message', () => {
    const text = `no row for ${NUMBER}\n    at PIN 012345 (line:1:1)`;
    const error = new TypeError(text, { cause: new Error(NUMBER) });
    const told = says(error);
    expect(told.error).toMatchObject({ name: 'TypeError', cause: { name: 'Error' } });
    expect(told.line).toMatch(/"at":\["at .*log\.unit\.test\.ts/);
    expect(told.line).not.toMatch(/6591110001|012345/);
  });

  it.each(['$ZodError', 'ThrottlingException', 'KMSInvalidMacException'])(
    'is called by its name: %s',
    (name) => {
      expect(says(Object.assign(new Error('text'), { name })).error).toMatchObject({ name });
    },
  );

  it('has no name that quotes the request', () => {
    const told = says(Object.assign(new Error('refused'), { name: `Blocked${NUMBER}` }));
    expect(told.error).toMatchObject({ name: 'UnknownError' });
    expect(told.line).not.toContain('6591110001');
  });

  it.each([
    ['a text', `PIN 012345`, 'string'],
    ['an object', { pin: '012345' }, 'object'],
    ['nothing', null, 'object'],
  ])('has its type as name when %s was thrown', (_, thrown, name) => {
    expect(says(thrown)).toStrictEqual({ line: expect.not.stringContaining('012345'), error: { name } });
  });
});
