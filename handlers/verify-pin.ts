import type { Log } from '../adapters/log.ts';
import * as z from '../domain/zod.ts';
import { type VerifyPinPorts, verifyPin as verifyEntry } from '../use-cases/verify-pin.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { verifyReply } from './pin-reply.ts';

const parameters = z.object({ step, entered: z.string() });

/** The digits of a caller who pressed only the terminator, such as a `#` a moment after the last digit of an entry. */
const NO_DIGITS = '';

/** `VerifyPin`: verifies the caller by the entered digits. The outcome is in the log before the reply is sent. */
export const verifyPin = (ports: VerifyPinPorts & { log: Log }) =>
  connectHandler(
    'VerifyPin',
    ports,
    parameters,
    async (call, { step, entered }): Promise<Reply> => {
      // Nothing was entered, so there is nothing to check or record: the flow asks again under the same step.
      if (entered === NO_DIGITS) return { status: 'EMPTY', triesLeft: 'none' };
      const verified = await verifyEntry(ports, call, step, entered);
      return verified
        ? verifyReply(verified.event, verified.anotherPin)
        : { status: 'LOCKED', triesLeft: '0' };
    },
    { triesLeft: 'none' },
  );
