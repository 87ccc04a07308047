import * as z from '../domain/zod.ts';
import { type IssuePinPorts, issuePin } from '../use-cases/issue-pin.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { pinReply } from './pin-reply.ts';

/** `OneTimePin`: texts a PIN to the calling administrator, or requests the authenticator's code. */
export const oneTimePin = (ports: IssuePinPorts) =>
  connectHandler(
    'OneTimePin',
    ports,
    z.object({ step }),
    async (call, { step }): Promise<Reply> => {
      const event = await issuePin(ports, call, step);
      return event ? pinReply(ports.config, event) : { status: 'NOT_LISTED', ...NO_PIN };
    },
    NO_PIN,
  );

const NO_PIN = { pinLength: 'none', waitSeconds: 'none' };
