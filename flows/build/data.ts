import { action, type Draft, equals, named } from './draft.ts';

/** Calls a Lambda (token or ARN) and waits at most `seconds`, 8 unless told; its flat reply of strings is `$.External`. */
export const invoke = (
  id: string,
  lambda: string,
  ways: { parameters?: Readonly<Record<string, string>>; seconds?: number; next: string; onError: string },
): Draft =>
  named(
    action(
      id,
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: lambda,
        InvocationTimeLimitSeconds: String(ways.seconds ?? 8),
        ...(ways.parameters ? { LambdaInvocationAttributes: ways.parameters } : {}),
        ResponseValidation: { ResponseType: 'STRING_MAP' },
      },
      ways,
    ),
    'LambdaFunctionARN',
    lambda,
  );

/** Goes on by what a value equals, case and all. */
export const compare = (
  id: string,
  reference: string,
  ways: { is: Readonly<Record<string, string>>; otherwise: string },
): Draft =>
  action(
    id,
    'Compare',
    { ComparisonValue: reference },
    { next: ways.otherwise, conditions: equals(ways.is), onError: ways.otherwise },
  );

/** Attributes of the contact: they go with it into other flows and into the contact record. */
export const setAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  ways: { next: string; onError: string },
): Draft => action(id, 'UpdateContactAttributes', { Attributes: attributes, TargetContact: 'Current' }, ways);

/** Attributes of this run of this flow. */
export const setFlowAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  ways: { next: string; onError: string },
): Draft => {
  const entries = Object.entries(attributes).map(([name, Value]) => [name, { Value }]);
  return action(id, 'UpdateFlowAttributes', { FlowAttributes: Object.fromEntries(entries) }, ways);
};
