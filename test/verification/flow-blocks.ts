import { connectEvent } from '../kit/connect-event.ts';
import type { MemoryPorts } from '../kit/ports.ts';
import type { Lambda } from '../kit/replies.ts';

/** One Lambda block of a flow on one call. */
export type Block = {
  lambda: Lambda;
  from: string | null;
  contactId: string;
  step: string;
  parameters: Record<string, string>;
};

type Call = Pick<Block, 'from' | 'contactId'>;

export const asks = (call: Call, step: string): Block => ({
  ...call,
  step,
  lambda: 'OneTimePin',
  parameters: { step },
});

export const types = (call: Call, step: string, entered: string): Block => ({
  ...call,
  step,
  lambda: 'VerifyPin',
  parameters: { step, entered },
});

export const hears = (call: Call, Center: string, Fresh: 'true' | 'false'): Block => ({
  ...call,
  step: '',
  lambda: 'CheckEmergency',
  parameters: { Center, Fresh },
});

type Change = { Center: string; type: string | null; heardSeq: number };

/** Sets an emergency of that type; `null` removes it. */
export const changes = (call: Call, step: string, { Center, type, heardSeq }: Change): Block => {
  const [EmergencyAction, EmergencyType] = type === null ? ['remove', 'none'] : ['set', type];
  const parameters = { step, Center, EmergencyAction, EmergencyType, heardSeq: String(heardSeq) };
  return { ...call, step, lambda: 'UpdateEmergency', parameters };
};

/** What Connect sends for it. */
export const eventOf = ({ config }: Pick<MemoryPorts, 'config'>, block: Block) =>
  connectEvent(config, block, block.parameters);

/** The PIN in the newest text to a number, as its owner reads it; digits no PIN has when none came. */
export const newestPin = ({ sms }: Pick<MemoryPorts, 'sms'>, number: string | null): string =>
  pinIn(sms.sent.findLast(({ to }) => to === number)?.body ?? '');

export const pinIn = (body: string): string => /PIN is (\d+)/.exec(body)?.[1] ?? 'none';

/** As long as the PIN, and not it. */
export const wrongFor = (pin: string): string => `${pin.slice(0, -1)}${(Number(pin.at(-1)) + 1) % 10}`;
