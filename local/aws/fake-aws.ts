import { mkdirSync } from 'node:fs';
import { endUserMessagingOperations } from './end-user-messaging.ts';
import { type BusEvent, eventBridgeOperations, openBus } from './event-bridge.ts';
import { createFaults, type Fault, type FaultKind, throwFault } from './faults.ts';
import { serve, type WireCall, type WireReply } from './http.ts';
import { kmsOperations } from './kms.ts';
import { openKmsKeys } from './kms-keys.ts';
import { openMessages, type ReceivedSms } from './messages.ts';
import { type NetworkPhone, phoneOf } from './phones.ts';
import { pinpointOperations, pinpointRoute } from './pinpoint.ts';
import { type Service, ServiceError } from './services.ts';

export type FakeAwsOptions = {
  /** Where keys, texts and bus are kept; without it they are kept in memory. */
  folder?: string;
  /** 0, the default, chooses a free port. */
  port?: number;
  /** Milliseconds since 1970: the time of what arrives. */
  now(): number;
  /** Carrier data of a number; undefined derives it from the numbering plan. */
  phones(number: string): NetworkPhone | undefined;
  /** Further End User Messaging operations, for tests. */
  endUserMessaging?: Record<string, (input: unknown) => unknown>;
  /** Receives every call before it is answered, for tests. */
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
 * Starts the operations of EventBridge, KMS, Pinpoint and End User Messaging that the adapters use, over AWS's own wire
 * protocols, for unchanged SDK clients. Data is on disk before it is acknowledged.
 * @throws DamagedJournal when a file of the folder is damaged
 */
export const startFakeAws = async (options: FakeAwsOptions): Promise<FakeAws> => {
  const { folder, now, phones, port = 0 } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const bus = openBus(folder);
  const messages = openMessages(folder);
  const keys = openKmsKeys(folder);
  const coming = createFaults();
  const networks = { messages, now, phone: (number: string) => phoneOf(phones, number) };
  const operations: Operations = {
    eventbridge: eventBridgeOperations(bus, now),
    kms: kmsOperations(keys),
    'end-user-messaging': { ...endUserMessagingOperations(networks), ...options.endUserMessaging },
    pinpoint: pinpointOperations(networks),
  };
  const server = await serve(port, (call, injected) => {
    const { operation, run } = findOperation(operations, call);
    options.onCall?.({ service: call.service, operation, input: call.input });
    const fault = coming.take(call.service, operation);
    if (fault !== undefined) injected();
    return replyWith(fault, call.service, run);
  });
  return {
    endpoint: server.endpoint,
    messages: async (number) => messages.of(number),
    bus: () => [...bus.entries],
    fail: (fault) => {
      if (!Object.hasOwn(operations[fault.service], fault.operation))
        throw new Error(`The fake AWS has no ${fault.service} operation ${fault.operation}.`);
      coming.add(fault);
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
  const those = operations[service];
  const run = Object.hasOwn(those, operation) ? those[operation] : undefined;
  if (!run)
    throw new ServiceError('UnknownOperationException', 'The fake AWS does not support this operation.');
  return { operation, run: (fault: FaultKind | undefined) => run(input, fault, applicationId) };
};

const replyWith = (
  fault: FaultKind | undefined,
  service: Service,
  run: (fault: FaultKind | undefined) => unknown,
): WireReply => {
  throwFault(service, fault);
  if (typeof fault === 'object' && 'reply' in fault) return { raw: fault.reply };
  const json = run(fault);
  return fault === 'timeout-after-doing' ? 'never' : { json };
};
