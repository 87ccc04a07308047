import { ENGLISH } from './en.ts';
import { SPANISH } from './es.ts';
import type { BuiltInTexts } from './types.ts';

const BY_LANGUAGE: Readonly<Record<string, BuiltInTexts>> = { en: ENGLISH, es: SPANISH };

/** The languages whose texts are built in, in every region, and the types that may be listed by their id alone. */
export const BUILT_IN = { languages: 'English and Spanish', types: Object.keys(ENGLISH.types) };

/** The built-in texts of a language code such as `es-MX`; undefined when there are none. */
export const builtInTexts = (code: string): BuiltInTexts | undefined => {
  const [language = ''] = code.split('-');
  return Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
};
