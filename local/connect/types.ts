import type { Action, ActionRule, ErrorType, FlowType } from '../../flows/index.ts';
import type { Pending } from './input.ts';

/** Speech and keys of a call. Keys pressed while flow logging is off are always shown as `••••••`. */
export type TranscriptEntry =
  | { at: string; who: 'line'; text: string; language: string; voice: string }
  | { at: string; who: 'caller'; keys: string };

/** One executed action. `result`: the branch taken. `diagnostics`: details that Connect itself would not log. */
export type TraceEntry = {
  flow: string;
  action: string;
  type: string;
  result: string;
  diagnostics?: readonly string[];
};

/** `agent`: an agent's own queue, which has no hours of operation. */
type Queue = { ARN: string; Name: string; agent: boolean };

/** State of one run of one flow; a TransferToFlow discards it. */
export type FlowRun = {
  readonly flow: LoadedFlow;
  at: string;
  readonly flowAttributes: Map<string, string>;
  readonly loops: Map<string, number>;
};

/**
 * One call. Flow logging and recording are off until a block turns them on, and transfers do not change them
 * (admin guide, Set logging behavior).
 */
export type Contact = {
  readonly id: string;
  readonly instanceArn: string;
  readonly from: string;
  readonly to: string;
  state: 'in-progress' | 'ended';
  readonly attributes: Map<string, string>;
  /** Set by UpdateContactData. */
  readonly details: { name: string | null; description: string | null; customerId: string | null };
  language: string;
  voice: string;
  logging: 'Enabled' | 'Disabled';
  ivrRecording: 'Enabled' | 'Disabled';
  queue: Queue | null;
  /** The last Lambda's reply; undefined without one or after a failure. It survives transfers (measured). */
  external: unknown;
  /** The last stored input; it survives transfers until another input is stored (measured). */
  storedInput: string | undefined;
  run: FlowRun;
  pending: Pending | null;
  /** Keys pressed and not yet consumed by an input. */
  keys: string;
  /** Texts spoken since the last request. */
  unreadSpeech: string[];
  readonly transcript: TranscriptEntry[];
  readonly trace: TraceEntry[];
  /** Diagnostics of the current action. */
  diagnostics: string[];
};

/** What the engine needs from outside. */
export type ConnectPorts = {
  now: () => number;
  invokeLambda: (arn: string, event: unknown, limitMs: number) => Promise<unknown>;
  /** Calls `fire` once after `ms`; the returned function cancels it. Used only for Lambda time limits. */
  startTimer: (ms: number, fire: () => void) => () => void;
  /** Whether these hours of operation (null: the target queue's) are open now. */
  isOpen: (hoursOfOperationId: string | null) => boolean;
  /** Null: no such flow. @throws ConnectError `flow-refused` for a flow that cannot run */
  findFlow: (idOrArnOrName: string) => LoadedFlow | null;
};

/** Result of an action that continues along a branch. `why` goes to the trace when flow logging is on. */
export type StepResult =
  | { take: 'next' }
  | { take: 'condition'; value: string | undefined }
  | { take: 'error'; error: ErrorType; why: string };

/** Result of executing any action. */
export type Outcome =
  | StepResult
  | { take: 'input'; pending: Pending }
  | { take: 'flow'; flow: LoadedFlow }
  | { take: 'end'; result: string };

/** Executes the actions of one row of the flow language. */
export type Interpreter = {
  rule: ActionRule;
  step: (contact: Contact, parameters: unknown, ports: ConnectPorts) => Outcome | Promise<Outcome>;
  /** The action takes time, and keys pressed meanwhile are lost (see `dropTypeAhead`). */
  discardsTypeAhead: boolean;
  /** Names a parameter that Connect supports and this engine does not, or null. */
  unsupported: (parameters: unknown) => string | null;
};

export type LoadedAction = { action: Action; parameters: unknown; interpreter: Interpreter };
/** A flow that Connect would publish, ready to run. */
export type LoadedFlow = {
  name: string;
  type: FlowType;
  start: string;
  actions: ReadonlyMap<string, LoadedAction>;
};
