import { expect, it } from 'vitest';
import { RULES, type Rule } from '../../flows/lint/rules.ts';
import { lintFlow } from '../../flows/lint.ts';
import { BREAKING, BYE, invoke, many, sound } from './breaking-flows.ts';
import { act, flowOf } from './exported.ts';
import { SECRET_RULES } from './secret-rules.ts';

/** Rules whose example has an unreachable action by design. */
const ALSO_UNREACHABLE: readonly Rule[] = ['duplicate-identifier', 'terminal-transitions', 'default-branch'];

for (const [rule, flow, path, options] of BREAKING) {
  it(`rule ${rule} is the only one that its example violates`, () => {
    const found = lintFlow(flow, options).filter(
      (problem) => !ALSO_UNREACHABLE.includes(rule) || problem.rule !== 'unreachable',
    );
    expect(found.map((problem) => [problem.rule, problem.path])).toStrictEqual([[rule, path]]);
    expect(found[0]?.severity).toBe(RULES[rule]);
  });
}

it('every rule has an example', () => {
  const covered = [...BREAKING.map(([rule]) => rule), ...SECRET_RULES];
  expect(covered.toSorted()).toStrictEqual(Object.keys(RULES).toSorted());
});

it('the lint names the type to use instead of an invented one', () => {
  const [problem] = lintFlow(flowOf(act('Say', 'PlayPrompt', { Transitions: { NextAction: BYE } })));
  expect(problem?.message).toBe('"Say" (PlayPrompt) has a type that does not exist; use MessageParticipant');
});

it('the lint finds no problem in a valid flow, as a template and as published', () => {
  expect(lintFlow(sound)).toStrictEqual([]);
  expect(lintFlow(many(250), { stage: 'published' })).toStrictEqual([]);
  expect(lintFlow(flowOf(invoke({ LambdaFunctionARN: '{{lambda:OneTimePin}}' })))).toStrictEqual([]);
});
