import type * as z from '../zod.ts';

/** Validates a value against a schema and returns it typed, or throws. */
export type Parse = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown) => z.infer<Schema>;

/** Parses with zod. Auditing millions of lines passes in a compiled parser instead. */
export const parse: Parse = (schema, value) => schema.parse(value) as never;
