import type { EventStore, System } from '../domain/ledger/index.ts';

/** What handling a command needs. */
export type LogPorts = { store: EventStore; system: System };
