import { wordsAt } from '../domain/config/caller-message.ts';
import { escaped } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { time } from '../local/http/requests.ts';
import { type AsOf, asOf, displayedAsOf } from '../use-cases/queries/as-of.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { authorityLines } from './authority-lines.ts';
import { behindLines } from './behind.ts';
import { ERASED_LIST } from './history.ts';
import { print, UserError } from './output.ts';

/** Parses a time in milliseconds. @throws UserError */
export const instantOf = (text: string): number => {
  const at = time.safeParse(text);
  if (!at.success) throw new UserError(`${JSON.stringify(text)} is ${at.error.issues[0]?.message}`);
  return at.data;
};

const inZone = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  return (at: string) => `${format.format(Date.parse(at))} (${at})`;
};

const statusLines = (found: AsOf, timeZone: string): string[] => {
  const when = inZone(timeZone);
  const { status, emergency, madeBy } = found;
  if (!status || !madeBy) return ['No emergency had ever been set there; callers heard that it was open.'];
  const { emergencyType, expiresAt, by } = status;
  const words = wordsAt(status, timeZone, Date.parse(found.at));
  const ended = status.emergency && !emergency ? [`It had ended on ${when(expiresAt ?? '')}.`] : [];
  return [
    emergency ? `In an emergency: ${emergencyType}. Callers heard:` : 'In normal operation.',
    ...ended,
    ...(emergency ? Object.entries(words).map(([code, text]) => `  ${code}  ${escaped(text)}`) : []),
    `Changed by ${by} on ${when(madeBy.at)}, contact ${madeBy.contactId}, event ${madeBy.id}.`,
    verificationLine(found, when),
    ...authorityLines(found, when),
  ];
};

const FACTOR = { sms: 'a one-time PIN sent by text', totp: 'an authenticator code' } as const;

const verificationLine = ({ madeBy, provenBy }: AsOf, when: (at: string) => string): string => {
  if (madeBy?.breakGlass)
    return `No PIN was used: an operator did this by command (break-glass). ${escaped(madeBy.breakGlass.reason)}`;
  return provenBy
    ? `Verified by ${FACTOR[provenBy.factor]} on ${when(provenBy.at)}, ${provenBy.stream}#${provenBy.seq}, event ${provenBy.id}.`
    : 'The event that verified the administrator is missing from the log; run: emergency verify';
};

/** `emergency as-of <location> <time>`: the status of a location at a time, and who was enrolled then. */
export const printAsOf = async (ctx: AppContext, id: string, time: string, json?: boolean): Promise<void> => {
  const location = ctx.config.locations.find((one) => one.id === id);
  if (!location)
    throw new UserError(
      `${id} is not a location of this line; use one of ${ctx.config.locations.map((one) => one.id).join(', ')}`,
    );
  const { store, directory, directoryBehind } = createQueries(ctx);
  const found = displayedAsOf(await asOf(store, id, instantOf(time)), await erasedIds(directory));
  const behind = await directoryBehind();
  const when = inZone(location.timeZone);
  print(json, { ...found, behind }, () =>
    [
      ...behindLines(ERASED_LIST, behind),
      `${id} on ${when(found.at)}`,
      ...statusLines(found, location.timeZone),
      'Enrolled then:',
      ...found.list.map(
        ({ adminId, maskedNumber, locations }) => `  ${adminId} ${maskedNumber} ${locations.join(' ')}`,
      ),
    ].join('\n'),
  );
};
