import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { traced } from '../adapters/aws-call.ts';
import { eventBridgeBus } from '../adapters/event-bus.ts';
import { sha256 } from '../adapters/sha256.ts';
import type { FailedRecords } from '../domain/ports.ts';
import { SOURCE } from '../domain/published.ts';
import { publish } from './publish.ts';
import { clientSettings, place, type Wires } from './wires.ts';

/** The Lambda that speaks to the event bus and nothing else. */
export const wirePublish = (wires: Wires, failed: FailedRecords) =>
  publish({ bus: wireBus(wires), failed, sha256, log: wires.log, system: wires.system });

const wireBus = (wires: Wires) => {
  const { AWS_ENDPOINT_URL_EVENTBRIDGE, EVENT_BUS: busName } = wires.environment;
  const at = place(wires.environment, AWS_ENDPOINT_URL_EVENTBRIDGE);
  const client = traced(new EventBridgeClient({ ...clientSettings(wires, 'repeatable'), ...at }), wires.log);
  return eventBridgeBus(client, { busName, source: SOURCE });
};
