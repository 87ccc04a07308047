import type { ActionRule, ConditionRule } from '../language/action.ts';
import type { Action } from '../language/flow.ts';
import { isDynamic, parseReference, referenceFault } from '../language/references.ts';
import { type Finding, findingIf } from './rules.ts';

const CONDITIONS = ['Transitions', 'Conditions'];

const operandFindings = (
  operand: string,
  allowed: ConditionRule['operands'],
  path: PropertyKey[],
): Finding[] => {
  if (operand === '')
    return [{ rule: 'empty-string', path, message: 'has an empty operand, which never matches' }];
  if (allowed && !allowed.includes(operand)) {
    const message = `can only be compared with ${allowed.join(' ')}, not with "${operand}"`;
    return [{ rule: 'operand', path, message }];
  }
  if (!isDynamic(operand)) return [];
  const fault = parseReference(operand) ? referenceFault(operand) : 'must be static or exactly one JSONPath';
  return fault ? [{ rule: 'bad-reference', path, message: `has an invalid operand: ${fault}` }] : [];
};

const oneCondition = (
  { Operator, Operands }: { Operator: string; Operands: string[] },
  index: number,
  { operators, operands }: ConditionRule,
): Finding[] => {
  const path = [...CONDITIONS, index, 'Condition'];
  const [operand, ...more] = Operands;
  if (operand === undefined || more.length > 0) {
    const message = `needs exactly one operand in a condition, not ${Operands.length}`;
    return [{ rule: 'operand-count', path: [...path, 'Operands'], message }];
  }
  return [
    ...findingIf(
      !(operators as readonly string[]).includes(Operator),
      'operator',
      [...path, 'Operator'],
      `does not support the operator ${Operator}; use ${operators.join(', ')}`,
    ),
    ...operandFindings(operand, operands, [...path, 'Operands', 0]),
  ];
};

/** Checks the conditions of an action against its row of the table. */
export const conditionFindings = ({ Transitions }: Action, rule: ActionRule): Finding[] => {
  const present = (Transitions?.Conditions ?? []).map(({ Condition }) => Condition);
  if (!rule.conditions) {
    return findingIf(present.length > 0, 'conditions-not-allowed', CONDITIONS, 'must not have conditions');
  }
  const { operands = [], all } = rule.conditions;
  const used = present.map(({ Operands }) => Operands[0] ?? '');
  return [
    ...present.flatMap((condition, index) =>
      oneCondition(condition, index, rule.conditions as ConditionRule),
    ),
    ...used.flatMap((operand, index) =>
      findingIf(
        operands.includes(operand) && used.indexOf(operand) < index,
        'duplicate-condition',
        [...CONDITIONS, index],
        `has two conditions for "${operand}"`,
      ),
    ),
    ...operands.flatMap((operand) =>
      findingIf(
        all === true && !used.includes(operand),
        'condition-missing',
        CONDITIONS,
        `needs a condition for "${operand}"`,
      ),
    ),
  ];
};
