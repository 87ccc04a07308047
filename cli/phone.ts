import { createInterface } from 'node:readline/promises';
import { parseE164 } from '../domain/emergency/index.ts';
import type { CallView, Client } from './client.ts';
import { say } from './output.ts';
import { dialed } from './typed-number.ts';

const HELP = 'keys (such as 1 or 123456#), w to stay silent until the line times out, h to hang up';

/** Prints the texts that arrived since the last check; a withheld number receives none. */
const inbox = (line: Client, number: string) => {
  let seen = 0;
  return async () => {
    const messages = parseE164(number) ? await line.messages(number) : [];
    for (const { from, body } of messages.slice(seen)) say(`  [SMS from ${from}] ${body}`);
    seen = messages.length;
  };
};

/** Applies one line of input to a call. */
const applyInput = (line: Client, { callId }: CallView, typed: string): Promise<CallView> => {
  if (typed === 'h') return line.hangup(callId);
  return typed === 'w' ? line.wait(callId) : line.keys(callId, typed);
};

/** Runs one interactive call until it ends: prints prompts and texts, sends the keys entered. */
export const phone = async (
  line: Client,
  from: string,
  to: string,
  ask: (prompt: string) => Promise<string>,
): Promise<void> => {
  const showMessages = inbox(line, from);
  await showMessages();
  let call = await line.dial(from, to);
  say(`Calling ${to} from ${from}: ${HELP}`);
  for (;;) {
    for (const text of call.said) say(`  Line: ${text}`);
    await showMessages();
    if (call.state === 'ended') return say('  The call has ended.');
    const typed = (await ask('  Keys: ')).trim();
    if (!/^([0-9*#]{1,64}|w|h)$/.test(typed)) {
      say(`  Type ${HELP}.`);
      call = { ...call, said: [] };
    } else call = await applyInput(line, call, typed);
  }
};

/** Runs interactive calls until the terminal is closed or `q` is entered. */
export const phoneDesk = async (line: Client, numbers: { from: string; to: string }): Promise<void> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (prompt: string) => terminal.question(prompt);
  try {
    for (;;) {
      const to = (await ask(`\nNumber to dial [${numbers.to}], q to stop the line: `)).trim() || numbers.to;
      if (to === 'q') return;
      const from = (await ask(`Phone to call from [${numbers.from}]: `)).trim() || numbers.from;
      await Promise.resolve()
        .then(() => phone(line, dialed(from), dialed(to), ask))
        .catch((error: Error) => say(`  ${error.message}`));
    }
  } finally {
    terminal.close();
  }
};
