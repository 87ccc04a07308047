import { sha256 } from '../../../adapters/sha256.ts';
import { readEvent } from '../../../domain/emergency/events.ts';
import { rules } from '../../../domain/emergency/rules.ts';
import type { Report } from '../../../domain/ledger/audit/report.ts';
import type { Decided } from '../../../domain/ledger/decider.ts';
import { applyEvent } from '../../../domain/ledger/decider.ts';
import type { CommandMetadata } from '../../../domain/ledger/envelope.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import { createItem, emptyHead } from '../../../domain/ledger/item.ts';
import { eraseAdmin } from '../../../use-cases/erase-admin.ts';
import { reenableAdmin } from '../../../use-cases/reenable-admin.ts';
import { revoke, writeEntry } from '../../kit/enroll.ts';
import { ANA, BEN, memoryLine, STRANGER } from '../../kit/line.ts';
import { phoneCall } from '../../kit/phone-call.ts';
import { auditLines, leavesOf, linesOf, signedAt, signerOf, TRUSTED } from '../../kit/signed-log.ts';

/** A history made by the product, into which events are forged. */
export type ProductLog = {
  origin: string;
  items: readonly Item[];
  /** The time of its end in milliseconds. */
  now: number;
  /** Ana's call, whose session goes on; Ben's, whose PIN was sent and once entered wrong. */
  calls: { ana: string; ben: string };
};

/** Ana sets Manila; Ben has a PIN; Lin is revoked; Eve is erased; a stranger calls. */
export const productLog = async (): Promise<ProductLog> => {
  const line = await memoryLine();
  const { ports } = line;
  await writeEntry(ports, 'enroll', { adminId: 'eve', number: '+6591110009' });
  await line.catchUp();
  const ana = phoneCall(line, ANA);
  await ana.asksForPin();
  await ana.types('000');
  ports.system.advance(2_000);
  await ana.types(ports.sms.pin());
  await ana.sets('Manila', 'weather', 0);
  const operator = (actionId: string) => ({ principal: 'desk', actionId });
  await reenableAdmin(ports, operator('act-re'), 'lin', { by: 'ana' });
  await eraseAdmin(ports, operator('act-erase'), 'eve', 'asked for it');
  await revoke(ports, 'lin');
  await phoneCall(line, STRANGER).asksForPin();
  const ben = phoneCall(line, BEN);
  await ben.asksForPin();
  await ben.types('000');
  ports.system.advance(1_000);
  const calls = { ana: ana.contactId, ben: ben.contactId };
  return { origin: ports.config.origin, items: line.items, now: ports.system.now(), calls };
};

/** An event as a forger writes it: everything but what the chain makes of it. */
export type Forged = { stream: string; event: Decided; meta: Partial<CommandMetadata> };

/** The item of a forged event, with a correct place in its chain. */
const itemOf = ({ origin, items, now, calls }: ProductLog, { stream, event, meta }: Forged): Item =>
  rules.withDecider(stream, (decider) => {
    let head = emptyHead({ origin, sha256 }, stream, decider.initial);
    for (const { pk, sk, hash, at, body } of items)
      if (pk === stream) {
        const state = applyEvent(decider, head.state, readEvent(body));
        head = { stream, seq: sk, hash, at: Date.parse(at), state };
      }
    const actor = stream.startsWith('admin/') ? stream : 'operator/desk';
    const id = `7${'0'.repeat(25)}`;
    const at = new Date(now).toISOString();
    const written = { id, at, actor, contactId: calls.ana, step: 'forged', ...meta };
    return createItem({ origin, sha256 }, decider, head, event as never, written).item;
  });

/** The audit of the log with forged events, as the line itself would have signed it. */
export const auditForged = async (log: ProductLog, forged: readonly Forged[]): Promise<Report> => {
  const items = [...log.items];
  for (const one of forged) items.push(itemOf({ ...log, items }, one));
  const leaves = leavesOf(items);
  const signer = signerOf('the log', log.origin);
  const file = await signedAt(leaves, leaves.length, signer);
  return auditLines(linesOf({ items, leaves }), [file], { ...TRUSTED, keys: [signer.key] });
};

/** The product's events of a type in a stream, to be forged again with changes. */
export const dataOf = (log: ProductLog, stream: string, type: string): Record<string, unknown> => {
  const found = log.items.findLast((item) => item.pk === stream && item.type === type);
  if (!found) throw new Error(`${stream} has no ${type}`);
  return readEvent(found.body).data;
};

export const idOf = (log: ProductLog, stream: string, type: string): string =>
  log.items.findLast((item) => item.pk === stream && item.type === type)?.id ?? '';
