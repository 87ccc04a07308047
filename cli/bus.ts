import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { escapedJson } from '../domain/ledger/index.ts';
import { runningLine } from './connection.ts';
import { counted, say, sayProgress, UserError } from './output.ts';
import { stopRequest } from './stop-signals.ts';

type Options = { follow?: boolean; to?: string; json?: boolean };

const page = z.object({
  name: z.string(),
  next: z.number(),
  bus: z.array(
    z.looseObject({
      'detail-type': z.string(),
      time: z.string(),
      detail: z.looseObject({ stream: z.string(), seq: z.number(), notice: z.string() }),
    }),
  ),
});
type Delivery = z.infer<typeof page>['bus'][number];

/** Milliseconds between two looks at the bus. */
const INTERVAL = 500;
/** Milliseconds in which a subscriber answers; EventBridge's API destinations wait as long. */
const ANSWER = 5000;

const addressOf = (text: string): URL => {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new UserError('--to: must be an address such as http://localhost:3000/events');
};

/** Posts one event; returns what the subscriber answered. */
const postTo = async (to: URL, event: Delivery): Promise<{ ok: boolean; answer: string }> => {
  try {
    const { ok, status } = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(ANSWER),
    });
    return { ok, answer: String(status) };
  } catch {
    return { ok: false, answer: 'no answer' };
  }
};

const lineOf = ({ time, detail, ...event }: Delivery, answer: string | undefined): string =>
  [time, event['detail-type'], `${detail.stream}#${detail.seq}`, answer ?? detail.notice].join('  ');

/** Shows and delivers events in order; returns how many the subscriber did not accept. */
const deliverAll = async (events: readonly Delivery[], to: URL | null, json?: boolean): Promise<number> => {
  let refused = 0;
  for (const event of events) {
    const posted = to && (await postTo(to, event));
    if (posted?.ok === false) refused += 1;
    if (json) process.stdout.write(`${escapedJson(JSON.stringify(event))}\n`);
    else say(lineOf(event, posted?.answer));
  }
  return refused;
};

const readBus = async (after: number) => {
  const line = await runningLine();
  if (!line) throw new UserError('no line is running on this machine; start one with: npm start');
  const response = await fetch(`${line.url}/api/bus?after=${after}`);
  return page.parse(await response.json());
};

const bus = async ({ follow = false, to: address, json }: Options): Promise<void> => {
  const to = address === undefined ? null : addressOf(address);
  const stop = stopRequest();
  let [after, refused] = [-1, 0];
  try {
    do {
      if (after >= 0) await Promise.race([wait(INTERVAL), stop.stopped]);
      const found = await readBus(Math.max(after, 0));
      if (after < 0) sayProgress(true)(`Bus ${found.name}: ${counted(found.next, 'event')}.`);
      refused += await deliverAll(found.bus, to, json);
      after = found.next;
    } while (follow && !stop.isStopped());
  } finally {
    stop.withdraw();
  }
  if (refused > 0) {
    sayProgress(true)(
      `${counted(refused, 'event')} not accepted by ${to?.href}; EventBridge would deliver again.`,
    );
    process.exitCode = 1;
  }
};

const BUS_HELP = `
For a subscriber's developers: what the running line of this machine has published, in the form
in which EventBridge delivers it. --json prints an event a line. Guide: docs/subscribe.md

Exit status: 0 all events were shown, and accepted by --to; 1 some were not accepted; 2 no line runs.`;

/** `emergency bus`: the events that the local line published, for those who write a subscriber. */
export const busCommand = (program: Command): void => {
  program
    .command('bus')
    .description('show the published events as EventBridge delivers them, or post them to a subscriber')
    .option('--follow', 'go on with the events that come, until Ctrl-C')
    .option('--to <url>', 'post each event to this address, such as http://localhost:3000/events')
    .option('--json', 'print each event as a line of JSON')
    .addHelpText('after', BUS_HELP)
    .action(bus);
};
