import { QUOTAS } from './quotas.ts';

/** Characters CreateContactFlow refuses in an identifier (probe); any other Unicode is accepted, spaces too. */
const FORBIDDEN_CHARACTERS = /[%:(\\/)=$,;[\]{}]/u;

/** Members of JavaScript objects, refused as identifiers (probe). */
const FORBIDDEN_WORDS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  '__defineGetter__',
  '__defineSetter__',
  'toString',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'valueOf',
]);

/** Describes what is wrong with an action's identifier, or null. */
export const identifierFault = (identifier: string): string | null => {
  if (identifier === '') return 'is empty';
  if (identifier.length > QUOTAS.identifierCharacters) {
    return `is longer than ${QUOTAS.identifierCharacters} characters`;
  }
  if (FORBIDDEN_WORDS.has(identifier)) return 'is a reserved word';
  const found = FORBIDDEN_CHARACTERS.exec(identifier);
  return found ? `contains the forbidden character "${found[0]}"` : null;
};
