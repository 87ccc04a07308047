import { describe, expect, it } from 'vitest';
import { compare, digits, logging, loop, menu, message } from '../../flows/build.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { asking, BYE, build, rounds, rulesOf, verify } from './pin-flow.ts';

describe('Attempts', () => {
  it('may be three, with a Loop of three', () => {
    expect(rulesOf('Stop logging', rounds(3))).toStrictEqual([]);
  });

  it('are too many without a Loop', () => {
    const drafts = asking({
      Verify: verify('Compare'),
      Compare: compare('Compare', '$.External.status', { is: { WRONG: 'Ask PIN' }, otherwise: 'Log' }),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual(['too-many-attempts']);
  });

  it('are too many when a menu leads back to a Loop that has restarted its count', () => {
    const drafts = rounds(2).map((draft) =>
      draft.action.Identifier === 'Log' ? logging('Log', 'Enabled', 'More?') : draft,
    );
    const more = menu('More?', 'Again?', { keys: { '1': 'Stop logging' }, seconds: 5, otherwise: BYE });
    expect(rulesOf('Stop logging', [...drafts, more])).toStrictEqual(['too-many-attempts']);
  });

  it('are counted over all prompts: three in a row are allowed, four are too many', () => {
    const block = (id: string, next: string) =>
      digits(id, 'Enter the PIN.', { length: 6, seconds: 30, next, onError: BYE });
    const three = [block('Ask PIN', 'Second'), block('Second', 'Third'), block('Third', 'Verify')];
    expect(rulesOf('Stop logging', asking({ 'Ask PIN': three }))).toStrictEqual([]);
    const four = [...three.slice(0, 2), block('Third', 'Fourth'), block('Fourth', 'Verify')];
    expect(lintSecrets(build('Stop logging', asking({ 'Ask PIN': four })))[0]?.message).toBe(
      '"Fourth" (GetParticipantInput) prompts for digits a fourth time on the path "Stop logging" → "Stop recording" → "Ask PIN" → "Second" → "Third" → "Fourth"; limit the attempts with a Loop',
    );
  });

  it('are not those in which no digits were entered', () => {
    const status = (is: string) =>
      asking({
        Verify: verify('Compare'),
        Compare: compare('Compare', '$.External.status', { is: { [is]: 'Ask PIN' }, otherwise: 'Log' }),
      });
    expect(rulesOf('Stop logging', status('EMPTY'))).toStrictEqual([]);
    expect(rulesOf('Stop logging', status('EMPTY '))).toStrictEqual(['too-many-attempts']);
  });

  it('are not multiplied by a Loop without a prompt for digits', () => {
    const drafts = asking({
      Log: logging('Log', 'Enabled', 'Turn'),
      Turn: loop('Turn', 100, { again: 'Say', done: BYE }),
      Say: message('Say', 'Please wait.', 'Turn'),
    });
    expect(rulesOf('Stop logging', drafts)).toStrictEqual([]);
  });
});
