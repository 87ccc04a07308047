import { z } from 'zod';
import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config.ts';
import { contactIdSchema, stepSchema } from '../domain/envelope.ts';
import { type E164, parseE164 } from '../domain/secret.ts';

/** A reply to a flow: flat, every value a string and none empty, as Connect's STRING_MAP wants it. */
export type Reply = Record<string, string>;

/** What a flow sends, as far as we believe it. The number comes from Connect itself, never from a parameter. */
export type Call = {
  contactId: string;
  instanceArn: string;
  language: string;
  /** Null when the caller withheld it or it is no E.164 number. */
  number: E164 | null;
  parameters: Record<string, string>;
};

/** Tolerant of fields Connect adds; strict about those we lean on. `InitiationMethod` stays INBOUND across TransferToFlow. */
const eventSchema = z.object({
  Details: z.object({
    ContactData: z.object({
      ContactId: contactIdSchema,
      InstanceARN: z.string().min(1).max(200),
      Channel: z.literal('VOICE'),
      InitiationMethod: z.literal('INBOUND'),
      LanguageCode: z.string().max(12).nullish(),
      CustomerEndpoint: z.object({ Address: z.string().max(80).nullish() }).nullish(),
    }),
    Parameters: z.record(z.string().max(100), z.string().max(1000)).default({}),
  }),
});

/** The flow sent something no flow of ours sends; names the fields, never their values. */
export class BadFlowEvent extends Error {
  override name = 'BadFlowEvent';
}

const parse = <Output>(schema: z.ZodType<Output>, value: unknown, where: string): Output => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${[where, ...path].join('.')}: ${message}`);
  throw new BadFlowEvent(
    `this is not what our flows send (${faults.join('; ')}); publish the flows anew: emergency flows render`,
  );
};

const readCall = (config: Config, event: unknown): Call => {
  const { ContactData, Parameters } = parse(eventSchema, event, 'event').Details;
  if (ContactData.InstanceARN !== config.connect.instanceArn)
    throw new BadFlowEvent(
      'event.Details.ContactData.InstanceARN: not the instance this line was configured for (connect.instanceArn)',
    );
  return {
    contactId: ContactData.ContactId,
    instanceArn: ContactData.InstanceARN,
    language: ContactData.LanguageCode ?? config.languages[0]?.code ?? 'en-US',
    number: parseE164(ContactData.CustomerEndpoint?.Address),
    parameters: Parameters,
  };
};

export const step = stepSchema;

/**
 * Makes a Lambda handler of a function from a call and its checked parameters to a reply. Whatever throws is logged
 * (without its text) and thrown on, so that the flow takes its error branch and Connect may try again.
 */
export const connectHandler =
  <Parameters>(
    name: string,
    { config, log }: { config: Config; log: Log },
    schema: z.ZodType<Parameters>,
    answer: (call: Call, parameters: Parameters) => Promise<Reply>,
  ) =>
  async (event: unknown): Promise<Reply> => {
    try {
      const call = readCall(config, event);
      const reply = await answer(call, parse(schema, call.parameters, 'event.Details.Parameters'));
      log('info', 'answered', { function: name, contactId: call.contactId, status: reply.status ?? 'none' });
      return reply;
    } catch (error) {
      log('error', 'not answered', { function: name, error });
      throw error;
    }
  };
