import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FlowError } from '../../flows/language/problem.ts';
import { lintFlow, parseFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { MAKERS, randomFlow } from '../local/random-flows.ts';

const ODD_VALUES = [
  null,
  0,
  '',
  [],
  {},
  'True',
  '$.',
  '$.Attributes.x',
  '{{lambda:X}}',
  '{{',
  '__proto__',
  true,
];

/** Every place in a JSON value, as a function that puts something there. */
const places = (value: unknown): ((put: unknown) => void)[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        (put: unknown) => {
          Reflect.set(value, key, put);
        },
        ...places(inner),
      ])
    : [];

it('lints anything at all without throwing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(lintFlow(json).length).toBeGreaterThan(0);
      expect(() => parseFlow(json)).toThrow(FlowError);
    }),
  );
});

it('lints a flow with anything broken in it, and what it accepts can be linted for secrets', () => {
  fc.assert(
    fc.property(randomFlow(MAKERS), fc.nat(), fc.constantFrom(...ODD_VALUES), (flow, place, odd) => {
      const broken = structuredClone(flow);
      const puts = places(broken);
      puts[place % puts.length]?.(odd);
      const errors = lintFlow(broken).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) expect(() => parseFlow(broken)).toThrow(FlowError);
      else expect(lintSecrets(parseFlow(broken))).toBeInstanceOf(Array);
    }),
    { numRuns: 500 },
  );
});

it('finds all that is wrong at once and says it in one error', () => {
  const flow = {
    Version: '2019-10-30',
    StartAction: 'A',
    Actions: [
      {
        Identifier: 'A',
        Type: 'MessageParticipant',
        Parameters: { Text: '' },
        Transitions: { NextAction: 'B' },
      },
      {
        Identifier: 'B',
        Type: 'Loop',
        Parameters: { LoopCount: 5 },
        Transitions: { NextAction: 'C', Conditions: [] },
      },
    ],
  };
  expect(() => parseFlow(flow)).toThrow(
    [
      'This is not a flow Amazon Connect would accept:',
      '- Actions[0].Parameters.Text: "A" (MessageParticipant) has an empty string; leave the field out [empty-string]',
      '- Actions[1].Parameters.LoopCount: "B" (Loop) must be a string: every scalar of the flow language is one ("30", "True") [scalar-not-string]',
      '- Actions[1].Transitions.Conditions: "B" (Loop) needs a condition for "ContinueLooping" [condition-missing]',
      '- Actions[1].Transitions.Conditions: "B" (Loop) needs a condition for "DoneLooping" [condition-missing]',
      '- Actions[1].Transitions.NextAction: "B" (Loop) goes on to "C", which is no action of this flow [dangling]',
    ].join('\n'),
  );
});

it('does not stop at the first fault of an action', () => {
  const Parameters = {
    Text: 'Hello',
    SSML: '<speak>Hello</speak>',
    StoreInput: 'False',
  };
  const flow = {
    Version: '2019-10-30',
    StartAction: 'A',
    Actions: [{ Identifier: 'A', Type: 'GetParticipantInput', Parameters }],
  };
  expect(lintFlow(flow).map(({ rule }) => rule)).toStrictEqual([
    'missing-parameter',
    'field-count',
    'next-missing',
    'error-missing',
    'error-missing',
    'error-missing',
  ]);
});
