import { LOCATION_ID, LONGEST_TEXT, pinLimitsSchema } from '../emergency/index.ts';
import { visibleText } from '../ledger/index.ts';
import * as z from '../zod.ts';
import type { Completed } from './complete.ts';
import { connectSchema } from './connect.ts';
import { deploymentSchema } from './deployment.ts';
import { didYouMean } from './nearest.ts';
import { ENGINES } from './polly-voices.ts';
import { smsSchema } from './sms.ts';

const nonEmpty = <Member extends z.ZodMiniType>(member: Member) => z.array(member).check(z.minLength(1));

/** Looks the zone up in the list of names first: `Intl.DateTimeFormat`, which also knows aliases, takes 10 ms the first time. */
export const isTimeZone = (zone: string): boolean => {
  if (Intl.supportedValuesOf('timeZone').includes(zone)) return true;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const locationId = z.matching(LOCATION_ID, 'ids are letters, digits, - and _, at most 40');
const e164 = z.matching(/^\+[1-9][0-9]{6,14}$/, 'a number in E.164, such as +6568000001');
const text = visibleText(1, LONGEST_TEXT);
const texts = z.union(
  [text, z.record(z.string(), text)],
  'must be a text, or an object with one text for each language code',
);
const optionalTexts = (description: string) => z.described(z.optional(texts), description);

const timeZone = z.string().check(
  z.refine(isTimeZone, {
    error: ({ input }) =>
      `not a time zone of the IANA database, such as Asia/Manila${didYouMean(String(input), Intl.supportedValuesOf('timeZone'))}`,
  }),
);

export const languageCode = z.matching(/^[a-z]{2,3}-[A-Z]{2}$/, 'a language code such as en-US');
const language = z.strictObject({
  code: z.described(languageCode, 'the code of the language, such as `es-US`'),
  voice: z.described(
    z.optional(visibleText(1)),
    'the Amazon Polly voice that speaks it; default: one that has the engine',
  ),
  engine: z.described(
    z.optional(z.enum(ENGINES)),
    'the Polly engine of this voice; default: Neural, or the one that the default voice has',
  ),
});

const location = z.strictObject({
  id: z.described(locationId, 'the value of the contact attribute `Center`; permanent, as events name it'),
  name: optionalTexts(
    'the name as spoken; a plain text is the name in every language; default: the id, with spaces for - and _',
  ),
  timeZone: z.described(timeZone, 'the IANA time zone of the times that callers hear, such as `Asia/Manila`'),
  normal: optionalTexts(
    'what callers hear when there is no emergency; {location} is filled in; default: `normal` of the line',
  ),
  whenUnknown: optionalTexts(
    'what callers hear when the status cannot be read; {location} is filled in; default: `whenUnknown` of the line',
  ),
});

const emergencyType = z.strictObject({
  id: z.described(locationId, 'the id of the type; permanent, as events name it'),
  name: optionalTexts('as spoken in the menu; default: the built-in name, else the id'),
  message: optionalTexts(
    'what callers hear; {location}, {time}, {date} and {weekday} are filled in when it is set; default: the built-in text',
  ),
  laterMessage: optionalTexts(
    'what callers hear on later days of the location; default: `message`, with the date beside {time}',
  ),
  defaultMinutes: z.described(
    z._default(z.nullable(z.whole(1, 10_080)), null),
    'minutes until the emergency ends by itself; null: until it is removed',
  ),
});

const customerLine = z.strictObject({
  number: z.described(e164, 'the number that customers call, in E.164'),
  locations: z.described(
    nonEmpty(locationId),
    'ids of the locations behind it: callers hear one at once, several by a menu',
  ),
});

const lines = z.strictObject({
  admin: z.described(nonEmpty(e164), 'numbers that administrators call, in E.164'),
  customer: z.described(nonEmpty(customerLine), 'numbers that customers call'),
});

/**
 * The schema of what may be written in `line.config.json`, everything an installation decides; complete.ts fills in what may be
 * left out, parse-config.ts adds the checks across fields. Its JSON Schema is published as `docs/line.config.schema.json`.
 */
export const configFields = z.strictObject({
  $schema: z.described(
    z.optional(z.string()),
    'where editors find the JSON Schema of this file: a path from this file, or a URL',
  ),
  name: z.described(visibleText(1, 30), 'the name of the line in texts and prompts'),
  origin: z.described(visibleText(1, 100), 'the permanent name of this log; every hash chain is bound to it'),
  defaultCountry: z.described(
    z.optional(z.matching(/^[A-Z]{2}$/, 'a country as two capital letters, such as SG')),
    'the country of numbers that are entered in their national form on the command line; default: none, only E.164',
  ),
  languages: z.described(
    nonEmpty(z.union([languageCode, language])),
    'the languages of the line, each a code such as `es-US` or an object; the first is the default',
  ),
  normal: optionalTexts(
    'what callers of every location hear when there is no emergency; {location} is filled in; default: built in for English and Spanish',
  ),
  whenUnknown: optionalTexts(
    'what callers of every location hear when its status cannot be read; {location} is filled in; default: built in for English and Spanish',
  ),
  locations: z.described(nonEmpty(location), 'the contact centres that can be in an emergency'),
  emergencyTypes: z.described(
    nonEmpty(z.union([locationId, emergencyType])),
    'the kinds of emergency, in the order of the menu; an id alone is a built-in type: `weather`, `fire-alarm`, `facility-issue`, `extended-wait`',
  ),
  pin: z.described(
    pinLimitsSchema(),
    'the limits that protect the PIN; docs/security/throttling.md explains each',
  ),
  sms: z.described(smsSchema, 'the service that sends PINs by text message'),
  connect: z.described(connectSchema, 'the Amazon Connect instances of the line, and their numbers'),
  lines: z.described(lines, 'the numbers of the line'),
  deployment: z.described(deploymentSchema, 'settings of the stack in AWS'),
});

/** A configuration as it is written, short forms included. */
export type WrittenConfig = z.infer<typeof configFields>;
/** A configuration in full: every text in every language, every voice. */
export type Config = Completed<WrittenConfig>;
export type Texts = Record<string, string>;
