import { type CallEvent, call, callStream, type NumberTags } from '../domain/emergency/index.ts';
import { handleCommand } from '../domain/ledger/index.ts';
import type { Call } from './call.ts';
import type { LogPorts } from './log-ports.ts';

/** Records a call from a number that is not an administrator's, with a yearly keyed tag instead of the number. */
export const refuseUnknownCaller = async (
  ports: LogPorts & { numberTags: NumberTags },
  { contactId, number }: Call,
  step: string,
): Promise<void> => {
  await handleCommand(
    ports,
    call,
    callStream(contactId),
    { actor: 'caller', contactId, step, request: 'CallerRefused' },
    async (_, position): Promise<CallEvent> => {
      const period = new Date(position.stamp().at).toISOString().slice(0, 4);
      const numberTag = number ? await ports.numberTags.tag(number, period) : null;
      const reason = number ? 'not-listed' : 'malformed';
      return { type: 'CallerRefused', data: { reason, numberTag, period } };
    },
  );
};
