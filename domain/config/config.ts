import { LOCATION_ID, LONGEST_TEXT, pinLimitsSchema } from '../emergency/index.ts';
import { visibleText } from '../ledger/index.ts';
import * as z from '../zod.ts';
import { connectSchema } from './connect.ts';
import { deploymentSchema } from './deployment.ts';
import { ENGINES } from './polly-voices.ts';

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
const texts = z.described(z.record(z.string(), visibleText(1, LONGEST_TEXT)), 'one text per language code');
const timeZone = z
  .string()
  .check(z.refine(isTimeZone, 'not a time zone of the IANA database, such as Asia/Manila'));

export const language = z.strictObject({
  code: z.matching(/^[a-z]{2,3}-[A-Z]{2}$/, 'a language code such as en-US'),
  voice: z.described(visibleText(1), 'the Polly voice that speaks it'),
  engine: z.described(z.optional(z.enum(ENGINES)), 'the Polly engine of this voice; default: Neural'),
});

const location = z.strictObject({
  id: z.described(locationId, 'the value of the contact attribute Center'),
  name: z.described(texts, 'as spoken'),
  timeZone,
  normal: z.described(texts, 'what callers hear when there is no emergency'),
  whenUnknown: z.described(texts, 'what callers hear when the status cannot be read'),
});

const emergencyType = z.strictObject({
  id: locationId,
  name: z.described(texts, 'as spoken in the menu'),
  message: z.described(
    texts,
    'what callers hear; {location}, {time}, {date} and {weekday} are filled in when it is set',
  ),
  laterMessage: z.described(
    z.optional(texts),
    'what callers hear on later days of the location; default: `message`, with the date beside {time}',
  ),
  defaultMinutes: z.described(
    z._default(z.nullable(z.whole(1, 10_080)), null),
    'minutes until the emergency ends by itself; null: until it is removed',
  ),
});

const reach = {
  region: z.described(
    z.optional(z.matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a Region such as ap-southeast-1')),
    "the Region that sends texts; the line's Region by default",
  ),
  countries: z.described(
    z.optional(nonEmpty(z.matching(/^[A-Z]{2}$/, 'a country as two capital letters, such as SG'))),
    'the administrators’ countries, all others are blocked; default: those of the administrators’ numbers',
  ),
};
const india = z.strictObject({
  entityId: z.described(visibleText(1, 50), 'the sender’s Principal Entity id in the DLT register'),
  templateId: z.described(visibleText(1, 50), 'the id of the PIN’s template in the DLT register'),
});
const sender = {
  ...reach,
  senderId: z.matching(/^[A-Za-z0-9]{1,11}$/, 'a sender id is 1 to 11 letters and digits'),
  india: z.described(z.optional(india), 'the registration that carriers in India require for every text'),
};
const identity = z.matching(
  /^(arn:aws[a-z-]*:sms-voice:.+|(phone|pool)-[A-Za-z0-9]+|[A-Za-z0-9_-]{1,11})$/,
  'the ARN or id (phone-…, pool-…) of a number or pool, or a sender id',
);
/** The origination identity of the shipped file: accepted by the local line, refused by `emergency deploy`. */
export const PLACEHOLDER_IDENTITY = 'REPLACE-ME';

const sms = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('pinpoint'),
    ...sender,
    applicationId: z.described(visibleText(1), 'the Pinpoint project to send from; AWS creates no new ones'),
    originationIdentity: z.described(
      z.optional(identity),
      'the number, pool or sender id to send from, which the stack permits; default: the sender id',
    ),
  }),
  z.strictObject({
    provider: z.literal('end-user-messaging'),
    ...sender,
    originationIdentity: z.described(
      identity,
      'the number, pool or sender id to send from; a number by its id, since an IAM policy names it',
    ),
    configurationSetName: z.described(
      z._default(z.matching(/^[A-Za-z0-9_-]{0,64}$/, 'letters, digits, - and _, at most 64'), ''),
      'default: deployment.prefix',
    ),
    protectConfigurationId: z.described(
      z.optional(visibleText(1)),
      'the protect configuration of an existing configuration set; without it the stack creates both',
    ),
    maxPrice: z._default(
      z.matching(/^\d{0,2}\.\d{1,5}$/, 'US dollars for one text, at most 99.99999, such as 0.50'),
      '0.50',
    ),
  }),
  z.strictObject({
    provider: z.literal('end-user-messaging-notify'),
    ...reach,
    displayName: z.described(visibleText(1, 15), 'the brand in AWS’s template for a PIN'),
    configurationId: z.described(
      z.optional(z.matching(/^[A-Za-z0-9_-]{1,64}$/, 'the id of a notify configuration, not its ARN')),
      'the notify configuration to send from; without it the stack creates one',
    ),
    templateId: z.described(
      z._default(z.matching(/^[A-Za-z0-9_-]{1,256}$/), 'notify-code-verification-english-001'),
      'AWS’s template for a PIN (aws pinpoint-sms-voice-v2 describe-notify-templates)',
    ),
  }),
]);

const lines = z.strictObject({
  admin: z.described(nonEmpty(e164), 'numbers administrators call'),
  customer: nonEmpty(
    z.strictObject({
      number: e164,
      locations: z.described(nonEmpty(locationId), 'callers hear one at once, several by a menu'),
    }),
  ),
});

/**
 * The schema of each field of `line.config.json`, everything an installation decides; parse-config.ts adds the checks across
 * fields. Its JSON Schema is published as `docs/line.config.schema.json`.
 */
export const configFields = z.strictObject({
  $schema: z.optional(z.string()),
  name: z.described(visibleText(1, 30), 'the name of the line in texts and prompts'),
  origin: z.described(visibleText(1, 100), 'the permanent name of this log; every hash chain is bound to it'),
  defaultCountry: z.described(
    z.optional(z.matching(/^[A-Z]{2}$/, 'a country as two capital letters, such as SG')),
    'the country of numbers that are entered in their national form on the command line; default: none, only E.164',
  ),
  languages: z.described(nonEmpty(language), 'the first is the default'),
  locations: nonEmpty(location),
  emergencyTypes: nonEmpty(emergencyType),
  pin: pinLimitsSchema(),
  sms,
  connect: connectSchema,
  lines,
  deployment: deploymentSchema,
});

export type Config = z.infer<typeof configFields>;
export type Texts = z.infer<typeof texts>;
