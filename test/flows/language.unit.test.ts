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
  ])('is read from %s', (text, names) => {
    expect(parseReference(text)).toStrictEqual(names);
  });

  it.each([
    ['$.External.status is $.Channel.', null],
    ['It costs $5.', null],
    ['$.External', '$.External names a whole group; add the name of one value in it'],
    ['$.ContactId.x', '$.ContactId.x goes below a plain value'],
    [
      '$.CustomerEndpoint.Number',
      '$.CustomerEndpoint.Number does not exist; there is Address and Type and DisplayName',
    ],
    ['It costs 5 $. Or 6 $.', null],
    ['You owe $$.Attributes.amount. Pay by $.Attributes.day.', null],
    ['It costs $.50 or $5.', null],
    ['$.Überschrift', 'a "$." in it is no JSONPath'],
    ["Hello $.['name", 'a "$." in it is no JSONPath'],
  ])('in "%s" is found: %s', (text, fault) => {
    expect(referenceFault(text)).toBe(fault);
  });

  it('leaves the full stop of a sentence alone', () => {
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
        [`a${character}`, `holds the forbidden character "${character}"`] satisfies [string, string],
    ),
  ])('such as "%s" is judged: %s', (identifier, fault) => {
    expect(identifierFault(identifier)).toBe(fault);
  });
});

it('reads a token only where it is all there is', () => {
  expect(parseToken(token('lambda', 'OneTimePin'))).toBe('lambda:OneTimePin');
  expect(parseToken('x{{lambda:OneTimePin}}')).toBeNull();
  expect(parseToken('{{lambda:One Time}}')).toBeNull();
});

describe('The table of actions', () => {
  it('invents no type and needs no error twice', () => {
    for (const { type, requiredErrors, optionalErrors = [] } of ACTIONS) {
      expect(INVENTED_TYPES.has(type)).toBe(false);
      expect(new Set([...requiredErrors, ...optionalErrors]).size).toBe(
        requiredErrors.length + optionalErrors.length,
      );
    }
    expect([...INVENTED_TYPES.keys()].filter(isKnownType)).toStrictEqual([]);
  });

  it('has an interpreter for every row, and no interpreter has no row', () => {
    expect(new Set(INTERPRETERS.map(({ rule }) => rule))).toStrictEqual(new Set(ACTIONS));
    expect(INTERPRETERS).toHaveLength(ACTIONS.length);
  });
});
