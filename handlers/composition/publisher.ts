import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { traced } from '../../adapters/aws-call.ts';
import { eventBridgeBus } from '../../adapters/event-bus.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { type FailedRecords, SOURCE } from '../../domain/emergency/index.ts';
import { publish } from '../publish.ts';
import { type AppContext, clientSettings, endpointOf } from './context.ts';

export const createBus = (ctx: AppContext) => {
  const { environment, log } = ctx;
  const { AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint, EVENT_BUS: busName } = environment;
  const settings = { ...clientSettings(ctx, 'repeatable'), ...endpointOf(environment, endpoint) };
  return eventBridgeBus(traced(new EventBridgeClient(settings), log), { busName, source: SOURCE });
};

export const createPublisher = (ctx: AppContext, failed: FailedRecords) =>
  publish({ bus: createBus(ctx), failed, sha256, log: ctx.log, system: ctx.system });
