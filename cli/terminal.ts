import { createInterface } from 'node:readline';
import { onStopSignal } from './stop-signals.ts';

/** Where a person types, or a file with the lines to type. */
export type Terminal = {
  /**
   * Prints the prompt and returns the next line typed. Null after Ctrl-C, to this question only; and from then on after Ctrl-D,
   * the end of the file, a closed terminal or a signal that stops the process.
   */
  ask(prompt: string): Promise<string | null>;
};

/** Lines typed ahead wait for their questions; so does a Ctrl-C pressed between two questions. */
const openTerminal = (output: NodeJS.WriteStream) => {
  const terminal = process.stdin.isTTY === true && output.isTTY === true;
  const readline = createInterface({ input: process.stdin, output, terminal });
  const typed: (string | null)[] = [];
  let answer: ((line: string | null) => void) | null = null;
  let isClosed = false;
  const receive = (line: string | null) => {
    if (answer) answer(line);
    else if (!isClosed) typed.push(line);
    answer = null;
  };
  const newLine = () => {
    if (answer && terminal) output.write('\n');
  };
  const end = () => {
    newLine();
    isClosed = true;
    receive(null);
  };
  readline.on('line', receive);
  readline.on('SIGINT', () => {
    typed.length = 0;
    // To the end of what was typed, and all of it deleted.
    for (const name of ['e', 'u']) readline.write(null, { ctrl: true, name });
    newLine();
    receive(null);
  });
  readline.on('close', end);
  // The terminal is gone: reading from it fails.
  readline.on('error', () => readline.close());
  return {
    ask: (prompt: string) => {
      const next = typed.shift();
      if (next === undefined && isClosed) return Promise.resolve(null);
      if (!isClosed) readline.setPrompt(prompt);
      if (!isClosed) readline.prompt();
      if (next !== undefined) return Promise.resolve(next);
      return new Promise<string | null>((resolve) => {
        answer = resolve;
      });
    },
    close: () => readline.close(),
  };
};

/** Runs `work` at the terminal, which is closed afterwards and by a signal that stops the process. */
export const atTerminal = async <Result>(
  work: (terminal: Terminal) => Promise<Result>,
  output: NodeJS.WriteStream = process.stdout,
): Promise<Result> => {
  const terminal = openTerminal(output);
  const withdraw = onStopSignal(terminal.close);
  try {
    return await work(terminal);
  } finally {
    withdraw();
    terminal.close();
  }
};
