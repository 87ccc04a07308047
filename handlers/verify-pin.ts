import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type AdminCommand,
  type AdminEvent,
  admin,
  adminStream,
  challengeOn,
  listedOf,
  type PersonalData,
  type PinCodes,
  type SmsSender,
} from '../domain/emergency/index.ts';
import { handleCommand } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { checkEntry } from '../use-cases/check-entry.ts';
import { actorOf, type CallerPorts, findCaller, refuseUnknownCaller } from '../use-cases/identify-caller.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { verifyReply } from './pin-reply.ts';

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
