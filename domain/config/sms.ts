import { visibleText } from '../ledger/index.ts';
import * as z from '../zod.ts';

const nonEmpty = <Member extends z.ZodMiniType>(member: Member) => z.array(member).check(z.minLength(1));

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
  senderId: z.described(
    z.matching(/^[A-Za-z0-9]{1,11}$/, 'a sender id is 1 to 11 letters and digits'),
    'the sender that phones show, where the country allows one',
  ),
  india: z.described(z.optional(india), 'the registration that carriers in India require for every text'),
};
const identity = z.matching(
  /^(arn:aws[a-z-]*:sms-voice:.+|(phone|pool)-[A-Za-z0-9]+|[A-Za-z0-9_-]{1,11})$/,
  'the ARN or id (phone-…, pool-…) of a number or pool, or a sender id',
);
/** The origination identity of the shipped file: accepted by the local line, refused by `emergency deploy`. */
export const PLACEHOLDER_IDENTITY = 'REPLACE-ME';

/** The service that sends PINs by text message, and its settings. */
export const smsSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.described(z.literal('pinpoint'), 'Amazon Pinpoint, for accounts that have a project'),
    ...sender,
    applicationId: z.described(visibleText(1), 'the Pinpoint project to send from; AWS creates no new ones'),
    originationIdentity: z.described(
      z.optional(identity),
      'the number, pool or sender id to send from, which the stack permits; default: the sender id',
    ),
  }),
  z.strictObject({
    provider: z.described(z.literal('end-user-messaging'), 'AWS End User Messaging'),
    ...sender,
    originationIdentity: z.described(
      identity,
      'the number, pool or sender id to send from; a number by its id, since an IAM policy names it',
    ),
    configurationSetName: z.described(
      z._default(z.matching(/^[A-Za-z0-9_-]{0,64}$/, 'letters, digits, - and _, at most 64'), ''),
      'the configuration set of the texts; default: deployment.prefix',
    ),
    protectConfigurationId: z.described(
      z.optional(visibleText(1)),
      'the protect configuration of an existing configuration set; without it the stack creates both',
    ),
    maxPrice: z.described(
      z._default(
        z.matching(/^\d{0,2}\.\d{1,5}$/, 'US dollars for one text, at most 99.99999, such as 0.50'),
        '0.50',
      ),
      'the highest price of one part of a text, in US dollars; dearer ones are not sent',
    ),
  }),
  z.strictObject({
    provider: z.described(
      z.literal('end-user-messaging-notify'),
      'Notify of AWS End User Messaging: sends from AWS’s own numbers, without registration',
    ),
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
