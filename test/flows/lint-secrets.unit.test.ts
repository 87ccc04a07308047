import { describe, expect, it } from 'vitest';
import {
  action,
  compare,
  type Draft,
  hangUp,
  invoke,
  logging,
  menu,
  message,
  recording,
  setAttributes,
  setFlowAttributes,
  token,
  transfer,
} from '../../flows/build.ts';
import { isSecretName } from '../../flows/lint/secrets/names.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { ask, asking, BYE, build, goodbye, rounds, rulesOf, verify } from './pin-flow.ts';
import { SECRET_RULES } from './secret-rules.ts';

const BREAKING: Readonly<Record<string, readonly [string, readonly Draft[], string]>> = {
  'secret-name': [
    'Set',
    [setAttributes('Set', { oneTimePin: '1' }, { next: BYE, onError: BYE }), ...goodbye],
    'Actions[0].Parameters.Attributes.oneTimePin',
  ],
  'secret-reference': [
    'Stop logging',
    asking({
      'Ask PIN': ask('Ask PIN', 'Set'),
      Set: setFlowAttributes('Set', { kept: '$.StoredCustomerInput' }, { next: 'Verify', onError: BYE }),
    }),
    'Actions[5].Parameters.FlowAttributes.kept.Value',
  ],
  'secret-compared': [
    'Stop logging',
    asking({
      'Ask PIN': ask('Ask PIN', 'Compare'),
      Compare: compare('Compare', '$.StoredCustomerInput', {
        is: { '123456': 'Verify' },
        otherwise: 'Verify',
      }),
    }),
    'Actions[5].Parameters.ComparisonValue',
  ],
  'logging-on': [
    'Stop logging',
    asking({ 'Stop logging': logging('Stop logging', 'Enabled', 'Stop recording') }),
    'Actions[2]',
  ],
  'recording-on': [
    'Stop logging',
    asking({ 'Stop recording': logging('Stop recording', 'Disabled', 'Ask PIN') }),
    'Actions[2]',
  ],
  'logging-left-off': ['Stop logging', asking({ Log: logging('Log', 'Disabled', BYE) }), 'Actions[6]'],
  'recording-switched-on': [
    'Stop logging',
    asking({ Log: [logging('Log', 'Enabled', 'Record'), recording('Record', 'Enabled', BYE)] }),
    'Actions[5]',
  ],
  'input-unverified': [
    'Stop logging',
    asking({
      Verify: invoke('Verify', token('lambda', 'VerifyPin'), { next: 'Go', onError: BYE }),
      Go: transfer('Go', token('flow', 'Emergency_Update'), BYE),
    }),
    'Actions[5]',
  ],
  'input-reused': [
    'Call',
    [
      invoke('Call', token('lambda', 'VerifyPin'), {
        parameters: { entered: '$.StoredCustomerInput' },
        next: BYE,
        onError: BYE,
      }),
      ...goodbye,
    ],
    'Actions[0]',
  ],
  'too-many-attempts': ['Stop logging', rounds(4), 'Actions[2]'],
  'silent-ending': [
    'Call',
    [invoke('Call', token('lambda', 'OneTimePin'), { next: BYE, onError: 'Hang up' }), ...goodbye],
    'Actions[2]',
  ],
};

it.each(SECRET_RULES)('rule %s is the only one that its example violates', (rule) => {
  const [start, drafts, path] = BREAKING[rule] ?? ['', [], ''];
  const found = lintSecrets(build(start, drafts));
  expect(found.map((problem) => [problem.rule, problem.path])).toStrictEqual([[rule, path]]);
});

it('a PIN that only a Lambda receives, with logging and recording off, passes the lint', () => {
  expect(lintSecrets(build('Stop logging', asking()))).toStrictEqual([]);
});

