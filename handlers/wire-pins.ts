import { createNumberLookup, createSmsSender } from './messaging.ts';
import { oneTimePin } from './one-time-pin.ts';
import { verifyPin } from './verify-pin.ts';
import { createCallerPorts } from './wire-caller.ts';
import { createPersonalData } from './wire-personal-data.ts';
import { createSendBudget, documentClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** The Lambdas that text a PIN or hear how it went, with the provider's client. */
export const createOneTimePin = (ctx: AppContext) =>
  oneTimePin({
    ...createCallerPorts(ctx),
    sms: createSmsSender(ctx),
    lookup: createNumberLookup(ctx),
    sendBudget: createSendBudget(ctx, documentClient(ctx)),
  });

export const createVerifyPin = (ctx: AppContext) =>
  verifyPin({
    ...createCallerPorts(ctx),
    sms: createSmsSender(ctx),
    personalData: createPersonalData(ctx),
  });
