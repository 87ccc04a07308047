import { kmsNumberTags } from '../adapters/number-tags.ts';
import { kmsPinCodes } from '../adapters/pin-codes.ts';
import { kms } from './kms-client.ts';
import { createDirectoryTable, createEventStore, documentClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** What every Lambda that answers an administrator's call needs. */
export const createCallerPorts = (ctx: AppContext) => {
  const { environment, config, system, log } = ctx;
  const db = documentClient(ctx);
  const keys = kms(ctx);
  return {
    config,
    system,
    log,
    store: createEventStore(ctx, db),
    directory: createDirectoryTable(ctx, db),
    numberTags: kmsNumberTags(keys, (year) => `${environment.NUMBER_KEY}-${year}`),
    pinCodes: kmsPinCodes(keys, environment.PIN_KEY),
  };
};
