import { createInterface } from 'node:readline/promises';
import { client } from './client.ts';
import { runningLine } from './connection.ts';
import { print, UserError } from './output.ts';
import { phone } from './phone.ts';
import { dialed } from './typed-number.ts';

type Options = { keys?: string; url?: string; json?: boolean };

/** `emergency call`: calls a running line, interactively or with --keys. */
export const call = async (caller: string, called: string, { keys, url, json }: Options): Promise<void> => {
  const [from, to] = [dialed(caller), dialed(called)];
  const address = url ?? (await runningLine())?.url;
  if (!address) throw new UserError('no line is running on this machine; start one with: npm start');
  const line = client(address);
  if (keys === undefined && !json) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    return phone(line, from, to, (prompt) => terminal.question(prompt)).finally(() => terminal.close());
  }
  let view = await line.dial(from, to);
  const heard = [...view.said];
  for (const typed of (keys ?? '').split(',').filter(Boolean)) {
    if (view.state === 'ended') break;
    view = typed === 'w' ? await line.wait(view.callId) : await line.keys(view.callId, typed);
    heard.push(...view.said);
  }
  print(json, { ...view, said: heard }, () => heard.join('\n'));
};
