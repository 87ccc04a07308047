import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Reply } from '../../../handlers/connect-event.ts';

/** What a caller's block came to: every reply it got, none when all its tries threw. */
export type Answer = { contactId: string; step: string; replies: readonly Reply[] };

/** Asked to try again while the same block is under way elsewhere: that one may still do it, so nothing was answered. */
export const isNoAnswer = ({ status }: Reply, underWay: number): boolean =>
  status === 'TRY_AGAIN' && underWay > 0;

/** What may be answered for each event: a `status` of the table of replies (test/kit/replies.ts). */
const WORDS: Record<string, readonly string[]> = {
  PinSent: ['SENT'],
  PinSendFailed: ['SEND_FAILED'],
  CodeRequested: ['ENTER_CODE'],
  PinIssueRefused: ['NOT_MOBILE', 'NOT_LOOKED_UP', 'CARRIER_CHANGED', 'WAIT', 'LOCKED', 'NOT_LISTED'],
  PinVerified: ['VERIFIED'],
  PinRejected: ['WRONG', 'EXPIRED', 'TIMEOUT', 'EXHAUSTED', 'LOCKED'],
  CallerRefused: ['NOT_LISTED', 'LOCKED'],
  EmergencySet: ['DONE'],
  EmergencyRemoved: ['DONE'],
  EmergencyChangeRefused: ['NOT_VERIFIED', 'NOT_PERMITTED', 'UNKNOWN_CENTER', 'UNKNOWN_TYPE', 'CHANGED'],
};

/** Answers that say another thing than the log: no event, another event, other tries left, or two answers to one block. */
export const answerBreaches = (events: readonly StoredEvent[], answers: readonly Answer[]): string[] => {
  const byCommand = new Map(events.map((event) => [`${event.contactId} ${event.step}`, event]));
  return answers.flatMap(({ contactId, step, replies }) => {
    const command = `${contactId} ${step}`;
    const event = byCommand.get(`${command}:sent`) ?? byCommand.get(command);
    const different = new Set(replies.map((reply) => JSON.stringify(reply))).size > 1;
    return [
      ...(different ? [`${command} was answered in two ways`] : []),
      ...replies.flatMap((reply) => {
        const fault = unlike(reply, event);
        return fault ? [`${command}: ${fault}`] : [];
      }),
    ];
  });
};

const unlike = (reply: Reply, event: StoredEvent | undefined): string | null => {
  if (reply.status === 'TRY_AGAIN') return event ? `${event.type} was answered with TRY_AGAIN` : null;
  if (!event) return `${reply.status} was answered, and the log knows nothing of it`;
  if (!WORDS[event.type]?.includes(reply.status ?? ''))
    return `${event.type} was answered with ${reply.status}`;
  const left = event.type === 'PinRejected' ? String(event.data.triesLeft) : reply.triesLeft;
  return reply.triesLeft === left ? null : `${left} tries are left, ${reply.triesLeft} were answered`;
};
