import { z } from 'zod';
import { configSchema } from '../domain/config/parse-config.ts';
import { eventDefinitions, publishedSchemas } from '../domain/emergency/index.ts';
import { configurationPage } from './configuration-page.ts';
import { eventCatalogue } from './event-catalogue.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const descriptionOf = (type: string): string =>
  eventDefinitions()
    .flatMap(({ name, description }) => (name === type ? description : []))
    .join(' ') || 'An event of the log was overwritten, deleted or forged.';

/** EventBridge's schema registry requires draft 4 (`JSONSchemaDraft4`). */
const eventSchema = (type: string, schema: z.core.$ZodType) =>
  json({ title: type, description: descriptionOf(type), ...z.toJSONSchema(schema, { target: 'draft-4' }) });

/** Most editors read draft 7. */
const configurationSchema = () =>
  json({
    title: 'line.config.json',
    ...z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }),
  });

/** The contents of every generated file of `docs/`, by its path within `docs/`. */
export const generated = (): Map<string, string> =>
  new Map([
    ...Object.entries(publishedSchemas).map(
      ([type, schema]) => [`events/${type}.schema.json`, eventSchema(type, schema)] as const,
    ),
    ['line.config.schema.json', configurationSchema()],
    ['events.md', eventCatalogue()],
    ['configuration.md', configurationPage()],
  ]);
