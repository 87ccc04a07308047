import { checkEmergency } from '../../handlers/check-emergency.ts';
import type { Reply } from '../../handlers/connect-event.ts';
import { oneTimePin } from '../../handlers/one-time-pin.ts';
import { updateEmergency } from '../../handlers/update-emergency.ts';
import { verifyPin } from '../../handlers/verify-pin.ts';
import type { MemoryPorts } from '../kit/ports.ts';
import { type Lambda, REPLIES } from '../kit/replies.ts';

const MAKE = {
  OneTimePin: oneTimePin,
  VerifyPin: verifyPin,
  CheckEmergency: checkEmergency,
  UpdateEmergency: updateEmergency,
} as const;

/** One of the real handlers on these ports; its reply is checked against the table of replies. @throws ZodError when it does not fit */
export const lambda = (name: Lambda, ports: MemoryPorts): ((event: unknown) => Promise<Reply>) => {
  const handle = MAKE[name](ports);
  return async (event) => REPLIES[name].parse(await handle(event));
};
