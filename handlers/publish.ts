import { type PublishPorts, publishBatch } from '../projections/publish.ts';

/** `Publish`: sends the log's stream to the event bus. */
export const publish = (ports: PublishPorts) => (event: unknown) => publishBatch(ports, event);