describe('Stored input', () => {
  const asked = (id: string, draft: Draft) => asking({ 'Ask PIN': ask('Ask PIN', id), [id]: draft });
  const rulesWith = (draft: Draft) => rulesOf('Stop logging', asked(draft.action.Identifier, draft));

  it('may only be compared with Timeout', () => {
    const compared = (is: Record<string, string>) =>
      rulesWith(compare('Compare', '$.StoredCustomerInput', { is, otherwise: 'Verify' }));
    expect(compared({ Timeout: 'Log' })).toStrictEqual([]);
    expect(compared({ Timeout: 'Log', '0': 'Verify' })).toStrictEqual(['secret-compared']);
  });

  it('may not be an operand of a condition', () => {
    const is = { '$.StoredCustomerInput': 'Verify' };
    expect(rulesWith(compare('Compare', '$.External.status', { is, otherwise: 'Verify' }))).toStrictEqual([
      'secret-compared',
    ]);
  });

  it('may not be spoken', () => {
    expect(rulesWith(message('Say', 'You typed $.StoredCustomerInput', 'Verify'))).toStrictEqual([
      'secret-reference',
    ]);
  });

  it.each([
    [
      "an attribute's name",
      setAttributes('Set', { '$.StoredCustomerInput': '1' }, { next: 'Verify', onError: BYE }),
    ],
    [
      "a parameter's name",
      invoke('Set', token('lambda', 'OneTimePin'), {
        parameters: { "$['StoredCustomerInput']": '1' },
        next: 'Verify',
        onError: BYE,
      }),
    ],
  ])('may not be %s', (_, draft) => {
    expect(rulesWith(draft)).toContain('secret-reference');
  });

  it('may not be compared when a Lambda returns it under the name of a secret', () => {
    const drafts = [compare('Compare', '$.External.pin', { is: { '1': BYE }, otherwise: BYE }), ...goodbye];
    expect(rulesOf('Compare', drafts)).toStrictEqual(['secret-compared']);
  });
});

it.each([
  ['pin', true],
  ['OneTimePin', true],
  ['pin1', true],
  ['otp_value', true],
  ['enteredCode', true],
  ['PIN', true],
  ['pinLength', false],
  ['triesLeft', false],
  ['shopping', false],
  ['Center', false],
  ['EmergencyType', false],
  ['opinion', false],
])('the attribute name %s is a secret: %s', (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});

