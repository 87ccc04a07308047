import type { StoredEvent } from '../ledger/index.ts';
import { describeEvent } from './describe-event.ts';
import { definitionOf } from './events.ts';

/** `Source` of everything the line puts on the bus. */
export const SOURCE = 'contact-centre.emergency';

/**
 * The `detail` of an event on the bus: without the private fields, so no ciphertext, no tag, and masked numbers only. `notice`
 * is the complete text of a mail about it, because EventBridge's input transformer does not escape the values it inserts.
 * @param replay id of the event that records why it is published again; the first time there is none
 */
export const publishedDetail = (
  event: StoredEvent,
  hash: string,
  replay?: string,
): Record<string, unknown> => {
  const { id, stream, seq, at, type, schema, actor, contactId, data } = event;
  const { privateFields } = definitionOf(event);
  const shown = Object.fromEntries(Object.entries(data).filter(([key]) => !privateFields.includes(key)));
  const envelope = { id, stream, seq, at, type, schema, actor, contactId, hash, notice: noticeOf(event) };
  return { ...envelope, ...(replay === undefined ? {} : { replay }), data: shown };
};

const noticeOf = (event: StoredEvent): string =>
  `${event.data.breakGlass ? 'BREAK-GLASS: ' : ''}${describeEvent(event)} (${event.at})`;

/** A change of the log that is not an append: how it was made, and to which event. */
export type Tampering = { stream: string; seq: number; how: string; at: string };

/** The `detail` of tampering on the bus. */
export const publishedTampering = ({ stream, seq, how, at }: Tampering): Record<string, unknown> => {
  const notice = `TAMPERED: event ${seq} of ${stream} was changed in the log (${how}). Run: emergency verify (${at})`;
  return { stream, seq, how, at, notice };
};
