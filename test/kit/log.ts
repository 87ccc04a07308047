import { sha256 } from '../../adapters/sha256.ts';
import type { LogIdentity } from '../../domain/ledger/item.ts';

/** The log of the tests' installation. */
export const log: LogIdentity = { origin: 'emergency-line/test', sha256 };
