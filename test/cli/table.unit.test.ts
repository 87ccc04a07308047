import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { colored } from '../../cli/color.ts';
import { table } from '../../cli/table.ts';

afterEach(() => vi.unstubAllEnvs());

const ROWS = [
  ['LOCATION', 'SINCE', 'CALLERS HEAR'],
  ['Manila', '2026-11-28 09:33 +08:00', 'Because of severe weather, the contact centre is closed.'],
  ['大阪', '2026-11-28 09:33 +08:00', '大阪のコンタクトセンターは通常通り営業しております。'],
];
const at = (columns: string) => {
  vi.stubEnv('COLUMNS', columns);
  return table(ROWS);
};

describe('a table', () => {
  it('may have more rows than a function may have arguments', () => {
    expect(table(Array.from({ length: 150_000 }, () => ['x'])).length).toBe(299_999);
  });

  it.each(['120', '80', '60', '40'])(
    'has no line wider than a terminal of %s columns, and no word less',
    (columns) => {
      const text = at(columns);
      expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(
        Number(columns),
      );
      const characters = (all: string) => [...all.replace(/\s/g, '')].sort().join('');
      expect(characters(text)).toBe(characters(ROWS.flat().join('')));
    },
  );

  it('breaks no word while another column can become narrower', () => {
    vi.stubEnv('COLUMNS', '80');
    const rows = [
      ['ADMINISTRATOR', 'STATUS', 'LOCATIONS', 'ENROLLED', 'ENROLLED BY', 'FACTOR', 'LAST USED'],
      ['duty', 'enrolled', 'all', '2026-11-28 07:52 UTC', 'operator/root', 'sms', '2026-11-28 09:33 UTC'],
    ];
    const lines = table(rows).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const pieces = rows.flat().flatMap((cell) => cell.split(/ |(?<=\/)/));
    expect(lines.flatMap((line) => line.trim().split(/ +/)).toSorted()).toStrictEqual(
      expect.arrayContaining(['ADMINISTRATOR', 'operator/', 'root', '2026-11-28']),
    );
    for (const word of lines.flatMap((line) => line.trim().split(/ +/))) expect(pieces).toContain(word);
  });

  it('keeps the words of its header longer than any other', () => {
    vi.stubEnv('COLUMNS', '40');
    const text = table([
      ['ADMINISTRATOR', 'REASON'],
      ['duty', 'supercalifragilisticexpialidocious'],
    ]);
    expect(text).toMatch(/^ADMINISTRATOR {2}REASON\n/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('is one line a row where a program reads it', () =>
    expect(at('').split('\n')).toHaveLength(ROWS.length));
});

describe('a status word', () => {
  const terminal = { isTTY: true, hasColors: () => true } as typeof process.stdout;
  beforeEach(() => void vi.stubEnv('NO_COLOR', ''));

  it('is colored at the beginning of a line or column, on a terminal', () => {
    expect(colored(terminal, 'TAMPERED x')).toBe('\u001b[31mTAMPERED\u001b[39m x');
    expect(colored(terminal, 'Manila  EMERGENCY: weather')).toContain('\u001b[31mEMERGENCY\u001b[39m:');
    expect(colored(terminal, 'was TAMPERED')).toBe('was TAMPERED');
  });

  it('is not colored with NO_COLOR, or in a file', () => {
    expect(colored({ ...terminal, isTTY: false } as never, 'TAMPERED')).toBe('TAMPERED');
    vi.stubEnv('NO_COLOR', '1');
    expect(colored(terminal, 'TAMPERED')).toBe('TAMPERED');
  });
});
