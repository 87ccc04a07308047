import type { StoredEvent } from '../ledger/index.ts';
import { sentence } from './describe-event.ts';
import { definitionOf } from './events.ts';

/** `Source` of everything the line puts on the bus. */
export const SOURCE = 'contact-centre.emergency';

/**
 * An event as other teams get it: nothing sealed, no tag of a PIN or a number, no number but a masked one. `notice` is the
 * whole of a mail or a text about it, since EventBridge, putting facts into a text, does not escape what is in them.
 */
export const publishedDetail = (event: StoredEvent, hash: string): Record<string, unknown> => {
  const { id, stream, seq, at, type, schema, actor, contactId, data } = event;
  const { privateFields } = definitionOf(event);
  const shown = Object.fromEntries(Object.entries(data).filter(([key]) => !privateFields.includes(key)));
  return { id, stream, seq, at, type, schema, actor, contactId, hash, notice: noticeOf(event), data: shown };
};

const noticeOf = (event: StoredEvent): string =>
  `${event.data.breakGlass ? 'BREAK-GLASS: ' : ''}${sentence(event)} (${event.at})`;

/** What was done to an event in the log, and to which. */
export type Tampering = { stream: string; seq: number; how: string; at: string };

/** Tampering as other teams get it. */
export const publishedTampering = ({ stream, seq, how, at }: Tampering): Record<string, unknown> => ({
  stream,
  seq,
  how,
  at,
  notice: `TAMPERED: event ${seq} of ${stream} was touched in the log (${how}). Run: emergency verify (${at})`,
});
