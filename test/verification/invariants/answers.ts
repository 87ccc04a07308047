import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Reply } from '../../../handlers/connect-event.ts';

/** The replies to a caller's block; none when every attempt threw. */
export type Answer = { contactId: string; step: string; replies: readonly Reply[] };

/** TRY_AGAIN while the same block is still running elsewhere: the other may yet complete, so this counts as no answer. */
export const isNoAnswer = ({ status }: Reply, underWay: number): boolean =>
  status === 'TRY_AGAIN' && underWay > 0;

/** What may be answered for each event: a `status` of the table of replies (test/kit/replies.ts). */
const STATUSES: Record<string, readonly string[]> = {
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

/** Answers that differ from the log: no event, another event, a different number of tries left, or two answers to one block. */
export const answerBreaches = (events: readonly StoredEvent[], answers: readonly Answer[]): string[] => {
  const byCommand = new Map(events.map((event) => [`${event.contactId} ${event.step}`, event]));
  return answers.flatMap(({ contactId, step, replies }) => {
    const command = `${contactId} ${step}`;
    const event = byCommand.get(`${command}:sent`) ?? byCommand.get(command);
    const different = new Set(replies.map((reply) => JSON.stringify(reply))).size > 1;
    return [
      ...(different ? [`${command} got two different answers`] : []),
      ...replies.flatMap((reply) => {
        const fault = mismatch(reply, event);
        return fault ? [`${command}: ${fault}`] : [];
      }),
    ];
  });
};

const mismatch = (reply: Reply, event: StoredEvent | undefined): string | null => {
  if (reply.status === 'TRY_AGAIN') return event ? `${event.type} was answered with TRY_AGAIN` : null;
  if (!event) return `${reply.status} was answered, without an event in the log`;
  if (!STATUSES[event.type]?.includes(reply.status ?? ''))
    return `${event.type} was answered with ${reply.status}`;
  const left = event.type === 'PinRejected' ? String(event.data.triesLeft) : reply.triesLeft;
  return reply.triesLeft === left ? null : `${left} tries are left, ${reply.triesLeft} were answered`;
};
