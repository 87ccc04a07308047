import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { traced } from '../../adapters/aws-call.ts';
import { ed25519 } from '../../adapters/ed25519.ts';
import { eventBridgeBus } from '../../adapters/event-bus.ts';
import { kmsNoteSigner } from '../../adapters/note-signer.ts';
import { kmsNumberTags } from '../../adapters/number-tags.ts';
import { kmsPinCodes } from '../../adapters/pin-codes.ts';
import { digest, sha256 } from '../../adapters/sha256.ts';
import { type FailedRecords, SOURCE } from '../../domain/emergency/index.ts';
import type { Anchor } from '../../domain/ledger/index.ts';
import { checkEmergency } from '../check-emergency.ts';
import { requiredVariable } from '../environment.ts';
import { oneTimePin } from '../one-time-pin.ts';
import { project } from '../project.ts';
import { publish } from '../publish.ts';
import { signCheckpoint } from '../sign-checkpoint.ts';
import { updateEmergency } from '../update-emergency.ts';
import { verifyPin } from '../verify-pin.ts';
import { type AppContext, clientSettings, endpointOf } from './clients.ts';
import { kms } from './keys.ts';
import { createNumberLookup, createSmsSender } from './messaging.ts';
import {
  createBoardTable,
  createCheckpoints,
  createDirectoryTable,
  createEventStore,
  createLeafLog,
  createPersonalData,
  createSendBudget,
  createStores,
} from './stores.ts';

// Each Lambda's bundle keeps only the function it uses: package.json declares the modules free of side effects.

/** What every Lambda that answers an administrator's call needs. */
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

export const createOneTimePin = (ctx: AppContext) =>
  oneTimePin({
    ...createCallerPorts(ctx),
    sms: createSmsSender(ctx),
    lookup: createNumberLookup(ctx),
    sendBudget: createSendBudget(ctx),
  });

export const createVerifyPin = (ctx: AppContext) =>
  verifyPin({
    ...createCallerPorts(ctx),
    sms: createSmsSender(ctx),
    personalData: createPersonalData(ctx),
  });

export const createCheckEmergency = (ctx: AppContext) =>
  checkEmergency({ ...ctx, store: createEventStore(ctx), board: createBoardTable(ctx) });

export const createUpdateEmergency = (ctx: AppContext) => updateEmergency(createCallerPorts(ctx));

export const createProjector = (ctx: AppContext, failed: FailedRecords) =>
  project({ ...createStores(ctx), failed, sha256, log: ctx.log, system: ctx.system });

export const createPublisher = (ctx: AppContext, failed: FailedRecords) => {
  const { environment, log, system } = ctx;
  const { AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint, EVENT_BUS: busName } = environment;
  const settings = { ...clientSettings(ctx, 'repeatable'), ...endpointOf(environment, endpoint) };
  const bus = eventBridgeBus(traced(new EventBridgeClient(settings), log), { busName, source: SOURCE });
  return publish({ bus, failed, sha256, log, system });
};

/** The key that signs checkpoints; its name is the log's. */
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
