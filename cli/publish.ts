import type { Command } from 'commander';
import { ulid } from 'ulid';
import { streamSchema } from '../domain/emergency/index.ts';
import { type Reading, timeOf } from '../local/http/times.ts';
import { onLine } from './connection.ts';
import { shownZone, zoneOption } from './event-filter.ts';
import type { Recorded } from './operate.ts';
import { counted, print, sayProgress, UserError } from './output.ts';

type Options = { from: string; to?: string; stream?: string; zone?: string; json?: boolean };

const POSITION = /^[1-9]\d{0,14}$/;

/** A time in milliseconds; with a stream a sequence number. @throws UserError */
const endOf = (
  option: '--from' | '--to',
  text: string,
  stream: string | undefined,
  reading: Reading,
): number => {
  if (stream !== undefined) {
    if (POSITION.test(text)) return Number(text);
    throw new UserError(`${option}: with --stream, give the sequence number of an event, such as 7`);
  }
  const at = timeOf(text, reading, option === '--to');
  if (typeof at === 'number') return at;
  const hint = POSITION.test(text) ? '; for a sequence number, add --stream' : '';
  throw new UserError(`${option}: ${at}${hint}`);
};

const rangeOf = ({ from, to, stream, zone }: Options, now: number) => {
  const reading = { now, timeZone: shownZone(zone) };
  const parsed = stream === undefined ? null : streamSchema.safeParse(stream);
  if (parsed?.success === false)
    throw new UserError(`--stream: ${parsed.error.issues[0]?.message}, such as location/Manila`);
  return {
    stream: stream ?? null,
    from: endOf('--from', from, stream, reading),
    to: to === undefined ? null : endOf('--to', to, stream, reading),
  };
};

const publish = (options: Options) => {
  const { json } = options;
  const progress = sayProgress(json);
  return onLine(async ({ ctx, operate }) => {
    const range = rangeOf(options, ctx.system.now());
    // The same for every page, so that all of them are one action on record.
    const id = ulid(ctx.system.now());
    let published = 0;
    let done: Recorded | undefined;
    do {
      const cursor = done?.cursor ? { cursor: done.cursor } : {};
      done = await operate('publish', { id, ...range, ...cursor });
      published += done.published ?? 0;
      if (done.cursor) progress(`${counted(published, 'event')} put on the bus, up to ${done.lastAt}.`);
    } while (done.cursor);
    const { event } = done;
    print(json, { event, published }, () =>
      published === 0
        ? `There is no event in that range, so nothing was put on the bus. Recorded as event ${event}.`
        : `Put ${counted(published, 'event')} on the bus again, marked as a replay. Recorded as event ${event}.`,
    );
  });
};

/** `emergency publish`: puts events of the log on the bus again. */
export const publishCommand = (program: Command): void => {
  program
    .command('publish')
    .description(
      'put events of the log on the bus again, for subscribers that miss them; recorded as an event',
    )
    .requiredOption(
      '--from <time|seq>',
      'first event: a time such as 2h or 2026-11-27, or with --stream a sequence number',
    )
    .option('--to <time|seq>', 'last event, likewise (default: the newest)')
    .option('--stream <stream>', 'events of one stream only, such as location/Manila')
    .addOption(zoneOption())
    .action(publish);
};
