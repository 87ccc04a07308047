import type { EventOf } from '../../ledger/index.ts';
import { adminListEvents } from './entry-events.ts';
import { adminPinEvents } from './pin-events.ts';
import { adminSessionEvents } from './session-events.ts';

/** Events of `admin/<adminId>`: who may use the line, every PIN, and what a verified call was allowed to do. */
export const adminEvents = { ...adminListEvents, ...adminPinEvents, ...adminSessionEvents } as const;

export type AdminEvent = EventOf<typeof adminEvents>;
