import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FlowError } from '../../flows/language/problem.ts';
import { lintFlow, parseFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { runs } from '../kit/sample.ts';
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

/** A setter for every property of a JSON value, nested ones included. */
const setters = (value: unknown): ((put: unknown) => void)[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        (put: unknown) => {
          Reflect.set(value, key, put);
        },
        ...setters(inner),
      ])
    : [];

it('the lint never throws, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(lintFlow(json).length).toBeGreaterThan(0);
      expect(() => parseFlow(json)).toThrow(FlowError);
    }),
  );
});

it('a flow with any one value replaced can be linted, and if it is valid, linted for secrets', () => {
  fc.assert(
    fc.property(randomFlow(MAKERS), fc.nat(), fc.constantFrom(...ODD_VALUES), (flow, index, odd) => {
      const broken = structuredClone(flow);
      const all = setters(broken);
      all[index % all.length]?.(odd);
      const errors = lintFlow(broken).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) expect(() => parseFlow(broken)).toThrow(FlowError);
      else expect(lintSecrets(parseFlow(broken))).toBeInstanceOf(Array);
    }),
    { numRuns: runs(500) },
  );
});

it('one FlowError lists every problem of a flow', () => {
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
      'Amazon Connect would refuse this flow:',
      '- Actions[0].Parameters.Text: "A" (MessageParticipant) has an empty string; leave the field out [empty-string]',
      '- Actions[1].Parameters.LoopCount: "B" (Loop) must be a string, like every scalar of the flow language ("30", "True") [scalar-not-string]',
      '- Actions[1].Transitions.Conditions: "B" (Loop) needs a condition for "ContinueLooping" [condition-missing]',
      '- Actions[1].Transitions.Conditions: "B" (Loop) needs a condition for "DoneLooping" [condition-missing]',
      '- Actions[1].Transitions.NextAction: "B" (Loop) continues to "C", which is not an action of this flow [unknown-target]',
    ].join('\n'),
  );
});

it('the lint does not stop at the first problem of an action', () => {
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
