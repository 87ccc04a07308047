import type { Config } from './config.ts';
import type { Fault, Path, Texts } from './cross-fields.ts';
import { longTexts, spokenTexts } from './spoken-texts.ts';

/** What is valid but surely not meant. */
export const warningsOf = (config: Config): Fault[] => [
  ...unheardLanguages(config),
  ...unusedTexts(config),
  ...unreachable(config),
  ...sameNames('locations', config.locations),
  ...sameNames('emergencyTypes', config.emergencyTypes),
  ...shortWaits(config),
  ...longTexts(config),
];

/** The line's own flows speak the first language. */
const unheardLanguages = ({ languages: [first, ...others] }: Config): Fault[] =>
  others.map(({ code }, index) => ({
    path: ['languages', index + 1],
    message: `no caller of the line's numbers can choose ${code}: its flows speak ${first?.code}. Only flows of your own that set the contact's language to ${code} use these texts`,
  }));

/** Texts in a language that `languages` does not have. */
const unusedTexts = (config: Config): Fault[] => {
  const codes = config.languages.map(({ code }) => code);
  const unused = spokenTexts(config).flatMap(({ path, texts }) =>
    Object.keys(texts)
      .filter((code) => !codes.includes(code))
      .map((code) => ({ code, path: [...path, code] })),
  );
  return [...new Set(unused.map(({ code }) => code))].map((code) => {
    const message = `nobody hears this text: languages has no ${code}`;
    return {
      path: ['languages'],
      at: unused.filter((one) => one.code === code).map(({ path }) => path),
      message,
      together: `has no ${code}, so nobody hears the texts`,
    };
  });
};

/** Locations that no customers' number leads to. */
const unreachable = ({ locations, lines }: Config): Fault[] => {
  const reached = new Set(lines.customer.flatMap((line) => line.locations));
  const at = locations.flatMap(({ id }, index): Path[] => (reached.has(id) ? [] : [['locations', index]]));
  const message = 'no number of lines.customer has it, so that only flows of your own can tell its callers';
  return at.length === 0
    ? []
    : [
        {
          path: ['lines', 'customer'],
          at,
          message,
          together: 'no number has these locations, so that only flows of your own can tell their callers:',
        },
      ];
};

/** Items of a list that callers or administrators cannot tell apart, as they have the same name. */
const sameNames = (list: string, items: readonly { name: Texts }[]): Fault[] =>
  items.flatMap(({ name }, index) => {
    const same = Object.entries(name).find(([code, text]) =>
      items.slice(0, index).some((other) => other.name[code]?.toLowerCase() === text.toLowerCase()),
    );
    return same
      ? [{ path: [list, index, 'name'], message: `“${same[1]}” is also the name of another one` }]
      : [];
  });

const shortWaits = ({ pin }: Config): Fault[] =>
  pin.firstWaitSeconds > pin.longestWaitSeconds
    ? [
        {
          path: ['pin', 'longestWaitSeconds'],
          message: 'is shorter than firstWaitSeconds, so that every wait takes this long',
        },
      ]
    : [];
