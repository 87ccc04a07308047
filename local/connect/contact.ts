import type { Pending } from './input.ts';
import type { LoadedFlow } from './load.ts';

/** What was said and typed. Keys typed while flow logging is off read `••••••`, however many they were. */
export type TranscriptEntry =
  | { at: string; who: 'line'; text: string; language: string; voice: string }
  | { at: string; who: 'caller'; keys: string };

/** One executed action. `result` is the branch it took; `diagnostics` what Connect would not tell. */
export type TraceEntry = {
  flow: string;
  action: string;
  type: string;
  result: string;
  diagnostics?: readonly string[];
};

export type Queue = { ARN: string; Name: string };

/** What a TransferToFlow leaves behind: all but the first two start empty in every flow. */
export type FlowRun = {
  readonly flow: LoadedFlow;
  at: string;
  readonly flowAttributes: Map<string, string>;
  /** The last Lambda's reply; undefined when there was none or it failed. */
  external: unknown;
  storedInput: string | undefined;
  readonly loops: Map<string, number>;
};

/** One call. Logging and recording start as `Enabled`, and hold until a flow says otherwise, across transfers. */
export type Contact = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  state: 'in-progress' | 'ended';
  readonly attributes: Map<string, string>;
  readonly facts: { name: string | null; description: string | null; customerId: string | null };
  language: string;
  voice: string;
  logging: 'Enabled' | 'Disabled';
  ivrRecording: 'Enabled' | 'Disabled';
  queue: Queue | null;
  run: FlowRun;
  pending: Pending | null;
  /** Keys typed and not yet consumed by an input. */
  keys: string;
  /** Said since the last request. */
  said: string[];
  readonly transcript: TranscriptEntry[];
  readonly trace: TraceEntry[];
  /** What the action under way could not make sense of. */
  diagnostics: string[];
};

export const startRun = (flow: LoadedFlow): FlowRun => ({
  flow,
  at: flow.start,
  flowAttributes: new Map(),
  external: undefined,
  storedInput: undefined,
  loops: new Map(),
});

/** A call that has just come in. `Joanna` is Connect's default voice. */
export const startContact = (
  call: { id: string; from: string; to: string; language: string },
  flow: LoadedFlow,
): Contact => ({
  ...call,
  state: 'in-progress',
  attributes: new Map(),
  facts: { name: null, description: null, customerId: null },
  voice: 'Joanna',
  logging: 'Enabled',
  ivrRecording: 'Enabled',
  queue: null,
  run: startRun(flow),
  pending: null,
  keys: '',
  said: [],
  transcript: [],
  trace: [],
  diagnostics: [],
});
