import { mkdirSync } from 'node:fs';
import { endUserMessagingOperations } from './end-user-messaging.ts';
import { type BusEvent, eventBridgeOperations, openBus } from './event-bridge.ts';
import { type Fault, type FaultKind, faults, refuse } from './faults.ts';
import { serve, type WireCall, type WireReply } from './http.ts';
import { kmsOperations } from './kms.ts';
import { openKmsKeys } from './kms-keys.ts';
import { openMessages, type ReceivedSms } from './messages.ts';
import { type NetworkPhone, phoneOf } from './phones.ts';
import { pinpointOperations, pinpointRoute } from './pinpoint.ts';
import { type Service, ServiceError } from './services.ts';

export type FakeAwsOptions = {
  /** Where keys, texts and bus are kept; without it they last as long as the edge. */
  folder?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Milliseconds since 1970: the time of what arrives. */
  now(): number;
  /** What the networks say of a number; undefined leaves it to the numbering plans. */
  phones(number: string): NetworkPhone | undefined;
  /** Further calls of End User Messaging: for tests, what an account may text. */
  endUserMessaging?: Record<string, (input: unknown) => unknown>;
  /** Sees every call before it is answered, with all that is in it: for tests. */
  onCall?(call: FakeAwsCall): void;
};

export type FakeAwsCall = { service: Service; operation: string; input: unknown };

export type FakeAws = {
  /** What an SDK client takes as `endpoint`. */
  endpoint: string;
  /** The texts that reached a number (E.164), oldest first. */
  messages(number: string): Promise<ReceivedSms[]>;
  /** What the event buses took, oldest first. */
  bus(): readonly BusEvent[];
  /** Makes coming calls go wrong. */
  fail(fault: Fault): void;
  close(): Promise<void>;
};

/**
 * EventBridge, KMS, Pinpoint and End User Messaging as far as the adapters use them, over AWS's own wire protocols, so
 * that the SDK's clients work unchanged. What is acknowledged is on disk first.
 * @throws DamagedJournal when a file of the folder is damaged
 */
export const startFakeAws = async (options: FakeAwsOptions): Promise<FakeAws> => {
  const { folder, now, phones, port = 0 } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const bus = openBus(folder);
  const messages = openMessages(folder);
  const keys = openKmsKeys(folder);
  const coming = faults();
  const networks = { messages, now, phone: (number: string) => phoneOf(phones, number) };
  const operations: Operations = {
    eventbridge: eventBridgeOperations(bus, now),
    kms: kmsOperations(keys),
    'end-user-messaging': { ...endUserMessagingOperations(networks), ...options.endUserMessaging },
    pinpoint: pinpointOperations(networks),
  };
  const server = await serve(port, (call, injected) => {
    const { operation, run } = find(operations, call);
    options.onCall?.({ service: call.service, operation, input: call.input });
    const fault = coming.take(call.service, operation);
    if (fault !== undefined) injected();
    return meet(fault, call.service, run);
  });
  return {
    endpoint: server.endpoint,
    messages: async (number) => messages.of(number),
    bus: () => [...bus.entries],
    fail: (fault) => {
      if (!Object.hasOwn(operations[fault.service], fault.operation))
        throw new Error(`The edge has no ${fault.service} operation ${fault.operation} that could fail.`);
      coming.add(fault);
    },
    close: async () => {
      await server.close();
      for (const kept of [bus, messages, keys]) kept.close();
    },
  };
};

type Run = (input: unknown, fault: FaultKind | undefined, applicationId: string) => unknown;
type Operations = Record<Service, Record<string, Run>>;

const find = (operations: Operations, call: WireCall) => {
  const { service, target, path, input } = call;
  const { operation, applicationId } =
    service === 'pinpoint' ? pinpointRoute(path) : { operation: target, applicationId: '' };
  const those = operations[service];
  const run = Object.hasOwn(those, operation) ? those[operation] : undefined;
  if (!run) throw new ServiceError('UnknownOperationException', 'The edge does not speak this call.');
  return { operation, run: (fault: FaultKind | undefined) => run(input, fault, applicationId) };
};

const meet = (
  fault: FaultKind | undefined,
  service: Service,
  run: (fault: FaultKind | undefined) => unknown,
): WireReply => {
  refuse(service, fault);
  if (typeof fault === 'object' && 'reply' in fault) return { raw: fault.reply };
  const json = run(fault);
  return fault === 'timeout-after-doing' ? 'never' : { json };
};
