import { possiblyDelivered } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { actorOf, type CallerPorts, findCaller, refuseUnknownCaller } from '../use-cases/identify-caller.ts';
import { type IssuePorts, issuePin } from '../use-cases/issue-pin.ts';
import { type SendPorts, sendingOutcome, sendPin } from '../use-cases/send-pin.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { pinReply } from './pin-reply.ts';

export type OneTimePinPorts = CallerPorts & IssuePorts & SendPorts;

/**
 * `OneTimePin`: asks for the authenticator's code, or makes a PIN for the administrator whose number is calling and texts it to that very number.
 * The PIN is in this function's memory and in the text, nowhere else; a retry of Connect gives the first one's answer.
 */
export const oneTimePin = (ports: OneTimePinPorts) =>
  connectHandler('OneTimePin', ports, z.object({ step }), async (call, { step }): Promise<Reply> => {
    const { config, pinCodes } = ports;
    const listed = await findCaller(ports, call);
    if (!listed || !call.number) {
      await refuseUnknownCaller(ports, call, step);
      return { status: 'NOT_LISTED', pinLength: 'none', waitSeconds: 'none' };
    }
    const { number, contactId } = call;
    const { adminId } = listed;
    const who = { actor: actorOf(adminId), contactId, step };
    const pin = pinCodes.newPin(config.pin.length);
    const { event, replayed, giveBack } = await issuePin(ports, call, listed, number, who, pin);
    if (event.type !== 'PinIssued') return pinReply(config, event);
    const challenge = { adminId, challengeId: event.data.challengeId, who };
    if (replayed) return pinReply(config, await sendingOutcome(ports, challenge));
    const outcome = await sendPin(ports, challenge, number, pin);
    if (outcome.type === 'PinSendFailed' && !possiblyDelivered(outcome.data)) await giveBack();
    return pinReply(config, outcome);
  });
