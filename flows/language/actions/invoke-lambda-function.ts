import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { arnOf, attributeName, integer, textOrGroup, word } from '../fields.ts';

/**
 * Reference; measured: 60 of 133 ARNs dynamic, 100 with attributes, 79 with ResponseValidation, 6 with InvocationType; names
 * of attributes may be dynamic, and a value may be a whole group.
 */
export const invokeLambdaFunction = actionRule({
  type: 'InvokeLambdaFunction',
  block: 'AWS Lambda function',
  parameters: z.strictObject({
    LambdaFunctionARN: arnOf('lambda'),
    InvocationTimeLimitSeconds: integer(1, 8),
    InvocationType: word('SYNCHRONOUS', 'ASYNCHRONOUS').optional(),
    LambdaInvocationAttributes: z.record(attributeName(), textOrGroup()).optional(),
    ResponseValidation: z.strictObject({ ResponseType: word('STRING_MAP', 'JSON') }).optional(),
  }),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
