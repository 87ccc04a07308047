import { LONGEST_TEXT } from '../emergency/index.ts';
import { faultsOfConnect } from './connect.ts';
import type { CrossFields, Fault, Path, Texts } from './cross-fields.ts';
import { fill } from './fill.ts';
import { parseArn } from './instances.ts';
import { missingTexts } from './missing-texts.ts';
import { didYouMean } from './nearest.ts';
import { numbersOf } from './numbers.ts';
import { silentVoices, spokenOtherwise } from './spoken-texts.ts';

/** Checks across fields: duplicates, unknown locations, texts missing in a language, too long or spoken otherwise, voices. */
export const faultsAcrossFields = (config: CrossFields): Fault[] => [
  ...usedTwice(config),
  ...linesToNowhere(config),
  ...missingTexts(config),
  ...tooLong(config),
  ...spokenOtherwise(config),
  ...silentVoices(config),
  ...faultsOfConnect(config.connect, numbersOf(config)),
  ...smsOutOfReach(config),
];

const duplicates = (path: Path, names: string[], message: (name: string) => string): Fault[] =>
  names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ path, message: message(name) }));

const usedTwice = (config: CrossFields): Fault[] => {
  const codes = config.languages.map(({ code }) => code);
  // A flow's `Center` is compared without regard to case.
  const locations = config.locations.map(({ id }) => id.toLowerCase());
  const types = config.emergencyTypes.map(({ id }) => id);
  return [
    ...duplicates(['languages'], codes, (code) => `two languages have the code ${code}`),
    ...duplicates(['locations'], locations, (id) => `two locations have the id ${id}, ignoring case`),
    ...duplicates(['emergencyTypes'], types, (id) => `two types have the id ${id}`),
    ...duplicates(['lines'], numbersOf(config), (number) => `${number} is used for two lines`),
    ...config.lines.customer.flatMap((line, index) =>
      duplicates(['lines', 'customer', index, 'locations'], line.locations, (id) => `${id} is listed twice`),
    ),
  ];
};

/** Ids on lines that no location has: one fault for each id, unless a location's own id is wrong. */
const linesToNowhere = ({ locations, lines }: CrossFields): Fault[] => {
  const ids = locations.map(({ id }) => id);
  if (ids.length === 0 || ids.includes('')) return [];
  const unknown = lines.customer.flatMap((line) => line.locations).filter((id) => !ids.includes(id));
  return [...new Set(unknown)].map((id) => {
    const message = `no location has the id ${id}${didYouMean(id, ids)}`;
    const at = lines.customer.flatMap((line, index): Path[] =>
      line.locations.includes(id) ? [['lines', 'customer', index, 'locations']] : [],
    );
    return { path: ['lines', 'customer'], at, message, together: `${message}; it is in` };
  });
};

/** Longer than the time of day, the date or the weekday in any language. */
const TIME = '00:00 in the morning';
const LONGEST = { date: TIME, weekday: TIME };

const messagesOf = (message: Texts, laterMessage: Texts | undefined) =>
  Object.entries({ message, ...(laterMessage && { laterMessage }) });

/** Texts that would not fit into the event once filled in, so that no emergency could be set. */
const tooLong = ({ languages, locations, emergencyTypes }: CrossFields): Fault[] =>
  emergencyTypes.flatMap(({ message, laterMessage }, index) => {
    // Without a text for later days, {time} also has weekday and date there.
    const time = laterMessage ? TIME : TIME.repeat(3);
    return messagesOf(message, laterMessage).flatMap(([field, texts]) =>
      languages
        .filter(({ code }) =>
          locations.some(
            ({ name }) =>
              fill(texts[code] ?? '', { location: name[code] ?? '', time, ...LONGEST }).length > LONGEST_TEXT,
          ),
        )
        .map(({ code }) => ({
          path: ['emergencyTypes', index, field],
          message: `longer than ${LONGEST_TEXT} characters in ${code} once {location} and {time} are filled in`,
        })),
    );
  });

/** A new notify configuration's id is known in the stack's own Region only, so Lambdas cannot send from another one. */
const smsOutOfReach = ({ sms, connect }: CrossFields): Fault[] =>
  sms.provider === 'end-user-messaging-notify' &&
  sms.configurationId === undefined &&
  sms.region !== undefined &&
  sms.region !== parseArn(connect.instanceArn).region
    ? [
        {
          path: ['sms', 'configurationId'],
          message: `set the id of a notify configuration in ${sms.region}: the deployment creates one in the line's own Region only`,
        },
      ]
    : [];
