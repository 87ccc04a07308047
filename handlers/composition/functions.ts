import { ed25519 } from '../../adapters/ed25519.ts';
import { kmsNoteSigner } from '../../adapters/note-signer.ts';
import { kmsNumberTags } from '../../adapters/number-tags.ts';
import { kmsPinCodes } from '../../adapters/pin-codes.ts';
import { digest, sha256 } from '../../adapters/sha256.ts';
import type { Anchor } from '../../domain/ledger/index.ts';
import { checkEmergency } from '../check-emergency.ts';
import { requiredVariable } from '../environment.ts';
import { probe } from '../probe.ts';
import { signCheckpoint } from '../sign-checkpoint.ts';
import { updateEmergency } from '../update-emergency.ts';
import type { AppContext } from './context.ts';
import { kms } from './keys.ts';
import {
  createBoardTable,
  createCheckpoints,
  createDirectoryTable,
  createEventStore,
  createLeafLog,
} from './stores.ts';

// A bundle contains only the function it uses. A dynamic import in this file's graph would add chunks to every bundle, so
// pins.ts and projector.ts compose what loads a client at its first use.

/** The dependencies of every Lambda on an administrator's call. */
export const createCallerPorts = (ctx: AppContext) => {
  const { environment, config, system, log } = ctx;
  return {
    config,
    system,
    log,
    store: createEventStore(ctx),
    directory: createDirectoryTable(ctx),
    numberTags: kmsNumberTags(kms(ctx), (year) => `${environment.NUMBER_KEY}-${year}`),
    pinCodes: kmsPinCodes(kms(ctx), environment.PIN_KEY),
  };
};

export const createCheckEmergency = (ctx: AppContext) =>
  checkEmergency({ ...ctx, store: createEventStore(ctx), board: createBoardTable(ctx) });

export const createUpdateEmergency = (ctx: AppContext) =>
  updateEmergency({ ...createCallerPorts(ctx), board: createBoardTable(ctx) });

export const createProbe = (ctx: AppContext) => probe({ store: createEventStore(ctx), system: ctx.system });

/** Signs checkpoints; the key's name is the log's origin. */
export const createCheckpointSigner = (ctx: AppContext) =>
  kmsNoteSigner(kms(ctx), requiredVariable(ctx.environment, 'LOG_KEY'), ctx.config.origin);

/** `every`: milliseconds between two runs of the schedule. */
export const createSignCheckpoint = async (ctx: AppContext, anchor: Anchor, every: number) =>
  signCheckpoint(
    {
      store: createEventStore(ctx),
      leaves: createLeafLog(ctx),
      checkpoints: createCheckpoints(ctx),
      signer: await createCheckpointSigner(ctx),
      anchor,
      sha256,
      digest,
      ed25519,
      system: ctx.system,
      log: ctx.log,
    },
    every,
  );
