import { describe, expect, it } from 'vitest';
import {
  action,
  compare,
  type Draft,
  digits,
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
import { asking, BYE, build, goodbye, rounds, rulesOf } from './pin-flow.ts';
import { SECRET_RULES } from './secret-rules.ts';

const BREAKING: Readonly<Record<string, readonly [string, readonly Draft[], string]>> = {
  'secret-name': [
    'Set',
    [setAttributes('Set', { oneTimePin: '1' }, { next: BYE, onError: BYE }), ...goodbye],
    'Actions[0].Parameters.Attributes.oneTimePin',
  ],
  'secret-reference': [
    'Set',
    [setFlowAttributes('Set', { kept: '$.StoredCustomerInput' }, { next: BYE, onError: BYE }), ...goodbye],
    'Actions[0].Parameters.FlowAttributes.kept.Value',
  ],
  'secret-compared': [
    'Compare',
    [compare('Compare', '$.StoredCustomerInput', { is: { '123456': BYE }, otherwise: BYE }), ...goodbye],
    'Actions[0].Parameters.ComparisonValue',
  ],
  'logging-on': [
    'Stop logging',
    asking({ 'Stop logging': logging('Stop logging', 'Enabled', 'Stop recording') }),
    'Actions[2]',
  ],
  'recording-on': [
    'Stop logging',
    asking({ 'Stop recording': recording('Stop recording', 'Enabled', 'Ask PIN') }),
    'Actions[2]',
  ],
  'logging-left-off': ['Stop logging', asking({ Log: logging('Log', 'Disabled', 'Record') }), 'Actions[7]'],
  'recording-left-off': [
    'Stop logging',
    asking({ Record: recording('Record', 'Disabled', BYE) }),
    'Actions[7]',
  ],
  'too-many-tries': ['Stop logging', rounds(4), 'Actions[2]'],
  'silent-end': [
    'Call',
    [invoke('Call', token('lambda', 'OneTimePin'), { next: BYE, onError: 'Hang up' }), ...goodbye],
    'Actions[2]',
  ],
};

it.each(SECRET_RULES)('%s: one flow breaks it and nothing else', (rule) => {
  const [start, drafts, path] = BREAKING[rule] ?? ['', [], ''];
  const found = lintSecrets(build(start, drafts));
  expect(found.map((problem) => [problem.rule, problem.path])).toStrictEqual([[rule, path]]);
});

it('is content with a PIN that goes to a Lambda alone, logging and recording off around it', () => {
  expect(lintSecrets(build('Stop logging', asking()))).toStrictEqual([]);
});

describe('What was typed', () => {
  it('may be compared with Timeout and with nothing else', () => {
    const asked = (is: Record<string, string>) => [
      compare('Compare', '$.StoredCustomerInput', { is, otherwise: BYE }),
      ...goodbye,
    ];
    expect(rulesOf('Compare', asked({ Timeout: BYE }))).toStrictEqual([]);
    expect(rulesOf('Compare', asked({ Timeout: BYE, '0': BYE }))).toStrictEqual(['secret-compared']);
  });

  it('may not be what an attribute is compared with', () => {
    const drafts = [
      compare('Compare', '$.External.status', { is: { '$.StoredCustomerInput': BYE }, otherwise: BYE }),
      ...goodbye,
    ];
    expect(rulesOf('Compare', drafts)).toStrictEqual(['secret-compared']);
  });

  it('may not be spoken', () => {
    const drafts = [message('Say', 'You typed $.StoredCustomerInput', BYE), ...goodbye];
    expect(rulesOf('Say', drafts)).toStrictEqual(['secret-reference']);
  });

  it('may not come back from a Lambda under a telling name', () => {
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
])('takes the name %s for a secret: %s', (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});

describe('Logging and recording', () => {
  it('must be on again on every way out, the error branches too, and says which way is not', () => {
    const drafts = asking({
      'Ask PIN': digits('Ask PIN', 'Enter the PIN.', {
        length: 6,
        seconds: 30,
        next: 'Verify',
        onError: BYE,
      }),
    });
    const found = lintSecrets(build('Stop logging', drafts));
    expect(found.map(({ rule }) => rule)).toStrictEqual(['logging-left-off', 'recording-left-off']);
    expect(found[0]?.message).toBe(
      '"Hang up" (DisconnectParticipant) leaves with flow logging off by way of "Stop logging" → "Stop recording" → "Ask PIN" → "Say goodbye" → "Hang up"',
    );
  });

  it('must be on again before another flow takes over', () => {
    const drafts = asking({
      Verify: invoke('Verify', token('lambda', 'VerifyPin'), { next: 'Go on', onError: 'Log' }),
      'Go on': transfer('Go on', token('flow', 'Emergency_Update'), 'Log'),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['logging-left-off', 'recording-left-off']);
  });

  it('must be off for a second prompt too', () => {
    const drafts = asking({
      Record: recording('Record', 'Enabled', 'Ask again'),
      'Ask again': digits('Ask again', 'Enter it again.', {
        length: 6,
        seconds: 30,
        next: BYE,
        onError: BYE,
      }),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['logging-on', 'recording-on']);
  });
});

describe('A caller never hears silence', () => {
  it('not even when the flow ends before it said anything', () => {
    expect(rulesOf('Hang up', [hangUp('Hang up')])).toStrictEqual(['silent-end']);
  });

  it('also when the words came before the error', () => {
    const drafts = [
      menu('Ask', 'Press 1.', { keys: { '1': BYE }, seconds: 5, otherwise: BYE, silence: 'Hang up' }),
      ...goodbye,
    ];
    expect(rulesOf('Ask', drafts)).toStrictEqual(['silent-end']);
  });

  it('save when the words themselves cannot be said', () => {
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
