import { type PublishPorts, publishBatch } from '../projections/publish.ts';

/** `Publish`: the log's stream onto the event bus. */
export const publish = (ports: PublishPorts) => (event: unknown) => publishBatch(ports, event);
