import { updateEmergency } from './update-emergency.ts';
import { createCallerPorts } from './wire-caller.ts';
import type { AppContext } from './wires.ts';

export const createUpdateEmergency = (ctx: AppContext) => updateEmergency(createCallerPorts(ctx));
