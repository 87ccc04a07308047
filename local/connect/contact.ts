import type { Contact, FlowRun, LoadedFlow } from './types.ts';

export const startRun = (flow: LoadedFlow): FlowRun => ({
  flow,
  at: flow.start,
  flowAttributes: new Map(),
  loops: new Map(),
});

/** A new call. `Joanna` is Connect's default voice. */
export const startContact = (
  call: { id: string; instanceArn: string; from: string; to: string; language: string },
  flow: LoadedFlow,
): Contact => ({
  ...call,
  state: 'in-progress',
  attributes: new Map(),
  details: { name: null, description: null, customerId: null },
  voice: 'Joanna',
  logging: 'Disabled',
  ivrRecording: 'Disabled',
  queue: null,
  external: undefined,
  storedInput: undefined,
  run: startRun(flow),
  pending: null,
  keys: '',
  unreadSpeech: [],
  transcript: [],
  trace: [],
  diagnostics: [],
});
