import { z } from 'zod';
import { catalogue } from '../domain/events/catalogue.ts';
import type { Shape } from '../domain/events/shape.ts';
import { configSchema } from '../domain/parse-config.ts';
import { publishedSchemas } from '../domain/published-schemas.ts';
import { eventCatalogue } from './event-catalogue.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const shapes = Object.values(catalogue).flatMap((kind) => Object.entries(kind as Record<string, Shape>));

const says = (type: string): string => {
  const sentences = shapes.flatMap(([name, shape]) => (name === type ? shape.says : []));
  return sentences.length > 0
    ? sentences.join(' ')
    : 'An event of the log was overwritten, deleted or forged.';
};

/** Draft 4 is what EventBridge's schema registry takes (`JSONSchemaDraft4`); most editors read draft 7. */
const eventSchema = (type: string, schema: z.core.$ZodType) =>
  json({ title: type, description: says(type), ...z.toJSONSchema(schema, { target: 'draft-4' }) });

const configurationSchema = () =>
  json({
    title: 'line.config.json',
    ...z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }),
  });

/** Every file of `docs/` that is made from the schemas, by its path within `docs/`. */
export const generated = (): Map<string, string> =>
  new Map([
    ...Object.entries(publishedSchemas).map(
      ([type, schema]) => [`events/${type}.schema.json`, eventSchema(type, schema)] as const,
    ),
    ['line.config.schema.json', configurationSchema()],
    ['events.md', eventCatalogue()],
  ]);
