import { z } from 'zod';
import { actionRule, FLOW_TYPES, OPERATORS } from '../action.ts';
import { path } from '../fields.ts';

/** Reference; probe: NoMatchingError is refused, the value is one JSONPath with a leaf, one operand per condition. */
export const compare = actionRule({
  type: 'Compare',
  block: 'Check contact attributes',
  parameters: z.strictObject({ ComparisonValue: path() }),
  requiredErrors: ['NoMatchingCondition'],
  conditions: { operators: OPERATORS },
  defaultBranch: 'NoMatchingCondition',
  flowTypes: FLOW_TYPES,
});
