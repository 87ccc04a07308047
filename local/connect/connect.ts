import { type Flow, FlowError } from '../../flows/index.ts';
import { createCallBook } from './call-book.ts';
import { startContact } from './contact.ts';
import { ConnectError } from './errors.ts';
import { type WaitingFor, waitingFor } from './input.ts';
import { loadFlow } from './load.ts';
import { currentAction } from './record.ts';
import { advance, hangUp, isOver, letTimeOut } from './run.ts';
import { INTERPRETERS } from './steps/table.ts';
import type { ConnectPorts, Contact, LoadedFlow, TraceEntry, TranscriptEntry } from './types.ts';

export type ConnectOptions = Pick<ConnectPorts, 'now' | 'invokeLambda' | 'startTimer'> & {
  instanceArn: string;
  /** The published flows by id, ARN or name, read again for every call. */
  flows: () => ReadonlyMap<string, Flow>;
  /** The flow each dialled number (E.164) leads to. */
  numbers: ReadonlyMap<string, string>;
  newContactId: () => string;
  /** Language of a contact until a flow sets another; `en-US` unless given. */
  languageCode?: string;
  /** Whether these hours of operation (null: the target queue's) are open; always, unless given. */
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
export type CallRecord = {
  callId: string;
  state: Contact['state'];
  logging: Contact['logging'];
  ivrRecording: Contact['ivrRecording'];
  transcript: readonly TranscriptEntry[];
  trace: readonly TraceEntry[];
};

/** Each throws a ConnectError for an invalid request. No timer ends a call: `wait` stands for silence. */
export type Connect = {
  /** `from`: E.164, a short number, or `anonymous` (also "") for a withheld one. */
  dial(call: { from: string; to: string }): Promise<CallView>;
  /** Keys as typed by hand: each goes to the input that waits for it at that moment. */
  keys(callId: string, digits: string): Promise<CallView>;
  /** The caller stays silent until the pending input times out. */
  wait(callId: string): Promise<CallView>;
  /** Ends the call at once, even during a Lambda invocation. */
  hangup(callId: string): Promise<CallView>;
  get(callId: string): CallRecord;
};

/** Ended calls that can still be read. */
const MAX_ENDED_CALLS = 1_000;

/**
 * Amazon Connect for one instance, as far as flows/language goes: it interprets the very JSON that is deployed. A flow
 * that Connect would not publish, or that this engine cannot run, is refused when it is called; the others run.
 */
export const createConnect = (options: ConnectOptions): Connect => {
  const { flows, numbers, newContactId, instanceArn } = options;
  const { languageCode: language = 'en-US', isOpen = () => true } = options;
  const findFlow = createFlowFinder(flows);
  const ports: ConnectPorts = { ...options, isOpen, findFlow };
  const calls = createCallBook(MAX_ENDED_CALLS);

  const request = (callId: string, work: (contact: Contact) => void): Promise<CallView> =>
    calls.inTurn(callId, async (contact) => {
      work(contact);
      await advance(contact, ports);
      return viewOf(contact);
    });

  return {
    dial: async ({ from, to }) => {
      const flow = findFlow(numbers.get(to) ?? '');
      if (!flow)
        throw new ConnectError('number-not-in-use', "The dialled number is not one of this line's numbers.");
      const call = { id: newContactId(), instanceArn, from: callerNumber(from), to, language };
      const contact = startContact(call, flow);
      calls.add(contact);
      return request(contact.id, () => {});
    },
    keys: async (callId, digits) => {
      if (!/^[0-9*#]{1,64}$/u.test(digits)) {
        throw new ConnectError('bad-keys', 'Keys are 1 to 64 of 0-9, * and #.');
      }
      return request(callId, (contact) => {
        refuseEnded(contact);
        contact.keys = digits;
      });
    },
    wait: async (callId) =>
      request(callId, (contact) => {
        refuseEnded(contact);
        letTimeOut(contact);
      }),
    hangup: async (callId) => {
      const contact = calls.find(callId);
      hangUp(contact);
      calls.shelve(contact);
      return viewOf(contact);
    },
    get: (callId) => {
      const { id, state, logging, ivrRecording, transcript, trace } = calls.find(callId);
      return { callId: id, state, logging, ivrRecording, transcript: [...transcript], trace: [...trace] };
    },
  };
};

/** Loads a flow when it is called, and again only when it has changed. */
const createFlowFinder = (flows: ConnectOptions['flows']): ConnectPorts['findFlow'] => {
  const loaded = new WeakMap<Flow, LoadedFlow>();
  return (key) => {
    const published = flows();
    const flow = published.get(key);
    if (!flow) return null;
    const known = loaded.get(flow) ?? load(flow, key, [...published.keys()]);
    loaded.set(flow, known);
    return known;
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
  throw new ConnectError('bad-number', 'The caller is an E.164 number such as +6591110001, or anonymous.');
};

const refuseEnded = (contact: Contact): void => {
  if (isOver(contact)) throw new ConnectError('call-ended', 'The call has ended; dial again.');
};

const viewOf = (contact: Contact): CallView => {
  const { id, state, pending, said } = contact;
  const conditions = currentAction(contact).action.Transitions?.Conditions ?? [];
  const keys = conditions.map(({ Condition }) => Condition.Operands[0] ?? '');
  return { callId: id, state, said: said.splice(0), waitingFor: pending && waitingFor(pending, keys) };
};
