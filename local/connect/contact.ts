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

/** `agent`: an agent's own queue, which has no hours of operation. */
export type Queue = { ARN: string; Name: string; agent: boolean };

/** What a TransferToFlow leaves behind. */
export type FlowRun = {
  readonly flow: LoadedFlow;
  at: string;
  readonly flowAttributes: Map<string, string>;
  readonly loops: Map<string, number>;
};

/**
 * One call. Flow logging and recording are off until a block turns them on, and stay as they are across transfers
 * (admin guide, Set logging behavior).
 */
export type Contact = {
  readonly id: string;
  readonly instanceArn: string;
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
  /** The last Lambda's reply; undefined when there was none or it failed. It outlives transfers, as the next does (measured). */
  external: unknown;
  /** What was last typed to be stored; only another stored input replaces it. */
  storedInput: string | undefined;
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
  loops: new Map(),
});

/** A call that has just come in. `Joanna` is Connect's default voice. */
export const startContact = (
  call: { id: string; instanceArn: string; from: string; to: string; language: string },
  flow: LoadedFlow,
): Contact => ({
  ...call,
  state: 'in-progress',
  attributes: new Map(),
  facts: { name: null, description: null, customerId: null },
  voice: 'Joanna',
  logging: 'Disabled',
  ivrRecording: 'Disabled',
  queue: null,
  external: undefined,
  storedInput: undefined,
  run: startRun(flow),
  pending: null,
  keys: '',
  said: [],
  transcript: [],
  trace: [],
  diagnostics: [],
});
