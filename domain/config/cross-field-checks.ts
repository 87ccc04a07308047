import { LONGEST_TEXT } from '../emergency/index.ts';
import { fill } from './caller-message.ts';
import type { Config, Texts } from './config.ts';
import { faultsOfConnect } from './connect.ts';
import { parseArn } from './instances.ts';
import { numbersOf } from './numbers.ts';

type Path = (string | number)[];
type Fault = { path: Path; message: string };

/** Checks across fields: duplicates, unknown locations, texts missing in a language or too long. */
export const faultsAcrossFields = (config: Config): Fault[] => [
  ...usedTwice(config),
  ...linesToNowhere(config),
  ...untranslated(config),
  ...tooLong(config),
  ...faultsOfConnect(config.connect, numbersOf(config)),
  ...smsOutOfReach(config),
];

const duplicates = (path: Path, names: string[], message: (name: string) => string): Fault[] =>
  names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ path, message: message(name) }));

const usedTwice = (config: Config): Fault[] => {
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

const linesToNowhere = ({ locations, lines }: Config): Fault[] => {
  const ids = new Set(locations.map(({ id }) => id));
  return lines.customer.flatMap((line, index) =>
    line.locations
      .filter((id) => !ids.has(id))
      .map((id) => ({
        path: ['lines', 'customer', index, 'locations'],
        message: `no location has the id ${id}`,
      })),
  );
};

const untranslated = ({ languages, locations, emergencyTypes }: Config): Fault[] => {
  const spoken: [Path, Texts][] = [
    ...locations.flatMap(({ name, normal, whenUnknown }, index) =>
      within(['locations', index], { name, normal, whenUnknown }),
    ),
    ...emergencyTypes.flatMap(({ name, message, laterMessage }, index) =>
      within(['emergencyTypes', index], { name, message, ...(laterMessage && { laterMessage }) }),
    ),
  ];
  return spoken.flatMap(([path, texts]) =>
    languages
      .filter(({ code }) => !texts[code])
      .map(({ code }) => ({ path, message: `has no text in ${code}` })),
  );
};

const within = (path: Path, fields: Record<string, Texts>) =>
  Object.entries(fields).map(([field, texts]): [Path, Texts] => [[...path, field], texts]);

/** Longer than the time of day, the date or the weekday in any language. */
const TIME = '00:00 in the morning';
const LONGEST = { date: TIME, weekday: TIME };

/** Texts that would not fit into the event once filled in, so that no emergency could be set. */
const tooLong = ({ languages, locations, emergencyTypes }: Config): Fault[] =>
  emergencyTypes.flatMap(({ message, laterMessage }, index) => {
    // Without a text for later days, {time} also has weekday and date there.
    const time = laterMessage ? TIME : TIME.repeat(3);
    return within(['emergencyTypes', index], { message, ...(laterMessage && { laterMessage }) }).flatMap(
      ([path, texts]) =>
        languages
          .filter(({ code }) =>
            locations.some(
              ({ name }) =>
                fill(texts[code] ?? '', { location: name[code] ?? '', time, ...LONGEST }).length >
                LONGEST_TEXT,
            ),
          )
          .map(({ code }) => ({
            path,
            message: `longer than ${LONGEST_TEXT} characters in ${code} once {location} and {time} are filled in`,
          })),
    );
  });

/** A new notify configuration's id is known in the stack's own Region only, so Lambdas cannot send from another one. */
const smsOutOfReach = ({ sms, connect }: Config): Fault[] =>
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
