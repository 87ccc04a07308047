import { wireLookup, wireSms } from './messaging.ts';
import { oneTimePin } from './one-time-pin.ts';
import { verifyPin } from './verify-pin.ts';
import { wireCaller } from './wire-caller.ts';
import { wirePersonalData } from './wire-personal-data.ts';
import { database, wireSendBudget } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** The Lambdas that text a PIN or hear how it went, with the provider's client. */
export const wireOneTimePin = (wires: Wires) =>
  oneTimePin({
    ...wireCaller(wires),
    sms: wireSms(wires),
    lookup: wireLookup(wires),
    sendBudget: wireSendBudget(wires, database(wires)),
  });

export const wireVerifyPin = (wires: Wires) =>
  verifyPin({
    ...wireCaller(wires),
    sms: wireSms(wires),
    personalData: wirePersonalData(wires),
  });
