import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { traced } from '../adapters/aws-call.ts';
import { eventBridgeBus } from '../adapters/event-bus.ts';
import { sha256 } from '../adapters/sha256.ts';
import { type FailedRecords, SOURCE } from '../domain/emergency/index.ts';
import { publish } from './publish.ts';
import { type AppContext, clientSettings, endpointOf } from './wires.ts';

/** The Lambda that speaks to the event bus and nothing else. */
export const createPublisher = (ctx: AppContext, failed: FailedRecords) =>
  publish({ bus: wireBus(ctx), failed, sha256, log: ctx.log, system: ctx.system });

const wireBus = (ctx: AppContext) => {
  const { AWS_ENDPOINT_URL_EVENTBRIDGE, EVENT_BUS: busName } = ctx.environment;
  const at = endpointOf(ctx.environment, AWS_ENDPOINT_URL_EVENTBRIDGE);
  const client = traced(new EventBridgeClient({ ...clientSettings(ctx, 'repeatable'), ...at }), ctx.log);
  return eventBridgeBus(client, { busName, source: SOURCE });
};
