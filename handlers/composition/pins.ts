import { oneTimePin } from '../one-time-pin.ts';
import { verifyPin } from '../verify-pin.ts';
import type { AppContext } from './context.ts';
import { createCallerPorts } from './functions.ts';
import { createNumberLookup, createSmsSender } from './messaging.ts';
import { createPersonalData } from './projector.ts';
import { createSendBudget } from './stores.ts';

export const createOneTimePin = (ctx: AppContext) =>
  oneTimePin({
    ...createCallerPorts(ctx),
    personalData: createPersonalData(ctx),
    sms: createSmsSender(ctx),
    lookup: createNumberLookup(ctx),
    sendBudget: createSendBudget(ctx),
  });

export const createVerifyPin = (ctx: AppContext) =>
  verifyPin({ ...createCallerPorts(ctx), sms: createSmsSender(ctx), personalData: createPersonalData(ctx) });
