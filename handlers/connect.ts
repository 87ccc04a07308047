import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config.ts';
import { contactIdSchema } from '../domain/envelope.ts';
import { ExplainedError } from '../domain/explained-error.ts';
import { servesInstance } from '../domain/instances.ts';
import { type E164, parseE164 } from '../domain/secret.ts';
import * as z from '../domain/zod.ts';

/** A reply to a flow: flat, every value a string and none empty, as Connect's STRING_MAP wants it. */
export type Reply = Record<string, string>;

/** What a flow sends, as far as we believe it. The number comes from Connect itself, never from a parameter. */
export type Call = {
  contactId: string;
  instanceArn: string;
  /** One the line speaks: the contact's own, or the line's first. */
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
      InstanceARN: z.text(1, 200),
      Channel: z.literal('VOICE'),
      InitiationMethod: z.literal('INBOUND'),
      LanguageCode: z.nullish(z.upTo(12)),
      CustomerEndpoint: z.nullish(z.object({ Address: z.nullish(z.upTo(80)) })),
    }),
    Parameters: z._default(z.record(z.upTo(100), z.upTo(1000)), {}),
  }),
});

/** The flow sent something no flow of ours sends; names the fields, never their values. */
export class BadFlowEvent extends ExplainedError {
  override name = 'BadFlowEvent';
}

/** Something this function leans on failed; its name is told and the log says where, its text is not: it may quote a number or a PIN. */
export class NotAnswered extends ExplainedError {
  override name = 'NotAnswered';
}

const tellable = (name: string, error: unknown): Error => {
  if (error instanceof BadFlowEvent) return error;
  const what = error instanceof Error ? errorName(error) : typeof error;
  return new NotAnswered(`${name} could not answer (${what}); its log line "not answered" says where`);
};

/** A field's name, or `?` for a key that no flow of ours uses: it may be what a caller typed. */
const place = (key: PropertyKey) => (/^[A-Za-z]{1,30}$/.test(String(key)) ? key : '?');

const parse = <Output>(schema: z.ZodMiniType<Output>, value: unknown, where: string): Output => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${[where, ...path.map(place)].join('.')}: ${message}`,
  );
  throw new BadFlowEvent(
    `this is not what our flows send (${faults.join('; ')}); publish the flows anew: emergency flows render`,
  );
};

const readCall = (config: Config, event: unknown): Call => {
  const { ContactData, Parameters } = parse(eventSchema, event, 'event').Details;
  if (!servesInstance(config.connect, ContactData.InstanceARN))
    throw new BadFlowEvent(
      'event.Details.ContactData.InstanceARN: no instance this line was configured for (connect.instanceArn, furtherInstances, allowAnyInstance)',
    );
  const spoken = config.languages.map(({ code }) => code);
  return {
    contactId: ContactData.ContactId,
    instanceArn: ContactData.InstanceARN,
    language: spoken.find((code) => code === ContactData.LanguageCode) ?? spoken[0] ?? 'en-US',
    number: parseE164(ContactData.CustomerEndpoint?.Address),
    parameters: Parameters,
  };
};

/** A flow's name for the block. What the line adds itself stands behind a colon (`…:sent`): a flow's own has none, and leaves room. */
export const step = z.matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/, 'not a step of at most 50 letters');

/**
 * Makes a Lambda handler of a function from a call and its checked parameters to a reply. Whatever throws is logged and
 * thrown on without its text (Lambda prints what is thrown), so that the flow takes its error branch and Connect may try
 * again.
 * @throws BadFlowEvent when the flow is at fault, NotAnswered when something leaned on failed
 */
export const connectHandler =
  <Parameters>(
    name: string,
    { config, log }: { config: Config; log: Log },
    schema: z.ZodMiniType<Parameters>,
    answer: (call: Call, parameters: Parameters) => Promise<Reply>,
  ) =>
  async (event: unknown): Promise<Reply> => {
    let who: { contactId?: string } = {};
    try {
      const call = readCall(config, event);
      who = { contactId: call.contactId };
      const reply = await answer(call, parse(schema, call.parameters, 'event.Details.Parameters'));
      log('info', 'answered', { function: name, ...who, status: reply.status ?? 'none' });
      return reply;
    } catch (error) {
      log('error', 'not answered', { function: name, ...who, error });
      throw tellable(name, error);
    }
  };
