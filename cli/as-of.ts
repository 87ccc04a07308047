import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { time } from '../local/http/requests.ts';
import { type AsOf, asOf, displayedAsOf } from '../use-cases/queries/as-of.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { behindLines } from './behind.ts';
import { print, UserError } from './output.ts';

const instantOf = (text: string): number => {
  const at = time.safeParse(text);
  if (!at.success) throw new UserError(`${JSON.stringify(text)} is ${at.error.issues[0]?.message}`);
  return at.data;
};

const inZone = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  return (at: string) => `${format.format(Date.parse(at))} (${at})`;
};

const statusLines = (found: AsOf, when: (at: string) => string): string[] => {
  const { status, emergency, madeBy } = found;
  if (!status || !madeBy) return ['It had not been set up yet; callers heard nothing of an emergency.'];
  const { emergencyType, messages, expiresAt, by } = status;
  const ended = status.emergency && !emergency ? [`It had ended on ${when(expiresAt ?? '')}.`] : [];
  return [
    emergency ? `In an emergency: ${emergencyType}. Callers heard:` : 'In normal operation.',
    ...ended,
    ...(emergency ? Object.entries(messages).map(([code, words]) => `  ${code}  ${words}`) : []),
    `Made by ${by} on ${when(madeBy.at)}, contact ${madeBy.contactId}, event ${madeBy.id}.`,
    proofLine(found, when),
  ];
};

const FACTOR = { sms: 'a one-time PIN sent by text', totp: 'the code of an authenticator app' } as const;

const proofLine = ({ madeBy, provenBy }: AsOf, when: (at: string) => string): string => {
  if (madeBy?.breakGlass) return `Nobody was proven: it was done past the phone. ${madeBy.breakGlass.reason}`;
  return provenBy
    ? `Proven by ${FACTOR[provenBy.factor]} on ${when(provenBy.at)}, ${provenBy.stream}#${provenBy.seq}, event ${provenBy.id}.`
    : 'The event that proves who it was is not in the log; run: emergency verify';
};

/** `emergency as-of <location> <time>`: what held there then. */
export const printAsOf = async (ctx: AppContext, id: string, time: string, json?: boolean): Promise<void> => {
  const place = ctx.config.locations.find((one) => one.id === id);
  if (!place)
    throw new UserError(
      `${id} is no location of this line; there are ${ctx.config.locations.map((one) => one.id).join(', ')}`,
    );
  const { store, directory, directoryBehind } = createQueries(ctx);
  const found = displayedAsOf(await asOf(store, id, instantOf(time)), await erasedIds(directory));
  const behind = await directoryBehind();
  const when = inZone(place.timeZone);
  print(json, { ...found, behind }, () =>
    [
      ...behindLines('the list of who was erased', behind),
      `${id} on ${when(found.at)}`,
      ...statusLines(found, when),
      'On the list then:',
      ...found.list.map(
        ({ adminId, maskedNumber, locations }) => `  ${adminId} ${maskedNumber} ${locations.join(' ')}`,
      ),
    ].join('\n'),
  );
};
