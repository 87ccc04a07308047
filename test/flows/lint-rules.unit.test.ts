import { expect, it } from 'vitest';
import { RULES, type Rule } from '../../flows/lint/rules.ts';
import { lintFlow } from '../../flows/lint.ts';
import { BREAKING, BYE, invoke, many, sound } from './breaking-flows.ts';
import { act, flowOf } from './exported.ts';
import { SECRET_RULES } from './secret-rules.ts';

/** Flows above in which an action that is not the first is on no way by design. */
const ALSO_UNREACHABLE: readonly Rule[] = ['duplicate-identifier', 'terminal-transitions', 'default-branch'];

for (const [rule, flow, path, options] of BREAKING) {
  it(`${rule}: one flow breaks it and nothing else`, () => {
    const found = lintFlow(flow, options).filter(
      (problem) => !ALSO_UNREACHABLE.includes(rule) || problem.rule !== 'unreachable',
    );
    expect(found.map((problem) => [problem.rule, problem.path])).toStrictEqual([[rule, path]]);
    expect(found[0]?.severity).toBe(RULES[rule]);
  });
}

it('has a flow for every rule there is', () => {
  const told = [...BREAKING.map(([rule]) => rule), ...SECRET_RULES];
  expect(told.toSorted()).toStrictEqual(Object.keys(RULES).toSorted());
});

it('says what to write instead of an invented type', () => {
  const [problem] = lintFlow(flowOf(act('Say', 'PlayPrompt', { Transitions: { NextAction: BYE } })));
  expect(problem?.message).toBe('"Say" (PlayPrompt) has a type that does not exist; use MessageParticipant');
});

it('finds nothing wrong with a sound flow, as a draft and as published', () => {
  expect(lintFlow(sound)).toStrictEqual([]);
  expect(lintFlow(many(250), { stage: 'published' })).toStrictEqual([]);
  expect(lintFlow(flowOf(invoke({ LambdaFunctionARN: '{{lambda:OneTimePin}}' })))).toStrictEqual([]);
});
