import { z } from 'zod';
import type { Log } from '../adapters/log.ts';
import { type AdminCommand, admin } from '../domain/admin.ts';
import type { Config } from '../domain/config.ts';
import { execute } from '../domain/execute.ts';
import type { PersonalData, PinCodes, SmsSender } from '../domain/ports.ts';
import { adminStream } from '../domain/stream.ts';
import { actorOf, type CallerPorts, listedCaller, refuseStranger } from './caller.ts';
import { connectHandler, type Reply, step } from './connect.ts';
import { verifyReply } from './pin-reply.ts';
import { checkTyped } from './typed-pin.ts';

export type VerifyPinPorts = CallerPorts & {
  config: Config;
  log: Log;
  pinCodes: PinCodes;
  personalData: PersonalData;
  sms: SmsSender;
};

/** `VerifyPin`: proves the caller by what was typed. The outcome is in the log before it is answered. */
export const verifyPin = (ports: VerifyPinPorts) =>
  connectHandler(
    'VerifyPin',
    ports,
    z.object({ step, entered: z.string() }),
    async (call, { step, entered }): Promise<Reply> => {
      const listed = await listedCaller(ports, call);
      if (!listed) {
        await refuseStranger(ports, call, step);
        return { status: 'LOCKED', triesLeft: '0' };
      }
      const { adminId } = listed;
      const { contactId } = call;
      const limits = ports.config.pin;
      let messageId: string | null = null;
      const who = { actor: actorOf(adminId), contactId, step };
      const { event, replayed } = await execute(
        ports,
        admin,
        adminStream(adminId),
        who,
        async ({ state }, { at }): Promise<AdminCommand> => {
          const open = state.challenges.find((challenge) => challenge.contactId === contactId);
          messageId = open?.messageId ?? null;
          const typed = await checkTyped(ports, call, adminId, state, entered, at);
          return { do: 'verify-pin', adminId, limits, ...typed, contactId, at };
        },
      );
      if (messageId !== null && !replayed && event.type === 'PinVerified')
        await ports.sms.feedback(messageId, true);
      return verifyReply(event);
    },
  );
