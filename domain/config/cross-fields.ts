import * as z from '../zod.ts';
import { complete } from './complete.ts';
import { type Config, languageCode } from './config.ts';
import { connectSchema } from './connect.ts';
import { ENGINES } from './polly-voices.ts';

export type Path = (string | number)[];
/** `at`: the places that one cause makes wrong. At a single one it says `message`, else at `path` `together` and the places. */
export type Fault = { path: Path; message: string; at?: Path[]; together?: string };
export type Texts = Record<string, string>;

/** The fields that are checked together, whatever else is wrong with them. */
export type CrossFields = Pick<Config, 'name' | 'connect' | 'sms' | 'lines' | 'languages'> & {
  locations: Pick<Config['locations'][number], 'id' | 'name' | 'normal' | 'whenUnknown'>[];
  emergencyTypes: Pick<Config['emergencyTypes'][number], 'id' | 'name' | 'message' | 'laterMessage'>[];
};

const word = z.catch(z.string(), '');
const texts = z.catch(z.optional(z.union([z.string(), z.record(z.string(), word)])), {});
/** A list; what is of another form counts as an object without fields, so that places stay the same. */
const listOf = <Schema extends z.ZodMiniType>(one: Schema) =>
  z.catch(z.array(z.catch(one, () => one.parse({}))), []);

/** Reads the fields of an invalid configuration; a field that has a fault of its own is empty. */
const invalid = z.object({
  name: word,
  languages: listOf(
    z.union([
      languageCode,
      z.object({
        code: z.catch(languageCode, ''),
        voice: z.catch(z.optional(z.string()), ''),
        engine: z.catch(z.optional(z.enum(ENGINES)), undefined),
      }),
    ]),
  ),
  normal: texts,
  whenUnknown: texts,
  locations: listOf(z.object({ id: word, name: texts, normal: texts, whenUnknown: texts })),
  emergencyTypes: listOf(
    z.union([z.string(), z.object({ id: word, name: texts, message: texts, laterMessage: texts })]),
  ),
  connect: z.catch(connectSchema, {
    instanceArn: '',
    furtherInstances: [],
    allowAnyInstance: false,
    numbers: {},
  }),
  lines: z.catch(
    z.object({
      admin: z.catch(z.array(word), []),
      customer: listOf(z.object({ number: word, locations: z.catch(z.array(word), []) })),
    }),
    { admin: [], customer: [] },
  ),
});

/** The fields of a configuration that is invalid, so that all its faults are found at once. */
export const crossFieldsOf = (value: unknown): CrossFields | null => {
  const read = invalid.safeParse(value);
  return read.success
    ? complete({ ...read.data, sms: { provider: 'pinpoint' as const, senderId: '', applicationId: '' } })
    : null;
};
