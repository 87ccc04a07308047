/**
 * The secrets that can be read in the texts, with the place. A PIN counts where it stands alone: six digits in a row come
 * up in any hash. A telephone number counts anywhere, with or without its plus sign.
 */
export const leaks = (
  places: Record<string, string>,
  { digits, numbers }: { digits: readonly string[]; numbers: readonly string[] },
): string[] => {
  const alone = new RegExp(
    `(?<![0-9A-Za-z_-])(?:${[...new Set(digits)].join('|') || '(?!)'})(?![0-9A-Za-z_-])`,
  );
  const anywhere = numbers.map((number) => number.replace('+', ''));
  return Object.entries(places).flatMap(([place, text]) => [
    ...(alone.test(text) ? [`digits in ${place}`] : []),
    ...anywhere.filter((number) => text.includes(number)).map(() => `a number in ${place}`),
  ]);
};
