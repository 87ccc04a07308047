import type { Body } from './envelope.ts';
import { definitionOf } from './events/catalogue.ts';

/** `Source` of everything the line puts on the bus. */
export const SOURCE = 'contact-centre.emergency';

/** An event as other teams get it: nothing sealed, no tag of a PIN or a number, no number but a masked one. */
export const publishedDetail = (event: Body, hash: string): Record<string, unknown> => {
  const { id, stream, seq, at, type, schema, actor, contactId, data } = event;
  const { privateFields } = definitionOf(event);
  const shown = Object.fromEntries(Object.entries(data).filter(([key]) => !privateFields.includes(key)));
  return { id, stream, seq, at, type, schema, actor, contactId, hash, data: shown };
};
