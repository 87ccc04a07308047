import { z } from 'zod';
import { faultsAcrossFields } from './config-faults.ts';
import { LONGEST_TEXT } from './events/shape.ts';
import { pinLimitsSchema } from './pin-limits.ts';
import { LOCATION_ID } from './stream.ts';

const locationId = z.string().regex(LOCATION_ID, 'ids are letters, digits, - and _, at most 40');
const e164 = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a number is written in E.164, such as +6568000001');
const texts = z
  .record(z.string(), z.string().min(1).max(LONGEST_TEXT))
  .describe('one text per language code');
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'not a time zone of the IANA database, such as Asia/Manila');

const language = z.strictObject({
  code: z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, 'a language code such as en-US'),
  voice: z.string().min(1).describe('the Polly voice that speaks it'),
});

const location = z.strictObject({
  id: locationId.describe('the value of the contact attribute Center'),
  name: texts.describe('as spoken'),
  timeZone,
  normal: texts.describe('what callers hear when nothing is wrong'),
  whenUnknown: texts.describe('what callers hear when the status cannot be looked up at all'),
});

const emergencyType = z.strictObject({
  id: locationId,
  name: texts.describe('as spoken in the menu'),
  message: texts.describe('what callers hear; {location} and {time} are filled in when it is set'),
  defaultMinutes: z
    .int()
    .min(1)
    .max(10_080)
    .nullable()
    .default(null)
    .describe('ends by itself after this; null: stays until removed'),
});

const sender = {
  senderId: z.string().regex(/^[A-Za-z0-9]{1,11}$/, 'a sender id is 1 to 11 letters and digits'),
  region: z.string().min(1).optional().describe('where texts are sent from, when not where the line is'),
};
const sms = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('pinpoint'),
    ...sender,
    applicationId: z.string().min(1).describe('the Pinpoint project to send from'),
  }),
  z.strictObject({
    provider: z.literal('end-user-messaging'),
    ...sender,
    originationIdentity: z.string().min(1).describe('the number, pool or sender id to send from'),
    configurationSetName: z.string().min(1),
    protectConfigurationId: z.string().min(1),
    maxPrice: z
      .string()
      .regex(/^\d+\.\d{2}$/, 'US dollars for one text, such as 0.50')
      .default('0.50'),
  }),
]);

const lines = z.strictObject({
  admin: z.array(e164).min(1).describe('numbers administrators call'),
  customer: z
    .array(
      z.strictObject({
        number: e164,
        locations: z.array(locationId).min(1).describe('one is answered at once, several by a menu'),
      }),
    )
    .min(1),
});

const shape = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(30).describe('how texts and prompts call the line'),
  origin: z
    .string()
    .min(1)
    .max(100)
    .describe('names this log for ever: the first link of every chain binds it'),
  languages: z.array(language).min(1).describe('the first is the default'),
  locations: z.array(location).min(1),
  emergencyTypes: z.array(emergencyType).min(1),
  pin: pinLimitsSchema,
  sms,
  connect: z.strictObject({
    instanceArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/,
        'the ARN of a Connect instance',
      ),
  }),
  lines,
});

export type Config = z.infer<typeof shape>;
export type Texts = z.infer<typeof texts>;

/** `line.config.json`: everything an installation decides. Its JSON Schema is published as `docs/line.config.schema.json`. */
export const configSchema = shape.superRefine((config, context) => {
  for (const fault of faultsAcrossFields(config)) context.addIssue({ code: 'custom', ...fault });
});

/** The configuration is not usable; the text lists every fault with its path. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads a configuration from JSON text.
 * @param source the file's name, for the error
 * @throws ConfigError naming each fault, where it is, and what is expected
 */
export const parseConfig = (text: string, source: string): Config => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${source} is not JSON: ${(error as Error).message}`);
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(the whole file)'}: ${issue.message}`,
  );
  throw new ConfigError(`${source} cannot be used:\n${faults.join('\n')}`);
};
