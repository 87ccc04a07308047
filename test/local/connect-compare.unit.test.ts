import { describe, expect, it } from 'vitest';
import { action, compare, loop, menu, message, setAttributes } from '../../flows/build.ts';
import type { Operator } from '../../flows/language/action.ts';
import { BYE, build, lineOf } from './line.ts';

const said = async (line: ReturnType<typeof lineOf>) => (await line.call()).said;

describe('the Compare action', () => {
  const comparing = async (value: string, operator: Operator, operand: string) => {
    const drafts = [
      setAttributes('Set', { value }, { next: 'Compare', onError: BYE }),
      action(
        'Compare',
        'Compare',
        { ComparisonValue: '$.Attributes.value' },
        { next: 'No', conditions: [{ operator, operand, to: 'Yes' }], onError: 'No' },
      ),
      message('Yes', 'yes', BYE),
      message('No', 'no', BYE),
    ];
    return (await said(lineOf([build('Compare', 'Set', drafts)])))[0];
  };

  it.each<[string, Operator, string, string]>([
    ['DONE', 'Equals', 'DONE', 'yes'],
    ['DONE', 'Equals', 'done', 'no'],
    ['10', 'Equals', '10.0', 'no'],
    ['weather', 'TextStartsWith', 'wea', 'yes'],
    ['weather', 'TextEndsWith', 'her', 'yes'],
    ['weather', 'TextContains', 'ath', 'yes'],
    ['weather', 'TextContains', 'ATH', 'no'],
    ['10', 'NumberGreaterThan', '9', 'yes'],
    ['10', 'NumberGreaterThan', '10', 'no'],
    ['10', 'NumberGreaterOrEqualTo', '10', 'yes'],
    ['9', 'NumberLessThan', '10', 'yes'],
    ['10', 'NumberLessOrEqualTo', '9', 'no'],
    ['ten', 'NumberGreaterThan', '9', 'no'],
    ['ten', 'NumberLessOrEqualTo', '9', 'no'],
    ['x', 'KeyExists', 'x', 'yes'],
    ['x', 'Equals', '$.Attributes.value', 'yes'],
    ['x', 'Equals', '$.Attributes.missing', 'no'],
  ])('evaluates %s %s %s: %s', async (value, operator, operand, answer) => {
    expect(await comparing(value, operator, operand)).toBe(answer);
  });

  it('takes the first matching condition', async () => {
    const conditions = [
      { operator: 'TextStartsWith' as const, operand: 'VO', to: 'First' },
      { operator: 'Equals' as const, operand: 'VOICE', to: 'Second' },
    ];
    const drafts = [
      action('Compare', 'Compare', { ComparisonValue: '$.Channel' }, { next: BYE, conditions, onError: BYE }),
      message('First', 'first', BYE),
      message('Second', 'second', BYE),
    ];
    expect((await said(lineOf([build('Order', 'Compare', drafts)])))[0]).toBe('first');
  });

  it('matches nothing with a missing value', async () => {
    const drafts = [
      compare('Compare', '$.External.status', { is: { none: 'Hit' }, otherwise: 'Missed' }),
      message('Hit', 'hit', BYE),
      message('Missed', 'missed', BYE),
    ];
    const line = lineOf([build('Missing', 'Compare', drafts)]);
    expect((await said(line))[0]).toBe('missed');
    expect(line.get('contact-1').trace[0]?.diagnostics).toStrictEqual([
      'unresolved-reference $.External.status',
    ]);
  });
});

describe('the Loop action', () => {
  it('continues LoopCount times, is done once, and starts over', async () => {
    const drafts = [
      loop('Loop', 2, { again: 'Round', done: 'More?' }),
      message('Round', 'round', 'Loop'),
      menu('More?', 'More?', { keys: { '1': 'Loop' }, seconds: 5, otherwise: BYE }),
    ];
    const line = lineOf([build('Loop', 'Loop', drafts)]);
    expect(await said(line)).toStrictEqual(['round', 'round', 'More?']);
    expect((await line.keys('contact-1', '1')).said).toStrictEqual(['round', 'round', 'More?']);
  });

  it('is done at once with LoopCount 0, and takes its error branch with an invalid LoopCount', async () => {
    const none = lineOf([
      build('None', 'Loop', [loop('Loop', 0, { again: 'Round', done: BYE }), message('Round', 'round', BYE)]),
    ]);
    expect(await said(none)).toStrictEqual(['Goodbye.']);
    const conditions = [
      { operator: 'Equals' as const, operand: 'ContinueLooping', to: 'Round' },
      { operator: 'Equals' as const, operand: 'DoneLooping', to: BYE },
    ];
    const odd = action(
      'Loop',
      'Loop',
      { LoopCount: '$.Attributes.n' },
      { next: BYE, conditions, errors: { NoMatchingError: BYE } },
    );
    const line = lineOf([build('Odd', 'Loop', [odd, message('Round', 'round', BYE)])]);
    expect(await said(line)).toStrictEqual(['Goodbye.']);
    expect(line.trace('contact-1')[0]).toBe('Loop: NoMatchingError: LoopCount is not a number from 0 to 100');
  });
});
