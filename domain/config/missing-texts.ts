import type { CrossFields, Fault, Texts } from './cross-fields.ts';
import { didYouMean, nearest } from './nearest.ts';
import { voiceFault } from './polly-voices.ts';
import { spokenTexts } from './spoken-texts.ts';
import { BUILT_IN } from './texts/built-in.ts';

/** The languages that are right themselves. A text that a wrong one lacks has the same cause. */
const usableLanguages = ({ languages }: CrossFields): Map<string, number> =>
  new Map(
    languages.flatMap(({ code }, index): [string, number][] =>
      code === '' || voiceFault(code, '') !== null ? [] : [[code, index]],
    ),
  );

/** A code in a text that is no language, and that somebody who mistyped this one would have written. */
const mistypedAs = (code: string, texts: Texts, codes: readonly string[]): string | undefined =>
  Object.keys(texts).find((key) => !codes.includes(key) && nearest(key, [code]) !== null);

/** Emergency types with neither a message of their own nor a built-in one. */
const unwritten = ({ emergencyTypes }: CrossFields): Fault[] =>
  emergencyTypes.flatMap(({ id, message }, index) =>
    id === '' || Object.keys(message).length > 0
      ? []
      : {
          path: ['emergencyTypes', index, 'message'],
          message: `write what callers hear: ${id} is not a built-in type (${BUILT_IN.types.join(', ')})${didYouMean(id, BUILT_IN.types)}`,
        },
  );

/** Texts that a language of the line lacks: one fault for each language, with all the places. */
export const missingTexts = (config: CrossFields): Fault[] => {
  const languages = usableLanguages(config);
  const known = config.languages.map(({ code }) => code);
  const without = unwritten(config);
  const texts = spokenTexts(config).filter(
    ({ path }) => !without.some((fault) => fault.path.every((key, level) => path[level] === key)),
  );
  const missing = [...languages].flatMap(([code, index]): Fault[] => {
    const lacking = texts.filter((one) => !Object.hasOwn(one.texts, code));
    const mistyped = lacking.flatMap(({ path, texts }): Fault[] => {
      const key = mistypedAs(code, texts, known);
      return key === undefined
        ? []
        : [{ path: [...path, key], message: `no language has the code ${key}; did you mean ${code}?` }];
    });
    const at = lacking.filter((one) => !mistypedAs(code, one.texts, known)).map(({ path }) => path);
    const together: Fault = {
      path: ['languages', index],
      at,
      message: `has no text in ${code}`,
      together: `no text in ${code} (built in: ${BUILT_IN.languages}); write it in`,
    };
    return at.length > 0 ? [...mistyped, together] : mistyped;
  });
  return [...without, ...missing];
};
