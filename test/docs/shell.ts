import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { main } from '../../cli/main.ts';

type Printed = { status: number; out: string };

export type Shell = (command: string, keys?: readonly string[]) => Promise<Printed>;

const EMERGENCY = /^(?:npx )?emergency /;
const WORD = /"([^"]*)"|'([^']*)'|[^\s"']+/g;

const wordsOf = (command: string): string[] =>
  [...command.matchAll(WORD)].map(([word, double, single]) => double ?? single ?? word);

/** Types what a page shows at each prompt of the phone or of a question, and the PIN that was texted where the page has another one. */
const typist = (keys: readonly string[], stdin: PassThrough) => {
  const left = [...keys];
  return (printed: string): string => {
    if (!/(?:^|\n)(?: {2}Keys|[^\n]*\]): $/.test(printed)) return '';
    const next = left.shift();
    if (next === undefined) {
      stdin.end();
      return '';
    }
    const pin = [...printed.matchAll(/PIN is (\d{6})/g)].at(-1)?.[1];
    const typed = `${/^\d{6}#$/.test(next) && pin ? `${pin}#` : next}\n`;
    setImmediate(() => stdin.write(typed));
    return typed;
  };
};

/** `emergency …` in this process. What is printed on either stream is in `out`, as a terminal shows it. */
const emergency = async (args: readonly string[], keys: readonly string[]): Promise<Printed> => {
  const stdin = Object.assign(new PassThrough(), { isTTY: keys.length > 0 });
  const type = typist(keys, stdin);
  if (keys.length === 0) stdin.end();
  let out = '';
  const stdinSpy = vi
    .spyOn(process, 'stdin', 'get')
    .mockReturnValue(stdin as unknown as typeof process.stdin);
  const spies = [
    stdinSpy,
    ...(['stdout', 'stderr'] as const).map((name) =>
      vi.spyOn(process[name], 'write').mockImplementation((text) => {
        out += String(text);
        out += type(out);
        return true;
      }),
    ),
  ];
  try {
    await main(['node', 'emergency', ...args]);
    return { status: Number(process.exitCode ?? 0), out };
  } finally {
    process.exitCode = 0;
    for (const spy of spies) spy.mockRestore();
  }
};

/**
 * A shell of its own variables in the current folder. `emergency` runs in this process, also where its output goes to a file
 * or a variable; every other command in Bash.
 */
export const openShell = (): Shell => {
  const variables: Record<string, string> = {};
  const filled = (command: string) =>
    command.replace(/\$([A-Z_]+)/g, (name, variable) => variables[variable] ?? name);
  const run: Shell = async (command, keys = []) => {
    const [, variable, inner] = /^([A-Z_]+)=\$\((.*)\)$/.exec(command) ?? [];
    if (variable !== undefined && inner !== undefined) {
      const { status, out } = await run(inner);
      variables[variable] = out.trim();
      return { status, out: '' };
    }
    if (!EMERGENCY.test(command)) {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', filled(command)], { encoding: 'utf8' });
      return { status: status ?? 1, out: stdout + stderr };
    }
    const [, line = '', file] = /^(.*?)(?: > (\S+))?$/.exec(filled(command).replace(EMERGENCY, '')) ?? [];
    const printed = await emergency(wordsOf(line.replace(/ +# .*$/, '')), keys);
    if (file === undefined) return printed;
    writeFileSync(file, printed.out);
    return { ...printed, out: '' };
  };
  return run;
};
