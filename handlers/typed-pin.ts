import type { OpenChallenge } from '../domain/admin-state.ts';
import type { Config } from '../domain/config.ts';
import type { PinCodes } from '../domain/ports.ts';
import { parsePin } from '../domain/secret.ts';
import type { Call } from './connect.ts';

/** What Connect stores when nothing was typed: the success branch, with this word (FLOW-LANGUAGE, the first that hurts). */
const SILENCE = 'Timeout';

/** Compares what was typed where the key lives; the digits go no further than this. */
export const checkTyped = async (
  { config, pinCodes }: { config: Config; pinCodes: PinCodes },
  call: Call,
  adminId: string,
  open: OpenChallenge | undefined,
  entered: string,
) => {
  if (entered === SILENCE) return 'no-input';
  const pin = parsePin(entered, config.pin.length);
  if (!pin) return 'malformed';
  if (!open) return 'wrong';
  const { challengeId, issuedAt, tag } = open;
  const { instanceArn, contactId } = call;
  const right = await pinCodes.matches({ instanceArn, contactId, adminId, challengeId, issuedAt }, pin, tag);
  return right ? 'right' : 'wrong';
};
