import { LONGEST_TEXT } from '../emergency/index.ts';
import { fill } from './caller-message.ts';
import type { Config, Texts } from './config.ts';
import { faultsOfConnect } from './connect.ts';
import { parseArn } from './instances.ts';
import { numbersOf } from './numbers.ts';

type Path = (string | number)[];
type Fault = { path: Path; message: string };

/** What one field alone cannot tell: names used twice, locations nobody defined, texts without a language or too long. */
export const faultsAcrossFields = (config: Config): Fault[] => [
  ...usedTwice(config),
  ...linesToNowhere(config),
  ...untranslated(config),
  ...tooLong(config),
  ...faultsOfConnect(config.connect, numbersOf(config)),
  ...smsOutOfReach(config),
];

const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

const usedTwice = (config: Config): Fault[] => {
  const { languages, locations, emergencyTypes, lines } = config;
  const check = (path: Path, names: string[], says: (name: string) => string) =>
    repeated(names).map((name) => ({ path, message: says(name) }));
  return [
    ...check(
      ['languages'],
      languages.map(({ code }) => code),
      (code) => `two languages have the code ${code}`,
    ),
    // A flow's Center finds its location whatever the case.
    ...check(
      ['locations'],
      locations.map(({ id }) => id.toLowerCase()),
      (id) => `two locations have the id ${id}, in whatever case`,
    ),
    ...check(
      ['emergencyTypes'],
      emergencyTypes.map(({ id }) => id),
      (id) => `two types have the id ${id}`,
    ),
    ...check(['lines'], numbersOf(config), (number) => `${number} is used for two lines`),
    ...lines.customer.flatMap((line, index) =>
      check(['lines', 'customer', index, 'locations'], line.locations, (id) => `${id} is named twice`),
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
    ...emergencyTypes.flatMap(({ name, message }, index) =>
      within(['emergencyTypes', index], { name, message }),
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

/** The longest time of day any language has, by a margin. */
const TIME = '00:00 in the morning';

/** The event holds the words as they are heard; words it cannot hold would be found out in the emergency. */
const tooLong = ({ languages, locations, emergencyTypes }: Config): Fault[] =>
  emergencyTypes.flatMap(({ message }, index) =>
    languages
      .filter(({ code }) =>
        locations.some(
          ({ name }) =>
            fill(message[code] ?? '', { location: name[code] ?? '', time: TIME }).length > LONGEST_TEXT,
        ),
      )
      .map(({ code }) => ({
        path: ['emergencyTypes', index, 'message'],
        message: `longer than ${LONGEST_TEXT} characters in ${code} once {location} and {time} are filled in`,
      })),
  );

/** A new notify configuration's id is known where it was made only, so it cannot be told to Lambdas in another Region. */
const smsOutOfReach = ({ sms, connect }: Config): Fault[] =>
  sms.provider === 'end-user-messaging-notify' &&
  sms.configurationId === undefined &&
  sms.region !== undefined &&
  sms.region !== parseArn(connect.instanceArn).region
    ? [
        {
          path: ['sms', 'configurationId'],
          message: `give the id of a notify configuration in ${sms.region}: one is made for you in the line's own Region only`,
        },
      ]
    : [];
