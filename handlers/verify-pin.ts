import type { Log } from '../adapters/log.ts';
import { type AdminCommand, admin } from '../domain/admin.ts';
import { challengeOn, listedOf } from '../domain/admin-state.ts';
import type { Config } from '../domain/config.ts';
import type { AdminEvent } from '../domain/events/admin.ts';
import { handleCommand } from '../domain/execute.ts';
import type { PersonalData, PinCodes, SmsSender } from '../domain/ports.ts';
import { adminStream } from '../domain/stream.ts';
import * as z from '../domain/zod.ts';
import { actorOf, type CallerPorts, findCaller, refuseUnknownCaller } from './caller.ts';
import { connectHandler, type Reply, step } from './connect.ts';
import { verifyReply } from './pin-reply.ts';
import { checkEntry } from './typed-pin.ts';

export type VerifyPinPorts = CallerPorts & {
  config: Config;
  log: Log;
  pinCodes: PinCodes;
  personalData: PersonalData;
  sms: Pick<SmsSender, 'feedback'>;
};

/** `VerifyPin`: proves the caller by what was typed. The outcome is in the log before it is answered. */
export const verifyPin = (ports: VerifyPinPorts) =>
  connectHandler(
    'VerifyPin',
    ports,
    z.object({ step, entered: z.string() }),
    async (call, { step, entered }): Promise<Reply> => {
      const listed = await findCaller(ports, call);
      if (!listed) {
        await refuseUnknownCaller(ports, call, step);
        return { status: 'LOCKED', triesLeft: '0' };
      }
      const { adminId } = listed;
      const { contactId } = call;
      const limits = ports.config.pin;
      let messageId: string | null = null;
      let right = false;
      const who = { actor: actorOf(adminId), contactId, step };
      const { event, replayed } = await handleCommand(
        ports,
        admin,
        adminStream(adminId),
        who,
        async ({ state }, place): Promise<AdminCommand> => {
          const { at } = place.stamp();
          const open = challengeOn(state, contactId);
          messageId = open?.kind === 'sms' ? (open.sent?.messageId ?? null) : null;
          const typed = await checkEntry(ports, call, adminId, listedOf(state), entered, at);
          right = typed.typed === 'right';
          return { do: 'verify-pin', adminId, limits, ...typed, contactId, at };
        },
      );
      const received = replayed ? null : arrived(event, right);
      if (messageId !== null && received !== null) await ports.sms.feedback(messageId, received);
      return verifyReply(event);
    },
  );

/** Whether the text arrived, as far as the try tells: typed right it did, late or not; not typed right by its end, it did not. */
const arrived = (event: AdminEvent, right: boolean): boolean | null => {
  if (event.type === 'PinVerified') return true;
  return event.type === 'PinRejected' && event.data.reason === 'expired' ? right : null;
};
