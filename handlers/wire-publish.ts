import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgeBus } from '../adapters/event-bus.ts';
import { sha256 } from '../adapters/sha256.ts';
import { SOURCE } from '../domain/published.ts';
import { publish } from './publish.ts';
import { clientSettings, place, type Wires } from './wires.ts';

/** The Lambda that speaks to the event bus and nothing else. */
export const wirePublish = (wires: Wires) =>
  publish({ bus: wireBus(wires), sha256, log: wires.log, system: wires.system });

const wireBus = (wires: Wires) => {
  const { AWS_ENDPOINT_URL_EVENTBRIDGE, EVENT_BUS: busName } = wires.environment;
  const at = place(wires.environment, AWS_ENDPOINT_URL_EVENTBRIDGE);
  const client = new EventBridgeClient({ ...clientSettings(wires, 'repeatable'), ...at });
  return eventBridgeBus(client, { busName, source: SOURCE });
};
