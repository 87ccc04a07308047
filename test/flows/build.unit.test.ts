import { describe, expect, it } from 'vitest';
import { layout } from '../../flows/build/layout.ts';
import {
  action,
  compare,
  digits,
  flow,
  hangUp,
  invoke,
  menu,
  message,
  token,
  transfer,
} from '../../flows/build.ts';
import { FlowError } from '../../flows/language/problem.ts';
import { lintFlow } from '../../flows/lint.ts';
import { resolveTokens } from '../../flows/resolve-tokens.ts';

const BYE = 'Say goodbye';
const demo = flow('Emergency_Demo', 'What customers hear', 'Check', [
  invoke('Check', token('lambda', 'CheckEmergency'), {
    parameters: { Center: 'Manila' },
    seconds: 3,
    next: 'Status',
    onError: BYE,
  }),
  compare('Status', '$.External.status', { is: { EMERGENCY: 'Tell' }, otherwise: BYE }),
  message('Tell', '<speak>$.External.Message</speak>', 'Go'),
  transfer('Go', token('flow', 'Emergency_Update'), BYE),
  message(BYE, 'Goodbye.', 'Hang up'),
  hangUp('Hang up'),
]);

it('a built flow passes the lint and has the metadata the console needs', () => {
  expect(lintFlow(demo)).toStrictEqual([]);
  expect(demo.Metadata).toStrictEqual({
    entryPointPosition: { x: 40, y: 40 },
    ActionMetadata: {
      Check: {
        position: { x: 320, y: 40 },
        isFriendlyName: true,
        parameters: { LambdaFunctionARN: { displayName: 'CheckEmergency' } },
      },
      Status: {
        position: { x: 600, y: 40 },
        isFriendlyName: true,
        conditionMetadata: [
          {
            id: 'Status-0',
            operator: { name: 'Equals', value: 'Equals', shortDisplay: '=' },
            value: 'EMERGENCY',
          },
        ],
      },
      [BYE]: { position: { x: 600, y: 240 }, isFriendlyName: true },
      Tell: { position: { x: 880, y: 40 }, isFriendlyName: true },
      'Hang up': { position: { x: 880, y: 240 }, isFriendlyName: true },
      Go: {
        position: { x: 1160, y: 40 },
        isFriendlyName: true,
        parameters: { ContactFlowId: { displayName: 'Emergency_Update' } },
      },
    },
    name: 'Emergency_Demo',
    description: 'What customers hear',
    type: 'contactFlow',
    status: 'published',
  });
});

it('a built action has exactly the error branches that the table requires', () => {
  const errorsOf = ({ action: { Transitions } }: ReturnType<typeof menu>) =>
    Transitions?.Errors?.map(({ ErrorType, NextAction }) => `${ErrorType} ${NextAction}`);
  const built = menu('Ask', 'Press 1.', {
    keys: { '1': 'One' },
    seconds: 5,
    otherwise: 'Again',
    silence: 'Silence',
  });
  expect(errorsOf(built)).toStrictEqual([
    'InputTimeLimitExceeded Silence',
    'NoMatchingCondition Again',
    'NoMatchingError Again',
  ]);
  expect(
    errorsOf(digits('Ask', 'PIN?', { length: 6, seconds: 30, next: 'Check', onError: BYE })),
  ).toStrictEqual([`NoMatchingError ${BYE}`]);
  expect(errorsOf(message('Say', 'Hello.', BYE))).toStrictEqual([]);
  expect(hangUp('Hang up').action.Transitions).toStrictEqual({});
  expect(() => action('Call', 'TransferToFlow', { ContactFlowId: 'x' }, { next: BYE })).toThrow(
    'TransferToFlow needs a branch for NoMatchingError: set errors.NoMatchingError or onError',
  );
});

it('building a flow that Connect would refuse throws a FlowError', () => {
  expect(() => flow('Broken', '', 'Say', [message('Say', 'Hello.', 'Nowhere')])).toThrow(FlowError);
});

it('the layout runs left to right without overlaps, also with loops and unreachable actions', () => {
  const drafts = [
    message('A', 'a', 'B'),
    menu('B', 'b', { keys: { '1': 'A', '2': 'C' }, seconds: 5, otherwise: 'D' }),
    message('C', 'c', 'D'),
    hangUp('D'),
    hangUp('E'),
  ].map((draft) => draft.action);
  expect(Object.fromEntries(layout('A', drafts))).toStrictEqual({
    A: { x: 320, y: 40 },
    B: { x: 600, y: 40 },
    C: { x: 880, y: 40 },
    D: { x: 880, y: 240 },
    E: { x: 320, y: 240 },
  });
});

describe('Tokens', () => {
  const values = {
    'lambda:CheckEmergency': 'arn:aws:lambda:eu-west-1:111122223333:function:CheckEmergency',
    'flow:Emergency_Update': 'arn:aws:connect:eu-west-1:111122223333:instance/i/contact-flow/f',
  };

  it('are replaced by the values of a deployment, and nothing else changes', () => {
    const resolved = resolveTokens(demo, values);
    expect(lintFlow(resolved, { stage: 'published' })).toStrictEqual([]);
    expect(resolved.Actions[0]?.Parameters?.LambdaFunctionARN).toBe(values['lambda:CheckEmergency']);
    expect(resolved.Actions[3]?.Parameters?.ContactFlowId).toBe(values['flow:Emergency_Update']);
    expect(resolved.Metadata).toStrictEqual(demo.Metadata);
    expect(demo.Actions[0]?.Parameters?.LambdaFunctionARN).toBe('{{lambda:CheckEmergency}}');
  });

  it('without a value are all named', () => {
    expect(() => resolveTokens(demo, {})).toThrow(
      [
        'Amazon Connect would refuse Emergency_Demo:',
        '- LambdaFunctionARN: {{lambda:CheckEmergency}} has no value; known: none [unresolved-token]',
        '- ContactFlowId: {{flow:Emergency_Update}} has no value; known: none [unresolved-token]',
      ].join('\n'),
    );
  });
});
