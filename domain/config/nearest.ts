import { distance } from 'fastest-levenshtein';

/** The known word that a mistyped one most probably is: at most a third of its letters differ. Null when there is none. */
export const nearest = (typed: string, known: Iterable<string>): string | null => {
  let best: { word: string; letters: number } | null = null;
  for (const word of known) {
    const letters = distance(typed.toLowerCase(), word.toLowerCase());
    if (letters < (best?.letters ?? Math.floor(word.length / 3) + 1)) best = { word, letters };
  }
  return best?.word ?? null;
};

/** `; did you mean …?` to append to a fault; empty when no known word is near. */
export const didYouMean = (typed: string, known: Iterable<string>): string => {
  const word = nearest(typed, known);
  return word === null ? '' : `; did you mean ${word}?`;
};
