import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { pattern } from '../fields.ts';
import { isDynamic, parseReference, referenceFault } from '../references.ts';

const loopCount = pattern(/^(?:\d{1,2}|100|\$.*)$/u, 'a whole number from 0 to 100 or one JSONPath').refine(
  (value) => !isDynamic(value) || (parseReference(value) !== null && referenceFault(value) === null),
  { message: 'must be one JSONPath of a value a flow can read', params: { rule: 'bad-reference' } },
);

/** Reference; probe: both conditions are required, and NextAction too. ContinueLooping `LoopCount` times, DoneLooping once, then again from the start. */
export const loop = actionRule({
  type: 'Loop',
  block: 'Loop',
  parameters: z.strictObject({ LoopCount: loopCount }),
  requiredErrors: [],
  optionalErrors: ['NoMatchingError'],
  conditions: { operators: ['Equals'], operands: ['ContinueLooping', 'DoneLooping'], all: true },
  defaultBranch: 'DoneLooping',
  flowTypes: FLOW_TYPES,
});
