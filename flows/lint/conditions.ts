import type { ActionRule, ConditionRule } from '../language/action.ts';
import type { Action } from '../language/flow.ts';
import { isDynamic, parseReference, referenceFault } from '../language/references.ts';
import type { Finding } from './rules.ts';

const CONDITIONS = ['Transitions', 'Conditions'];

const operandFindings = (
  operand: string,
  allowed: ConditionRule['operands'],
  path: PropertyKey[],
): Finding[] => {
  if (operand === '')
    return [{ rule: 'empty-string', path, message: 'has an empty operand, which never matches' }];
  if (allowed && !allowed.includes(operand)) {
    return [
      {
        rule: 'operand',
        path,
        message: `can be compared with ${allowed.join(' ')} only, not with "${operand}"`,
      },
    ];
  }
  if (!isDynamic(operand)) return [];
  const fault = parseReference(operand) ? referenceFault(operand) : 'it must be one JSONPath or none';
  return fault ? [{ rule: 'bad-reference', path, message: `has a wrong operand: ${fault}` }] : [];
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
    ...((operators as readonly string[]).includes(Operator)
      ? []
      : [
          {
            rule: 'operator' as const,
            path: [...path, 'Operator'],
            message: `knows no operator ${Operator}; there is ${operators.join(', ')}`,
          },
        ]),
    ...operandFindings(operand, operands, [...path, 'Operands', 0]),
  ];
};

/** The conditions of one action against its row of the table. */
export const conditionFindings = ({ Transitions }: Action, rule: ActionRule): Finding[] => {
  const there = (Transitions?.Conditions ?? []).map(({ Condition }) => Condition);
  if (!rule.conditions) {
    return there.length > 0
      ? [{ rule: 'conditions-refused', path: CONDITIONS, message: 'refuses conditions' }]
      : [];
  }
  const { operands = [], all } = rule.conditions;
  const used = there.map(({ Operands }) => Operands[0] ?? '');
  return [
    ...there.flatMap((condition, index) => oneCondition(condition, index, rule.conditions as ConditionRule)),
    ...used.flatMap((operand, index) =>
      operands.includes(operand) && used.indexOf(operand) < index
        ? [
            {
              rule: 'condition-twice' as const,
              path: [...CONDITIONS, index],
              message: `has two conditions for "${operand}"`,
            },
          ]
        : [],
    ),
    ...operands
      .filter((operand) => all && !used.includes(operand))
      .map((operand) => ({
        rule: 'condition-missing' as const,
        path: CONDITIONS,
        message: `needs a condition for "${operand}"`,
      })),
  ];
};
