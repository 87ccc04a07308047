import { compiledParse } from '../../adapters/compiled-schemas.ts';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest, sha256 } from '../../adapters/sha256.ts';
import { rules } from '../../domain/emergency/index.ts';
import type { Trusted } from '../../domain/ledger/index.ts';
import type { VerifyLogPorts } from '../../use-cases/queries/verify-log.ts';
import type { AppContext } from './context.ts';
import { createCheckpointSigner } from './functions.ts';
import { createQueries } from './projector.ts';

/** What an audit of this line's log trusts: its rules, and the public key that KMS returns. */
export const createTrusted = async (ctx: AppContext): Promise<Trusted> => {
  const { key } = await createCheckpointSigner(ctx);
  return { digest, sha256, ed25519, parse: compiledParse, rules, keys: [key] };
};

/** The dependencies of verifying the live line. */
export const createVerifyLogPorts = async (
  ctx: AppContext,
  anchors: VerifyLogPorts['anchors'],
): Promise<VerifyLogPorts> => ({ ...createQueries(ctx), anchors, trusted: await createTrusted(ctx) });
