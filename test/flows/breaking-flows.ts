import type { Action } from '../../flows/language/flow.ts';
import type { LintOptions, Rule } from '../../flows/lint/rules.ts';
import { act, errors, flowOf, say, when } from './exported.ts';

export const BYE = 'Say goodbye';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:OneTimePin';

export const invoke = (more: Record<string, unknown> = {}): Action =>
  act('Call', 'InvokeLambdaFunction', {
    Parameters: { LambdaFunctionARN: ARN, InvocationTimeLimitSeconds: '8', ...more },
    Transitions: { NextAction: BYE, Errors: errors(BYE, 'NoMatchingError') },
  });
const MENU_ERRORS = ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'];
const menu = (Conditions: ReturnType<typeof when>[] = [], InputTimeLimitSeconds = '5'): Action =>
  act('Ask', 'GetParticipantInput', {
    Parameters: { Text: 'Press 1', StoreInput: 'False', InputTimeLimitSeconds },
    Transitions: { NextAction: BYE, Errors: errors(BYE, ...MENU_ERRORS), Conditions },
  });
const compare = (value: string, ...Conditions: ReturnType<typeof when>[]): Action =>
  act('Compare', 'Compare', {
    Parameters: { ComparisonValue: value },
    Transitions: { NextAction: BYE, Errors: errors(BYE, 'NoMatchingCondition'), Conditions },
  });
const transfer = (ContactFlowId: string): Action =>
  act('Go', 'TransferToFlow', {
    Parameters: { ContactFlowId },
    Transitions: { NextAction: BYE, Errors: errors(BYE, 'NoMatchingError') },
  });
const message = (Parameters: Record<string, unknown>): Action =>
  act('Say', 'MessageParticipant', { Parameters, Transitions: { NextAction: BYE } });
const setAttributes = (Attributes: Record<string, unknown>): Action =>
  act('Set', 'UpdateContactAttributes', {
    Parameters: { Attributes },
    Transitions: { NextAction: BYE, Errors: errors(BYE, 'NoMatchingError') },
  });
const logging = (Errors: ReturnType<typeof errors>): Action =>
  act('Log', 'UpdateFlowLoggingBehavior', {
    Parameters: { FlowLoggingBehavior: 'Enabled' },
    Transitions: { NextAction: BYE, Errors },
  });
const loop = (...Conditions: ReturnType<typeof when>[]): Action =>
  act('Loop', 'Loop', { Parameters: { LoopCount: '3' }, Transitions: { NextAction: BYE, Conditions } });

/** A valid flow. */
export const sound = flowOf(say('Say hello', BYE));
/** A valid flow of `count` actions. */
export const many = (count: number) =>
  flowOf(
    ...Array.from({ length: count - 2 }, (_, index) =>
      say(`${index}`, index === count - 3 ? BYE : `${index + 1}`),
    ),
  );

