import { describe, expect, it } from 'vitest';
import { identifierFault } from '../../flows/language/identifiers.ts';
import { INVENTED_TYPES } from '../../flows/language/invented-types.ts';
import { parseReference, referenceFault, replaceReferences } from '../../flows/language/references.ts';
import { ACTIONS, isKnownType } from '../../flows/language/table.ts';
import { parseToken, token } from '../../flows/language/tokens.ts';
import { INTERPRETERS } from '../../local/connect/steps/table.ts';

describe('A JSONPath', () => {
  it.each([
    ['$.External.status', ['External', 'status']],
    ["$.Attributes.['user attribute name']", ['Attributes', 'user attribute name']],
    ["$.SegmentAttributes['connect:Subtype']", ['SegmentAttributes', 'connect:Subtype']],
    ['$.Views.ViewResultData.Category.0', ['Views', 'ViewResultData', 'Category', '0']],
    ['$.StoredCustomerInput', ['StoredCustomerInput']],
    ['Say $.External.status', null],
    ['$.External.status.', null],
    ['$', null],
    ['$.', null],
    ['External.status', null],
  ])('%s parses to %j', (text, names) => {
    expect(parseReference(text)).toStrictEqual(names);
  });

  it.each([
    ['$.External.status is $.Channel.', null],
    ['It costs $5.', null],
    ['$.External', '$.External is a group of values; add the name of one value'],
    ['$.ContactId.x', '$.ContactId.x reads a member of a scalar'],
    [
      '$.CustomerEndpoint.Number',
      '$.CustomerEndpoint.Number does not exist; use Address or Type or DisplayName',
    ],
    ['It costs 5 $. Or 6 $.', null],
    ['You owe $$.Attributes.amount. Pay by $.Attributes.day.', null],
    ['It costs $.50 or $5.', null],
    ['$.Überschrift', 'contains a "$." that is not a JSONPath'],
    ["Hello $.['name", 'contains a "$." that is not a JSONPath'],
  ])('in "%s" has the fault: %s', (text, fault) => {
    expect(referenceFault(text)).toBe(fault);
  });

  it('does not include the full stop of its sentence', () => {
    expect(replaceReferences('$.Attributes.Center.', (names) => names.join('/'))).toBe('Attributes/Center.');
  });
});

describe('An identifier', () => {
  it.each<[string, string | null]>([
    ['Ask for the PIN', null],
    ['5f0e6a52-7d5b-4d0c-9a55-0c2b7a3f9d11', null],
    ['問候 👋 & more?', null],
    ['x'.repeat(50), null],
    ['x'.repeat(51), 'is longer than 50 characters'],
    ['', 'is empty'],
    ['__proto__', 'is a reserved word'],
    ['toString', 'is a reserved word'],
    ...[...'%:(\\/)=$,;[]{}'].map(
      (character) =>
        [`a${character}`, `contains the forbidden character "${character}"`] satisfies [string, string],
    ),
  ])('such as "%s" has the fault: %s', (identifier, fault) => {
    expect(identifierFault(identifier)).toBe(fault);
  });
});

it('a token is parsed only when it is the whole text', () => {
  expect(parseToken(token('lambda', 'OneTimePin'))).toBe('lambda:OneTimePin');
  expect(parseToken('x{{lambda:OneTimePin}}')).toBeNull();
  expect(parseToken('{{lambda:One Time}}')).toBeNull();
});

describe('The table of actions', () => {
  it('has no invented type and no error both required and optional', () => {
    for (const { type, requiredErrors, optionalErrors = [] } of ACTIONS) {
      expect(INVENTED_TYPES.has(type)).toBe(false);
      expect(new Set([...requiredErrors, ...optionalErrors]).size).toBe(
        requiredErrors.length + optionalErrors.length,
      );
    }
    expect([...INVENTED_TYPES.keys()].filter(isKnownType)).toStrictEqual([]);
  });

  it('has exactly one interpreter for every row', () => {
    expect(new Set(INTERPRETERS.map(({ rule }) => rule))).toStrictEqual(new Set(ACTIONS));
    expect(INTERPRETERS).toHaveLength(ACTIONS.length);
  });
});
