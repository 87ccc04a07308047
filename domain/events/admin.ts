import { adminListEvents } from './admin-list.ts';
import { adminPinEvents } from './admin-pin.ts';
import type { EventOf } from './shape.ts';

/** Events of `admin/<adminId>`: who may use the line, and every PIN asked for, sent, typed and refused. */
export const adminEvents = { ...adminListEvents, ...adminPinEvents } as const;

export type AdminEvent = EventOf<typeof adminEvents>;
