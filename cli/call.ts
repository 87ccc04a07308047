import { numbersOf } from '../domain/config/numbers.ts';
import { readConfig } from '../handlers/read-config.ts';
import { type CallView, type Client, client } from './client.ts';
import { runningLine } from './connection.ts';
import { print, UserError } from './output.ts';
import { phone } from './phone.ts';
import { atTerminal } from './terminal.ts';
import { calledNumber, callerNumber, dialed } from './typed-number.ts';

type Options = { keys?: string; url?: string; json?: boolean };

const keysOf = (text: string): string[] => {
  const keys = text.split(',').filter(Boolean);
  const unknown = keys.find((typed) => !/^([0-9*#]{1,64}|w)$/.test(typed));
  if (unknown === undefined) return keys;
  throw new UserError('--keys: must be 0-9, * and #, comma-separated, with w for silence, such as 1,w,2#');
};

/** How the call stands when all keys are pressed. */
const standing = ({ state, waitingFor }: CallView): string => {
  if (state === 'ended') return 'The call has ended.';
  return `The line was waiting for ${waitingFor?.kind === 'digits' ? 'digits' : 'a key'} when the call was hung up.`;
};

const pressAll = async (line: Client, from: string, to: string, keys: readonly string[]) => {
  let view = await line.dial(from, to);
  const said = [...view.said];
  for (const typed of keys) {
    if (view.state === 'ended') break;
    view = typed === 'w' ? await line.wait(view.callId) : await line.keys(view.callId, typed);
    said.push(...view.said);
  }
  if (view.state !== 'ended') await line.hangup(view.callId);
  return { ...view, said };
};

/** The address of the line, and how to check a number of it. */
const lineAt = async (url: string | undefined) => {
  if (url !== undefined) return { url, called: dialed };
  const running = await runningLine();
  if (!running) throw new UserError('no line is running on this machine; start one with: npm start');
  const { LINE_CONFIG = '' } = running.environment;
  return { url: running.url, called: calledNumber(numbersOf(readConfig({ LINE_CONFIG }))) };
};

/** `emergency call`: calls a running line, interactively or with --keys. */
export const call = async (caller: string, number: string, { keys, url, json }: Options): Promise<void> => {
  const from = callerNumber(caller);
  const pressed = keysOf(keys ?? '');
  const address = await lineAt(url);
  const to = address.called(number);
  const line = client(address.url);
  if (keys === undefined && !json)
    return atTerminal(async (terminal) => void (await phone(line, from, to, terminal)));
  const ended = await pressAll(line, from, to, pressed);
  print(json, ended, () => [...ended.said, standing(ended)].join('\n'));
};
