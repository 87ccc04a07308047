import { kmsNumberTags } from '../adapters/number-tags.ts';
import { kmsPinCodes } from '../adapters/pin-codes.ts';
import { kms } from './kms-client.ts';
import { database, wireDirectory, wireStore } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** What every Lambda that answers an administrator's call needs. */
export const wireCaller = (wires: Wires) => {
  const { environment, config, system, log } = wires;
  const db = database(wires);
  const keys = kms(wires);
  return {
    config,
    system,
    log,
    store: wireStore(wires, db),
    directory: wireDirectory(wires, db),
    numberTags: kmsNumberTags(keys, (year) => `${environment.NUMBER_KEY}-${year}`),
    pinCodes: kmsPinCodes(keys, environment.PIN_KEY),
  };
};
