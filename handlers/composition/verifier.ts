import { compiledParse } from '../../adapters/compiled-schemas.ts';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest, sha256 } from '../../adapters/sha256.ts';
import { rules } from '../../domain/emergency/index.ts';
import type { VerifyLogPorts } from '../../use-cases/queries/verify-log.ts';
import type { AppContext } from './context.ts';
import { createCheckpointSigner } from './functions.ts';
import { createQueries } from './projector.ts';

/** The dependencies of verifying the live line. The log's public key is KMS's own answer. */
export const createVerifyLogPorts = async (
  ctx: AppContext,
  anchored: VerifyLogPorts['anchored'],
): Promise<VerifyLogPorts> => {
  const { key } = await createCheckpointSigner(ctx);
  const trusted = { digest, sha256, ed25519, parse: compiledParse, rules, keys: [key] };
  return { ...createQueries(ctx), anchored, trusted };
};
