import { wordsAt } from '../domain/config/caller-message.ts';
import { isoIn } from '../domain/config/local-time.ts';
import { escaped } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { timeOf } from '../local/http/times.ts';
import { type AsOf, asOf, displayedAsOf, type MadeChange } from '../use-cases/queries/as-of.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { authorityLines } from './authority-lines.ts';
import { behindLines } from './behind.ts';
import { filterOf, shownZone } from './event-filter.ts';
import { ERASED_LIST } from './event-table.ts';
import { print, UserError } from './output.ts';

/** Parses a time, in milliseconds. @throws UserError when it is no time, or has not come yet */
export const pastTime = (text: string, now: number, timeZone: string): number => {
  const at = timeOf(text, { now, timeZone });
  if (typeof at === 'string') throw new UserError(`${JSON.stringify(text)} is ${at}`);
  if (at > now)
    throw new UserError(
      `${JSON.stringify(text)} is in the future (${isoIn(at, timeZone)}); use a time that has passed`,
    );
  return at;
};

type When = (at: string) => string;

const inZone = (timeZone: string): When => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  return (at) => `${format.format(Date.parse(at))} (${at})`;
};

const statusLines = (found: AsOf, timeZone: string, when: When): string[] => {
  const { status, emergency, since } = found;
  if (!status || since === null)
    return ['No emergency had ever been set there; callers heard that it was open.'];
  if (!emergency)
    return [
      `In normal operation since ${when(since)}${status.emergency ? `, when the emergency (${status.emergencyType}) ended by itself` : ''}.`,
    ];
  const words = wordsAt(status, timeZone, Date.parse(found.at));
  return [
    `In an emergency (${status.emergencyType}) since ${when(since)}. Callers heard:`,
    ...Object.entries(words).map(([code, text]) => `  ${code}  ${escaped(text)}`),
    ...(status.expiresAt === null ? [] : [`It was to end by itself on ${when(status.expiresAt)}.`]),
  ];
};

const DID = {
  set: 'Set',
  removed: 'Removed',
  changed: 'Changed to another type',
  confirmed: 'Confirmed',
} as const;

const changeLines = (change: MadeChange, when: When): string[] => [
  `${DID[change.kind]} by ${change.by} on ${when(change.at)}, contact ${change.contactId}, event ${change.id}.`,
  ...[verificationLine(change, when), ...authorityLines(change, when)].map((line) => `  ${line}`),
];

const FACTOR = { sms: 'a one-time PIN sent by text', totp: 'an authenticator code' } as const;

const verificationLine = ({ breakGlass, provenBy }: MadeChange, when: When): string => {
  if (breakGlass)
    return `No PIN was used: an operator did this by command (break-glass). ${escaped(breakGlass.reason)}`;
  return provenBy
    ? `Verified by ${FACTOR[provenBy.factor]} on ${when(provenBy.at)}, ${provenBy.stream}#${provenBy.seq}, event ${provenBy.id}.`
    : 'The event that verified the administrator is missing from the log; run: emergency verify';
};

const listLines = ({ location, list }: AsOf): string[] =>
  list.length === 0
    ? [`Nobody could change ${location} then.`]
    : [
        `Could change ${location} then:`,
        ...list.map(
          ({ adminId, maskedNumber, locations }) => `  ${adminId} ${maskedNumber} ${locations.join(' ')}`,
        ),
      ];

type Options = { json?: boolean; zone?: string };

/** `emergency as-of <location> <time>`: the status of a location at a time, who made it, and who could have changed it. */
export const printAsOf = async (
  ctx: AppContext,
  name: string,
  time: string,
  { json, zone }: Options,
): Promise<void> => {
  const shown = shownZone(zone);
  const queries = createQueries(ctx);
  const { location: id = name } = await filterOf(queries, ctx.config, { location: name });
  const { timeZone = shown } = ctx.config.locations.find((one) => one.id === id) ?? {};
  const at = pastTime(time, ctx.system.now(), zone ?? timeZone);
  const found = displayedAsOf(await asOf(queries.store, id, at), await erasedIds(queries.directory));
  const behind = await queries.directoryBehind();
  const when = inZone(shown);
  print(json, { ...found, behind }, () =>
    [
      ...behindLines(ERASED_LIST, behind),
      `${id} on ${inZone(timeZone)(found.at)}`,
      ...(isoIn(at, shown) === isoIn(at, timeZone) ? [] : [`Times below are in ${shown}.`]),
      ...statusLines(found, timeZone, when),
      ...found.changes.flatMap((change) => changeLines(change, when)),
      ...listLines(found),
    ].join('\n'),
  );
};
