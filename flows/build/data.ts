import { action, type Draft, equals, greaterThan, named } from './draft.ts';

/** Invokes a Lambda (token or ARN) with a time limit of `seconds` (default 8); its flat reply of strings is `$.External`. */
export const invoke = (
  id: string,
  lambda: string,
  branches: {
    parameters?: Readonly<Record<string, string>>;
    seconds?: number;
    next: string;
    onError: string;
  },
): Draft =>
  named(
    action(
      id,
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: lambda,
        InvocationTimeLimitSeconds: String(branches.seconds ?? 8),
        ...(branches.parameters ? { LambdaInvocationAttributes: branches.parameters } : {}),
        ResponseValidation: { ResponseType: 'STRING_MAP' },
      },
      branches,
    ),
    'LambdaFunctionARN',
    lambda,
  );

/** Branches on the value of `reference`, equal to (case-sensitive) or a number above. */
export const compare = (
  id: string,
  reference: string,
  branches: {
    is: Readonly<Record<string, string>>;
    above?: Readonly<Record<string, string>>;
    otherwise: string;
  },
): Draft =>
  action(
    id,
    'Compare',
    { ComparisonValue: reference },
    {
      next: branches.otherwise,
      conditions: [...equals(branches.is), ...greaterThan(branches.above ?? {})],
      onError: branches.otherwise,
    },
  );

/** Sets contact attributes, which survive transfers and are stored in the contact record. */
export const setAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  branches: { next: string; onError: string },
): Draft =>
  action(id, 'UpdateContactAttributes', { Attributes: attributes, TargetContact: 'Current' }, branches);

/** Sets flow attributes: they last for this run of this flow. */
export const setFlowAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  branches: { next: string; onError: string },
): Draft => {
  const entries = Object.entries(attributes).map(([name, Value]) => [name, { Value }]);
  return action(id, 'UpdateFlowAttributes', { FlowAttributes: Object.fromEntries(entries) }, branches);
};
