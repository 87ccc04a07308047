import type { Action } from '../../language/flow.ts';
import { referencesIn } from '../../language/references.ts';
import { type Finding, findingIf, perAction } from '../rules.ts';
import { scalarsOf } from '../scalars.ts';
import { isSecretName } from './names.ts';

const isSecret = ([root, ...names]: readonly string[]): boolean =>
  root === 'StoredCustomerInput' || isSecretName(names.at(-1) ?? '');

const containsSecret = (text: unknown): boolean =>
  typeof text === 'string' && referencesIn(text).some(isSecret);

const nameFindings = ({ Type, Parameters = {} }: Action): Finding[] => {
  const field = { UpdateContactAttributes: 'Attributes', UpdateFlowAttributes: 'FlowAttributes' }[Type];
  const names = field ? Object.keys(Parameters[field] ?? {}) : [];
  return names.filter(isSecretName).map((name) => ({
    rule: 'secret-name',
    path: ['Parameters', field ?? '', name],
    message: `sets "${name}": the contact record and the flow log show attributes, so none may contain a PIN`,
  }));
};

/** Typed digits may only be passed to a Lambda, as a value; never in a text, an attribute, a name or a description. */
const referenceFindings = ({ Type, Parameters = {} }: Action): Finding[] =>
  scalarsOf(Parameters, ['Parameters']).flatMap(({ value, path }): Finding[] => {
    const texts = path[1] === 'LambdaInvocationAttributes' ? path : [...path, value];
    const secret = texts.find(containsSecret);
    return findingIf(
      secret !== undefined,
      Type === 'Compare' ? 'secret-compared' : 'secret-reference',
      path,
      `uses ${String(secret)}; typed digits may only be passed to a Lambda as a value`,
    );
  });

const conditionsOf = ({ Transitions }: Action) =>
  (Transitions?.Conditions ?? []).map(({ Condition }) => Condition);

/** The only safe Compare: whether the input timed out. */
const checksTimeoutOnly = (action: Action): boolean =>
  action.Type === 'Compare' &&
  action.Parameters?.ComparisonValue === '$.StoredCustomerInput' &&
  conditionsOf(action).every(({ Operator, Operands }) => Operator === 'Equals' && Operands[0] === 'Timeout');

const operandFindings = (action: Action): Finding[] =>
  conditionsOf(action).flatMap(({ Operands }, index): Finding[] =>
    findingIf(
      Operands.some(containsSecret),
      'secret-compared',
      ['Transitions', 'Conditions', index],
      'compares what may be a PIN; only a Lambda may compare PINs',
    ),
  );

/** No attribute, Compare or text uses what may be a PIN. */
export const checkSecretFields = perAction((action) =>
  checksTimeoutOnly(action)
    ? []
    : [...nameFindings(action), ...referenceFindings(action), ...operandFindings(action)],
);
