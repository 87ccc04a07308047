import { type Flow, FlowError } from '../../flows/index.ts';
import { advance, hangUp, isOver, timeOutInput } from './advance.ts';
import { createCallBook } from './call-book.ts';
import { startContact } from './contact.ts';
import { ConnectError } from './errors.ts';
import { type WaitingFor, waitingFor } from './input.ts';
import { loadFlow } from './load.ts';
import { INTERPRETERS } from './steps/table.ts';
import { currentAction } from './trace.ts';
import type { ConnectPorts, Contact, LoadedFlow } from './types.ts';

export type ConnectOptions = Pick<ConnectPorts, 'now' | 'invokeLambda' | 'startTimer'> & {
  instanceArn: string;
  /** The published flows by id, ARN or name; read again for every call. */
  flows: () => ReadonlyMap<string, Flow>;
  /** The flow of each dialed number (E.164). */
  numbers: ReadonlyMap<string, string>;
  newContactId: () => string;
  /** Language of a contact until a flow sets another; `en-US` by default. */
  languageCode?: string;
  /** Whether these hours of operation (null: the target queue's) are open; true by default. */
  isOpen?: ConnectPorts['isOpen'];
};

/** A call as its caller experiences it. `said`: texts spoken since the last request. */
export type CallView = {
  callId: string;
  state: Contact['state'];
  said: string[];
  waitingFor: WaitingFor | null;
};

/** A call with its transcript and trace, for inspection. */
export type CallRecord = { callId: string } & Readonly<
  Pick<Contact, 'state' | 'logging' | 'ivrRecording' | 'transcript' | 'trace'>
>;

/** Calls to one instance. An invalid request throws ConnectError. No timer ends an input: `wait` is silence. */
export type Connect = {
  /** `from`: E.164, a short number, or `anonymous` (also "") for a withheld one. */
  dial(call: { from: string; to: string }): Promise<CallView>;
  /** Presses keys one by one: each reaches the input that is pending at that moment. */
  keys(callId: string, digits: string): Promise<CallView>;
  /** The caller stays silent until the pending input times out. */
  wait(callId: string): Promise<CallView>;
  /** Ends the call at once, even during a Lambda invocation. */
  hangup(callId: string): Promise<CallView>;
  get(callId: string): CallRecord;
};

/** Number of ended calls that can still be read. */
const MAX_ENDED_CALLS = 1_000;

/**
 * Emulates one Amazon Connect instance, to the extent of flows/language: interprets the same flow JSON that is deployed.
 * A call to a flow that Connect would not publish, or that this engine cannot run, is refused; other flows still run.
 */
export const createConnect = (options: ConnectOptions): Connect => {
  const { flows, numbers, newContactId, instanceArn } = options;
  const { languageCode: language = 'en-US', isOpen = () => true } = options;
  const findFlow = createFlowFinder(flows);
  const ports: ConnectPorts = { ...options, isOpen, findFlow };
  const calls = createCallBook(MAX_ENDED_CALLS, options.now);

  const request = (callId: string, work: (contact: Contact) => void): Promise<CallView> =>
    calls.inTurn(callId, async (contact) => {
      if (isOver(contact)) throw new ConnectError('call-ended', 'The call has ended; dial again.');
      work(contact);
      await advance(contact, ports);
      return viewOf(contact);
    });

  return {
    dial: async ({ from, to }) => {
      const flow = findFlow(numbers.get(to) ?? '');
      if (!flow)
        throw new ConnectError('number-not-in-use', "The dialed number is not one of this line's numbers.");
      const call = { id: newContactId(), instanceArn, from: callerNumber(from), to, language };
      const contact = startContact(call, flow);
      calls.add(contact);
      return request(contact.id, () => {});
    },
    keys: async (callId, digits) => {
      if (!/^[0-9*#]{1,64}$/u.test(digits)) {
        throw new ConnectError('bad-keys', 'Keys must be 1 to 64 of 0-9, * and #.');
      }
      return request(callId, (contact) => {
        contact.keys = digits;
      });
    },
    wait: async (callId) => request(callId, timeOutInput),
    hangup: async (callId) => {
      const contact = calls.find(callId);
      hangUp(contact);
      calls.archive(contact);
      return viewOf(contact);
    },
    get: (callId) => {
      const { id, state, logging, ivrRecording, transcript, trace } = calls.find(callId);
      return { callId: id, state, logging, ivrRecording, transcript: [...transcript], trace: [...trace] };
    },
  };
};

/** Loads a flow on its first call and again only after it has changed. */
const createFlowFinder = (flows: ConnectOptions['flows']): ConnectPorts['findFlow'] => {
  const loaded = new WeakMap<Flow, LoadedFlow>();
  return (key) => {
    const published = flows();
    const flow = published.get(key);
    if (!flow) return null;
    const found = loaded.get(flow) ?? load(flow, key, [...published.keys()]);
    loaded.set(flow, found);
    return found;
  };
};

const load = (flow: Flow, key: string, flows: readonly string[]): LoadedFlow => {
  try {
    return loadFlow(flow, key, flows, INTERPRETERS);
  } catch (error) {
    if (error instanceof FlowError) throw new ConnectError('flow-refused', error.message);
    throw error;
  }
};

const callerNumber = (from: string): string => {
  if (from === '' || from === 'anonymous') return 'anonymous';
  if (/^\+?\d{1,15}$/u.test(from)) return from;
  throw new ConnectError(
    'bad-number',
    'The caller must be an E.164 number such as +6591110001, or anonymous.',
  );
};

const viewOf = (contact: Contact): CallView => {
  const { id, state, pending, unreadSpeech } = contact;
  const conditions = currentAction(contact).action.Transitions?.Conditions ?? [];
  const keys = conditions.map(({ Condition }) => Condition.Operands[0] ?? '');
  return {
    callId: id,
    state,
    said: unreadSpeech.splice(0),
    waitingFor: pending && waitingFor(pending, keys),
  };
};
