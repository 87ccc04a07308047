import { z } from 'zod';
import { type AdminCommand, admin } from '../domain/admin.ts';
import { execute } from '../domain/execute.ts';
import type { NumberLookup, PinCodes } from '../domain/ports.ts';
import { adminStream } from '../domain/stream.ts';
import { actorOf, type CallerPorts, listedCaller, refuseStranger } from './caller.ts';
import { connectHandler, type Reply, step } from './connect.ts';
import { pinReply } from './pin-reply.ts';
import { type SendPorts, sendingOutcome, sendPin } from './send-pin.ts';

export type OneTimePinPorts = CallerPorts & SendPorts & { pinCodes: PinCodes; lookup: NumberLookup };

/**
 * `OneTimePin`: makes a PIN for the administrator whose number is calling and texts it to that very number.
 * The PIN is in this function's memory and in the text, nowhere else; a retry of Connect gives the first one's answer.
 */
export const oneTimePin = (ports: OneTimePinPorts) =>
  connectHandler('OneTimePin', ports, z.object({ step }), async (call, { step }): Promise<Reply> => {
    const { config, pinCodes, lookup } = ports;
    const listed = await listedCaller(ports, call);
    if (!listed || !call.number) {
      await refuseStranger(ports, call, step);
      return { status: 'NOT_LISTED', pinLength: 'none', waitSeconds: 'none' };
    }
    const { number, contactId, instanceArn } = call;
    const { adminId, numberSeq } = listed;
    const pin = pinCodes.newPin(config.pin.length);
    const who = { actor: actorOf(adminId), contactId, step };
    const issued = await execute(
      ports,
      admin,
      adminStream(adminId),
      who,
      async (_, { id, at }): Promise<AdminCommand> => {
        const known = await lookup.lookup(number);
        const phone = known.type === 'UNKNOWN' ? listed.phone : known;
        const issuedAt = new Date(at).toISOString();
        const tag = await pinCodes.tag({ instanceArn, contactId, adminId, challengeId: id, issuedAt }, pin);
        return {
          do: 'issue-pin',
          adminId,
          numberSeq,
          limits: config.pin,
          phone,
          challengeId: id,
          tag,
          contactId,
          at,
        };
      },
    );
    if (issued.event.type !== 'PinIssued') return pinReply(config, issued.event);
    const challenge = { adminId, challengeId: issued.event.data.challengeId, who };
    const outcome = issued.replayed
      ? await sendingOutcome(ports, challenge)
      : await sendPin(ports, challenge, number, pin);
    return pinReply(config, outcome);
  });
