import { adminListEvents } from './admin-list.ts';
import { adminPinEvents } from './admin-pin.ts';
import { adminSessionEvents } from './admin-session.ts';
import type { EventOf } from './define-event.ts';

/** Events of `admin/<adminId>`: who may use the line, every PIN, and what a verified call was allowed to do. */
export const adminEvents = { ...adminListEvents, ...adminPinEvents, ...adminSessionEvents } as const;

export type AdminEvent = EventOf<typeof adminEvents>;