describe('Logging', () => {
  it('must be on again on every path after the check, and the message shows the path', () => {
    const found = lintSecrets(build('Stop logging', asking({ Verify: verify(BYE) })));
    expect(found.map(({ rule }) => rule)).toStrictEqual(['logging-left-off']);
    expect(found[0]?.message).toBe(
      '"Hang up" (DisconnectParticipant) ends or transfers with flow logging off on the path "Stop logging" → "Stop recording" → "Ask PIN" → "Verify" → "Say goodbye" → "Hang up"',
    );
  });

  it('must be on again before a transfer', () => {
    const drafts = asking({
      Verify: verify('Go on'),
      'Go on': transfer('Go on', token('flow', 'Emergency_Update'), 'Log'),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['logging-left-off']);
  });

  it('must be off for a second prompt too', () => {
    const drafts = asking({
      Log: logging('Log', 'Enabled', 'Ask again'),
      'Ask again': ask('Ask again', BYE),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['logging-on']);
  });

  it('must stay off while the PIN may still be valid: unchecked, or the check failed', () => {
    const unchecked = asking({ 'Ask PIN': ask('Ask PIN', 'Log') });
    expect(rulesOf('Stop logging', unchecked)).toStrictEqual(['logging-on']);
    const Verify = invoke('Verify', token('lambda', 'VerifyPin'), {
      parameters: { entered: '$.StoredCustomerInput' },
      next: 'Log',
      onError: 'Log',
    });
    expect(rulesOf('Stop logging', asking({ Verify }))).toStrictEqual(['logging-on']);
  });
});

describe('Stored input survives transfers, so it', () => {
  const go = (id: string, type: string, parameters = {}) =>
    action(id, type, parameters, { next: BYE, errors: { NoMatchingError: BYE }, onError: BYE });
  const lambda = (parameters: Record<string, string>, more: Record<string, unknown> = {}) =>
    action(
      'Verify',
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: token('lambda', 'VerifyPin'),
        InvocationTimeLimitSeconds: '8',
        LambdaInvocationAttributes: parameters,
        ...more,
      },
      { next: 'Go', onError: BYE },
    );

  it.each([
    ['TransferToFlow', { ContactFlowId: token('flow', 'Emergency_Update') }],
    ['TransferContactToQueue', {}],
    ['DequeueContactAndTransferToQueue', { QueueId: 'q' }],
    ['TransferParticipantToThirdParty', {}],
    ['InvokeFlowModule', { FlowModuleId: 'm' }],
  ])('must be checked before %s', (type, parameters) => {
    const rulesBefore = (Verify: Draft) =>
      rulesOf('Stop logging', asking({ Verify, Go: go('Go', type, parameters) }));
    expect(rulesBefore(lambda({ step: 'other' }))).toStrictEqual(['input-unverified']);
    expect(
      rulesBefore(lambda({ entered: '$.StoredCustomerInput' }, { InvocationType: 'ASYNCHRONOUS' })),
    ).toStrictEqual(['input-unverified']);
    expect(rulesBefore(lambda({ entered: '$.StoredCustomerInput' }))).not.toContain('input-unverified');
  });

  it('must be checked before a transfer on an error branch', () => {
    const Verify = invoke('Verify', token('lambda', 'VerifyPin'), {
      parameters: { entered: '$.StoredCustomerInput' },
      next: 'Log',
      onError: 'Go',
    });
    const drafts = asking({ Verify, Go: go('Go', 'TransferContactToQueue') });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['input-unverified']);
  });

  it('needs no check when nothing was typed', () => {
    const drafts = asking({
      'Ask PIN': ask('Ask PIN', 'Compare'),
      Compare: compare('Compare', '$.StoredCustomerInput', { is: { Timeout: 'Log' }, otherwise: 'Verify' }),
      Log: logging('Log', 'Enabled', 'Go'),
      Go: go('Go', 'TransferContactToQueue'),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual([]);
  });

  it('must not be read again after the check, nor from an earlier flow', () => {
    const again = invoke('Again', token('lambda', 'OneTimePin'), {
      parameters: { entered: '$.StoredCustomerInput' },
      next: BYE,
      onError: BYE,
    });
    const drafts = asking({ Log: logging('Log', 'Enabled', 'Again'), Again: again });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['input-reused']);
    const asksTimeout = compare('Again', '$.StoredCustomerInput', { is: { Timeout: BYE }, otherwise: BYE });
    expect(rulesOf('Again', [asksTimeout, ...goodbye])).toStrictEqual(['input-reused']);
  });
});

describe('The silent-ending rule', () => {
  it('finds a flow that ends before it speaks', () => {
    expect(rulesOf('Hang up', [hangUp('Hang up')])).toStrictEqual(['silent-ending']);
  });

  it('finds an error branch that ends without a word', () => {
    const drafts = [
      menu('Ask', 'Press 1.', { keys: { '1': BYE }, seconds: 5, otherwise: BYE, silence: 'Hang up' }),
      ...goodbye,
    ];
    expect(rulesOf('Ask', drafts)).toStrictEqual(['silent-ending']);
  });

  it('accepts an ending after a prompt that fails to play', () => {
    const drafts = [
      action(
        'Say',
        'MessageParticipant',
        { PromptId: '$.Attributes.prompt' },
        { next: BYE, errors: { NoMatchingError: 'Hang up' } },
      ),
      ...goodbye,
    ];
    expect(rulesOf('Say', drafts)).toStrictEqual([]);
  });
});
