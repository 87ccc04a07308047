import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { traced } from '../adapters/aws-call.ts';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { eventBridgeBus } from '../adapters/event-bus.ts';
import { sha256 } from '../adapters/sha256.ts';
import type { FailedRecords } from '../domain/ports.ts';
import { SOURCE } from '../domain/published.ts';
import { publish } from './publish.ts';
import { place, type Wires } from './wires.ts';

/** The Lambda that speaks to the event bus and nothing else. */
export const wirePublish = (wires: Wires, failed: FailedRecords) =>
  publish({ bus: wireBus(wires), failed, sha256, log: wires.log, system: wires.system });

const wireBus = ({ environment, log }: Wires) =>
  eventBridgeBus(
    traced(
      new EventBridgeClient({
        ...REPEATABLE,
        ...place(environment, environment.AWS_ENDPOINT_URL_EVENTBRIDGE),
      }),
      log,
    ),
    { busName: environment.EVENT_BUS, source: SOURCE },
  );
