import { updateEmergency } from './update-emergency.ts';
import { wireCaller } from './wire-caller.ts';
import type { Wires } from './wires.ts';

export const wireUpdateEmergency = (wires: Wires) => updateEmergency(wireCaller(wires));
