import { mkdirSync } from 'node:fs';
import { endUserMessagingOperations } from './end-user-messaging.ts';
import { type BusEvent, eventBridgeOperations, openBus } from './event-bridge.ts';
import { createFaults, type Fault, type FaultKind, throwFault } from './faults.ts';
import { serve, type WireCall } from './http.ts';
import { kmsOperations } from './kms.ts';
import { openKmsKeys } from './kms-keys.ts';
import { openMessages, type ReceivedSms, type TextEncryption } from './messages.ts';
import { byNumberingPlan, type NetworkPhone } from './phones.ts';
import { pinpointOperations, pinpointRoute } from './pinpoint.ts';
import { type Service, ServiceError } from './services.ts';

export type FakeAwsOptions = {
  /** Folder of keys, texts and bus events; by default they are in memory. */
  folder?: string;
  /** 0, the default, chooses a free port. */
  port?: number;
  /** Milliseconds since 1970, for the times of texts and events. */
  now(): number;
  /** Carrier data of a number; undefined derives it from the numbering plan. */
  phones(number: string): NetworkPhone | undefined;
  /** Encrypts the texts in the folder; without it they are in memory only. */
  texts?: TextEncryption;
  /** Further End User Messaging operations, for tests. */
  endUserMessaging?: Record<string, (input: unknown) => unknown>;
  /** Called with every call before it is executed, for tests. */
  onCall?(call: FakeAwsCall): void;
};

export type FakeAwsCall = { service: Service; operation: string; input: unknown };

export type FakeAws = {
  /** The `endpoint` of an SDK client. */
  endpoint: string;
  /** Texts delivered to a number (E.164), oldest first. */
  messages(number: string): Promise<ReceivedSms[]>;
  /** Events the buses accepted, oldest first. */
  bus(): readonly BusEvent[];
  /** Makes the next calls fail. */
  fail(fault: Fault): void;
  close(): Promise<void>;
};

/**
 * Serves the operations of EventBridge, KMS, Pinpoint and End User Messaging that the adapters use, over AWS's wire
 * protocols, for unchanged SDK clients. Data is on disk before it is acknowledged.
 * @throws DamagedJournal when a file of the folder is damaged
 */
export const startFakeAws = async (options: FakeAwsOptions): Promise<FakeAws> => {
  const { folder, now, phones, port = 0 } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const bus = openBus(folder);
  const messages = openMessages(folder, options.texts);
  const keys = openKmsKeys(folder);
  const faults = createFaults();
  const phone = (number: string) => phones(number) ?? byNumberingPlan(number);
  const networks = { messages, now, phone };
  const operations: Operations = {
    eventbridge: eventBridgeOperations(bus, now),
    kms: kmsOperations(keys),
    'end-user-messaging': { ...endUserMessagingOperations(networks), ...options.endUserMessaging },
    pinpoint: pinpointOperations(networks),
  };
  const server = await serve(port, async (call, markInjected) => {
    const { service, input } = call;
    const { operation, run } = findOperation(operations, call);
    options.onCall?.({ service, operation, input });
    const fault = faults.take(service, operation);
    if (fault !== undefined) markInjected();
    throwFault(service, fault);
    if (typeof fault === 'object' && 'reply' in fault) return { raw: fault.reply };
    const json = await run(fault);
    return fault === 'timeout-after-doing' ? 'never' : { json };
  });
  return {
    endpoint: server.endpoint,
    messages: messages.of,
    bus: () => [...bus.entries],
    fail: (fault) => {
      if (!Object.hasOwn(operations[fault.service], fault.operation))
        throw new Error(`The fake AWS has no ${fault.service} operation ${fault.operation}.`);
      faults.add(fault);
    },
    close: async () => {
      await server.close();
      for (const journal of [bus, messages, keys]) journal.close();
    },
  };
};

type Run = (input: unknown, fault: FaultKind | undefined, applicationId: string) => unknown;
type Operations = Record<Service, Record<string, Run>>;

const findOperation = (operations: Operations, call: WireCall) => {
  const { service, target, path, input } = call;
  const { operation, applicationId } =
    service === 'pinpoint' ? pinpointRoute(path) : { operation: target, applicationId: '' };
  const ofService = operations[service];
  const run = Object.hasOwn(ofService, operation) ? ofService[operation] : undefined;
  if (!run)
    throw new ServiceError('UnknownOperationException', 'The fake AWS does not support this operation.');
  return { operation, run: (fault: FaultKind | undefined) => run(input, fault, applicationId) };
};
