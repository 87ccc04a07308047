import { parseE164 } from '../domain/emergency/index.ts';
import type { CallView, Client } from './client.ts';
import { say, UserError } from './output.ts';
import type { Terminal } from './terminal.ts';
import { calledNumber, callerNumber } from './typed-number.ts';

/** What may be typed instead of keys or a number. */
const WORDS: Record<string, 'help' | 'quit' | 'hangup' | 'wait' | 'clock'> = {
  '?': 'help',
  help: 'help',
  q: 'quit',
  quit: 'quit',
  exit: 'quit',
  h: 'hangup',
  w: 'wait',
  t: 'clock',
};
const wordOf = (typed: string) => WORDS[typed.toLowerCase()];

const MINUTES = 10;
const CLOCK_HELP = `t to move the line's clock ${MINUTES} minutes ahead`;
const CALL_HELP = `keys (such as 1 or 123456#), w to stay silent until the line times out, h to hang up, ${CLOCK_HELP}, q to quit`;
const DESK_HELP = `a number, Enter for the one in brackets, ${CLOCK_HELP}, q to quit`;

/** Moves the clock ahead, so that what has to be waited for is over. */
const moveClock = async (line: Client) => {
  const { now } = await line.advanceClock(MINUTES * 60);
  say(`  The line's clock was moved ${MINUTES} minutes ahead, to ${now}.`);
};

/** Prints the texts that arrived since the last check, and none from before the call; a withheld number receives none. */
const inbox = async (line: Client, number: string) => {
  const received = async () => (parseE164(number) ? await line.messages(number) : []);
  const seen = new Set((await received()).map(({ messageId }) => messageId));
  return async () => {
    for (const { messageId, from, body } of await received())
      if (!seen.has(messageId)) {
        seen.add(messageId);
        say(`  [SMS from ${from}] ${body}`);
      }
  };
};

const unheard = (call: CallView): CallView => ({ ...call, said: [] });

/** Applies one line of input to a call; the end of input hangs up. */
const applyInput = async (line: Client, call: CallView, typed: string | null): Promise<CallView> => {
  const word = typed === null ? 'hangup' : wordOf(typed);
  if (word === 'hangup' || word === 'quit') return line.hangup(call.callId);
  if (word === 'wait') return line.wait(call.callId);
  if (word === 'clock') await moveClock(line);
  else if (/^[0-9*#]{1,64}$/.test(typed ?? '')) return line.keys(call.callId, typed ?? '');
  else say(`  Type ${CALL_HELP}.`);
  return unheard(call);
};

/** Runs one interactive call until it ends: prints prompts and texts, sends the keys entered. Returns whether to quit. */
export const phone = async (
  line: Client,
  from: string,
  to: string,
  { ask }: Terminal,
): Promise<{ quit: boolean }> => {
  const showMessages = await inbox(line, from);
  let call = await line.dial(from, to);
  let typed: string | null = '';
  say(`Calling ${to} from ${from}. Type ${CALL_HELP}.`);
  for (;;) {
    for (const text of call.said) say(`  Line: ${text}`);
    await showMessages();
    if (call.state === 'ended') break;
    typed = (await ask('  Keys: '))?.trim() ?? null;
    call = await applyInput(line, call, typed);
  }
  say('  The call has ended.');
  return { quit: wordOf(typed ?? '') === 'quit' };
};

/** What `check` makes of the answer; null when it is a word or no good, which is then said. */
const accepted = async (line: Client, typed: string, check: (text: string) => string) => {
  const word = wordOf(typed);
  if (word === 'clock') await moveClock(line);
  else if (word !== undefined) say(`  Type ${DESK_HELP}.`);
  else return orSay(() => check(typed));
  return null;
};

/** Asks until the answer passes `check`; null to quit. */
const askFor = async (
  line: Client,
  { ask }: Terminal,
  prompt: string,
  preset: string,
  check: (text: string) => string,
): Promise<string | null> => {
  for (;;) {
    const typed = (await ask(prompt))?.trim() ?? 'quit';
    if (wordOf(typed) === 'quit') return null;
    const answer = await accepted(line, typed || preset, check);
    if (answer !== null) return answer;
  }
};

/** Null when `work` fails with an error for the user, which is then said. */
const orSay = async <Result>(work: () => Result | Promise<Result>): Promise<Result | null> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(`  ${error.message}`);
    return null;
  }
};

/** Runs interactive calls until the terminal is closed or `q` is entered. */
export const phoneDesk = async (
  line: Client,
  numbers: { from: string; to: string; all: readonly string[] },
  terminal: Terminal,
): Promise<void> => {
  const called = calledNumber(numbers.all);
  for (;;) {
    const toPrompt = `\nNumber to dial [${numbers.to}], ? for help: `;
    const to = await askFor(line, terminal, toPrompt, numbers.to, called);
    if (to === null) return;
    const from = await askFor(
      line,
      terminal,
      `Phone to call from${numbers.from && ` [${numbers.from}]`}: `,
      numbers.from,
      callerNumber,
    );
    if (from === null) return;
    const done = await orSay(() => phone(line, from, to, terminal));
    if (done?.quit) return;
  }
};
