import { createInterface } from 'node:readline/promises';
import { parseE164 } from '../domain/emergency/index.ts';
import type { CallView, Client } from './client.ts';
import { say } from './output.ts';

const HELP = 'keys (such as 1 or 123456#), w to say nothing until the line gives up, h to hang up';

/** Prints texts that reached a phone since the last look; none reaches a withheld number. */
const inbox = (line: Client, number: string) => {
  let seen = 0;
  return async () => {
    const messages = parseE164(number) ? await line.messages(number) : [];
    for (const { from, body } of messages.slice(seen)) say(`  [SMS from ${from}] ${body}`);
    seen = messages.length;
  };
};

/** What a typed line does to a call. */
const act = (line: Client, { callId }: CallView, typed: string): Promise<CallView> => {
  if (typed === 'h') return line.hangup(callId);
  return typed === 'w' ? line.wait(callId) : line.keys(callId, typed);
};

/** One call by hand: prints what is said and the texts that arrive, sends the keys that are typed, until it ends. */
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
    } else call = await act(line, call, typed);
  }
};

/** Calls by hand, one after the other, until the terminal is closed or `q` is typed. */
export const phoneDesk = async (line: Client, numbers: { from: string; to: string }): Promise<void> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (prompt: string) => terminal.question(prompt);
  try {
    for (;;) {
      const to =
        (await ask(`\nDial which number? [${numbers.to}], q to stop the line: `)).trim() || numbers.to;
      if (to === 'q') return;
      const from = (await ask(`From which phone? [${numbers.from}]: `)).trim() || numbers.from;
      await phone(line, from, to, ask).catch((error: Error) => say(`  ${error.message}`));
    }
  } finally {
    terminal.close();
  }
};
