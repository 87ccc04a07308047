import type { Config } from '../../domain/config/config.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { checkEmergency } from '../../handlers/check-emergency.ts';
import type { Reply } from '../../handlers/connect-event.ts';
import { oneTimePin } from '../../handlers/one-time-pin.ts';
import { project } from '../../handlers/project.ts';
import { publish } from '../../handlers/publish.ts';
import { updateEmergency } from '../../handlers/update-emergency.ts';
import { verifyPin } from '../../handlers/verify-pin.ts';
import { connectEvent, type From } from './connect-event.ts';
import { writeEntry } from './enroll.ts';
import { LANDLINE } from './number-lookup.ts';
import { type MemoryPorts, memoryPorts, shippedConfig } from './ports.ts';
import { pump } from './pump.ts';
import { type Lambda, REPLIES } from './replies.ts';

/** Has every location, and a mobile. */
export const ANA = '+6591110001';
/** Has Manila only, and a mobile. */
export const BEN = '+6591110002';
/** Enrolled with a landline. */
export const LIN = '+6561110003';
export const STRANGER = '+6598765432';

type Wrap = { [Name in keyof MemoryPorts]?: (port: MemoryPorts[Name]) => Partial<MemoryPorts[Name]> };
export type Options = {
  config?: (shipped: Config) => Config;
  /** Wraps a port of the handlers, to fail or wait. The pump and the enrollment use the unwrapped port. */
  wrap?: Wrap;
};

const wrapped = (ports: MemoryPorts, wrap: Wrap): MemoryPorts => {
  const through = Object.entries(wrap).map(([name, by]) => {
    const port = ports[name as keyof MemoryPorts];
    return [name, { ...(port as object), ...(by as (port: unknown) => object)(port) }];
  });
  return { ...ports, ...Object.fromEntries(through) };
};

const readBodies = (items: MemoryPorts['store']['table']) =>
  items
    .map(({ body }) => JSON.parse(body) as StoredEvent)
    .map(({ stream, type, data }) => ({ stream, type, data }));

/** The whole line in memory: three enrolled administrators, the handlers, and every reply checked against its schema. */
export const memoryLine = async ({ config = (shipped) => shipped, wrap = {} }: Options = {}) => {
  const ports = memoryPorts(config(shippedConfig()));
  const seenByHandlers = wrapped(ports, wrap);
  const items = ports.store.table;
  const replies: Reply[] = [];
  const errors: Error[] = [];
  const handlers = {
    OneTimePin: oneTimePin(seenByHandlers),
    VerifyPin: verifyPin(seenByHandlers),
    CheckEmergency: checkEmergency(seenByHandlers),
    UpdateEmergency: updateEmergency(seenByHandlers),
  };
  const consumers = { project: project(seenByHandlers), publish: publish(seenByHandlers) };
  const pumps = { project: pump(items, project(ports)), publish: pump(items, publish(ports)) };

  /** Sends any event to a Lambda. */
  const send = async (lambda: Lambda, event: unknown): Promise<Reply> => {
    try {
      const reply = REPLIES[lambda].parse(await handlers[lambda](event));
      replies.push(reply);
      return reply;
    } catch (error) {
      errors.push(error as Error);
      throw error;
    }
  };

  ports.lookup.phones.set(LIN, LANDLINE);
  await writeEntry(ports, 'enroll', { adminId: 'ana', number: ANA });
  await writeEntry(ports, 'enroll', { adminId: 'ben', number: BEN, locations: ['Manila'] });
  await writeEntry(ports, 'enroll', { adminId: 'lin', number: LIN });
  await pumps.project();

  return {
    ports,
    items,
    replies,
    errors,
    consumers,
    send,
    invoke: (lambda: Lambda, from: From, parameters: Record<string, unknown>) =>
      send(lambda, connectEvent(ports.config, from, parameters)),
    /** Delivers the log to board, directory and bus. */
    async catchUp() {
      await pumps.project();
      await pumps.publish();
    },
    /** The events written while `act` ran, and its result. */
    async watch<Answer>(act: () => Promise<Answer>) {
      const before = items.length;
      const reply = await act();
      return { reply, wrote: readBodies(items.slice(before)) };
    },
    history: (stream: string) => readBodies(items.filter(({ pk }) => pk === stream)),
  };
};

export type MemoryLine = Awaited<ReturnType<typeof memoryLine>>;
