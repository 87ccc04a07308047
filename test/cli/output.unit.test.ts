import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { counted, fail, UserError } from '../../cli/output.ts';
import { ConfigError } from '../../domain/config/parse-config.ts';
import { DamagedLog } from '../../domain/ledger/damaged-log.ts';
import { UnknownEvent } from '../../domain/ledger/event-definition.ts';
import { ConcurrencyConflict } from '../../domain/ledger/handle-command.ts';
import { UnknownCursor } from '../../use-cases/queries/history.ts';

const failing = (error: unknown, json = false) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  fail(error, json);
  return { printed: String(write.mock.calls.at(-1)?.[0]), status: process.exitCode };
};

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

describe('a command that failed', () => {
  it.each([
    new UserError('--type: must be one of weather'),
    new ConfigError('line.config.json: name: expected string'),
    new ConcurrencyConflict('location/Manila was changed by others'),
    new DamagedLog('location/Manila event 1: hash; run: emergency verify'),
    new UnknownEvent('EmergencySet schema 9 is newer than 2'),
    new UnknownCursor('cursor: belongs to another query'),
  ])('prints the message of an error that explains itself: $code', (error) => {
    expect(failing(error)).toStrictEqual({ printed: `emergency: ${error.message}\n`, status: 2 });
    const { printed, status } = failing(error, true);
    expect(JSON.parse(printed)).toStrictEqual({ error: { code: error.code, message: error.message } });
    expect(status).toBe(2);
  });

  it('prints the operating system’s message about a file or a port', () => {
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
    expect(failing(missing)).toStrictEqual({ printed: 'emergency: ENOENT: no such file\n', status: 2 });
  });

  it('asks the user to report any other error, and does not print its message', () => {
    class Odd extends Error {
      override name = 'Odd';
    }
    const { printed, status } = failing(new Odd('the PIN was 004271'));
    expect(printed).toMatch(/^emergency: Unexpected error \(please report it\): Odd\n\s+at /);
    expect(printed).not.toContain('004271');
    expect(status).toBe(1);
  });
});

describe('a printed count', () => {
  it.each([
    [0, '0 events', '0 leaves'],
    [1, '1 event', '1 leaf'],
    [2, '2 events', '2 leaves'],
  ])('of %i has its noun in the right number', (count, events, leaves) => {
    expect([counted(count, 'event'), counted(count, 'leaf', 'leaves')]).toStrictEqual([events, leaves]);
  });

  const sources = readdirSync('cli', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ts$/.test(name),
  );
  const PLURAL = /\$\{[\w.]+\} (events|streams|leaves|locations|administrators|actions|names|resources)\b/;

  it.each(sources)('has no fixed plural in cli/%s', (name) => {
    expect(readFileSync(`cli/${name}`, 'utf8')).not.toMatch(PLURAL);
  });
});

describe('an error class of the product', () => {
  /** Never shown to a user: a response of the local AWS services, and control flow within one file. */
  const INTERNAL = new Set(['ServiceError', 'NoPattern', 'ExplainedError']);
  const sources = ['domain', 'flows', 'adapters', 'projections', 'handlers', 'infra', 'local', 'cli'].flatMap(
    (folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  );
  const classes = sources.flatMap((source) => [
    ...source.matchAll(/class (\w+) extends (\w*Error)\b(?: \{\n {2}readonly code = '(\w+)')?/g),
  ]);

  it('extends ExplainedError, unless it is internal', () => {
    const silent = classes.flatMap(([, name = '', base]) => (base === 'ExplainedError' ? [] : name));
    expect(silent.filter((name) => !INTERNAL.has(name))).toStrictEqual([]);
    expect(classes.length).toBeGreaterThan(20);
  });

  it('has a code of its own', () => {
    const codes = classes.flatMap(([, , , code]) => code ?? []);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toStrictEqual([]);
  });
});