/** Per rule: a flow that violates only this rule, the path of the problem and the lint options. */
export const BREAKING: readonly (readonly [Rule, unknown, string, LintOptions?])[] = [
  ['shape', { ...sound, Version: '2020-01-01' }, 'Version'],
  ['settings-in-flow', { ...sound, Metadata: { type: 'contactFlow' }, Settings: {} }, 'Settings'],
  ['settings-missing', sound, 'Settings', { type: 'MODULE' }],
  ['too-many-actions', many(251), 'Actions'],
  ['too-long', { ...sound, Metadata: { description: 'x'.repeat(256_000) } }, 'Actions'],
  [
    'metadata-case',
    { ...sound, Metadata: { EntryPointPosition: { x: 40, y: 40 } } },
    'Metadata.EntryPointPosition',
  ],
  ['identifier', flowOf(say('100% hello', BYE)), 'Actions[0].Identifier'],
  ['duplicate-identifier', flowOf(say('A', BYE), say('A', BYE)), 'Actions[1].Identifier'],
  [
    'unchecked-type',
    flowOf(act('Tag', 'TagContact', { Transitions: { NextAction: BYE } })),
    'Actions[0].Type',
  ],
  [
    'invented-type',
    flowOf(act('Say', 'PlayPrompt', { Transitions: { NextAction: BYE } })),
    'Actions[0].Type',
  ],
  [
    'missing-store-input',
    flowOf(act('Ask', 'GetParticipantInput', { Transitions: { NextAction: BYE } })),
    'Actions[0].Parameters.StoreInput',
  ],
  ['flow-type', sound, 'Actions[2].Type', { type: 'CUSTOMER_WHISPER' }],
  [
    'scalar-not-string',
    flowOf(invoke({ InvocationTimeLimitSeconds: 8 })),
    'Actions[0].Parameters.InvocationTimeLimitSeconds',
  ],
  ['empty-string', flowOf(setAttributes({ Center: '' })), 'Actions[0].Parameters.Attributes.Center'],
  [
    'missing-parameter',
    flowOf(invoke({ ResponseValidation: {} })),
    'Actions[0].Parameters.ResponseValidation.ResponseType',
  ],
  ['unknown-parameter', flowOf(invoke({ TimeoutSeconds: '8' })), 'Actions[0].Parameters.TimeoutSeconds'],
  ['field-count', flowOf(message({ Text: 'Hello', SSML: '<speak>Hello</speak>' })), 'Actions[0].Parameters'],
  [
    'bad-value',
    flowOf(invoke({ InvocationTimeLimitSeconds: '9' })),
    'Actions[0].Parameters.InvocationTimeLimitSeconds',
  ],
  [
    'static-field',
    flowOf(invoke({ InvocationTimeLimitSeconds: '$.Attributes.seconds' })),
    'Actions[0].Parameters.InvocationTimeLimitSeconds',
  ],
  ['mixed-field', flowOf(transfer('flow $.Attributes.next')), 'Actions[0].Parameters.ContactFlowId'],
  ['bad-reference', flowOf(compare('$.External')), 'Actions[0].Parameters.ComparisonValue'],
  ['unknown-reference', flowOf(compare('$.Emergency.type')), 'Actions[0].Parameters.ComparisonValue'],
  ['console-limit', flowOf(menu([], '181')), 'Actions[0].Parameters.InputTimeLimitSeconds'],
  [
    'token-mixed',
    flowOf(transfer('instance/{{flow:Emergency_Update}}')),
    'Actions[0].Parameters.ContactFlowId',
  ],
  [
    'unresolved-token',
    flowOf(transfer('{{flow:Emergency_Update}}')),
    'Actions[0].Parameters.ContactFlowId',
    { stage: 'published' },
  ],
  [
    'unknown-lambda',
    flowOf(invoke()),
    'Actions[0].Parameters.LambdaFunctionARN',
    { lambdas: ['{{lambda:VerifyPin}}'] },
  ],
  [
    'unknown-flow',
    flowOf(transfer('Emergency_Upate')),
    'Actions[0].Parameters.ContactFlowId',
    { flows: ['Emergency_Update'] },
  ],
  [
    'dynamic-target',
    flowOf(transfer('$.Attributes.next')),
    'Actions[0].Parameters.ContactFlowId',
    { flows: ['Emergency_Update'] },
  ],
  [
    'terminal-transitions',
    flowOf(say('A', 'B'), act('B', 'DisconnectParticipant', { Transitions: { NextAction: BYE } })),
    'Actions[1].Transitions',
  ],
  [
    'next-missing',
    flowOf({ ...menu(), Transitions: { Errors: errors(BYE, ...MENU_ERRORS) } }),
    'Actions[0].Transitions.NextAction',
  ],
  [
    'error-missing',
    flowOf({ ...invoke(), Transitions: { NextAction: BYE } }),
    'Actions[0].Transitions.Errors',
  ],
  ['error-not-allowed', flowOf(logging(errors(BYE, 'NoMatchingError'))), 'Actions[0].Transitions.Errors[0]'],
  [
    'duplicate-error',
    flowOf({
      ...invoke(),
      Transitions: { NextAction: BYE, Errors: errors(BYE, 'NoMatchingError', 'NoMatchingError') },
    }),
    'Actions[0].Transitions.Errors[1]',
  ],
  [
    'conditions-not-allowed',
    flowOf({ ...logging([]), Transitions: { NextAction: BYE, Conditions: [when('x', BYE)] } }),
    'Actions[0].Transitions.Conditions',
  ],
  [
    'operator',
    flowOf(menu([when('1', BYE, 'TextContains')])),
    'Actions[0].Transitions.Conditions[0].Condition.Operator',
  ],
  [
    'operand-count',
    flowOf(
      compare('$.Channel', {
        NextAction: BYE,
        Condition: { Operator: 'Equals', Operands: ['VOICE', 'CHAT'] },
      }),
    ),
    'Actions[0].Transitions.Conditions[0].Condition.Operands',
  ],
  ['operand', flowOf(menu([when('12', BYE)])), 'Actions[0].Transitions.Conditions[0].Condition.Operands[0]'],
  [
    'duplicate-condition',
    flowOf(menu([when('1', BYE), when('1', BYE)])),
    'Actions[0].Transitions.Conditions[1]',
  ],
  ['condition-missing', flowOf(loop(when('DoneLooping', BYE))), 'Actions[0].Transitions.Conditions'],
  [
    'default-branch',
    flowOf(say('Say more', BYE), {
      ...compare('$.Channel'),
      Transitions: { NextAction: 'Say more', Errors: errors(BYE, 'NoMatchingCondition') },
    }),
    'Actions[1].Transitions.NextAction',
  ],
  ['unknown-start', { ...sound, StartAction: 'Nowhere' }, 'StartAction'],
  [
    'unknown-target',
    flowOf({ ...invoke(), Transitions: { NextAction: BYE, Errors: errors('Nowhere', 'NoMatchingError') } }),
    'Actions[0].Transitions.Errors[0]',
  ],
  ['unreachable', flowOf(say('Say hello', BYE), say('Say more', BYE)), 'Actions[1]'],
];
