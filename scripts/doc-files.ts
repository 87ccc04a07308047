import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { configSchema, parseConfig } from '../domain/config/parse-config.ts';
import { publishedSchemas } from '../domain/emergency/index.ts';
import { buildFlows, flowText } from '../flows/index.ts';
import { deliverySchema, detailSchema } from '../infra/event-schemas.ts';
import { configurationPage } from './configuration-page.ts';
import { eventCatalogue } from './event-catalogue.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Most editors read draft 7. */
const configurationSchema = () =>
  json({
    title: 'line.config.json',
    ...z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }),
  });

/** The contents of every generated file of `docs/`, by its path within `docs/`. */
export const generated = (): Map<string, string> =>
  new Map([
    ...Object.entries(publishedSchemas).flatMap(([type, schema]) => [
      [`events/${type}.schema.json`, json(detailSchema(type, schema, '2020-12'))] as const,
      [`events/${type}.event.schema.json`, json(deliverySchema(type, schema, '2020-12'))] as const,
      [`events/${type}.draft-04.schema.json`, json(deliverySchema(type, schema, 'draft-4'))] as const,
    ]),
    ['line.config.schema.json', configurationSchema()],
    ['events.md', eventCatalogue()],
    ['configuration.md', configurationPage()],
  ]);

/**
 * The flows of `flows/json/`, by file name: those of the tests' configuration, which are the shipped example's. The
 * `line.config.json` of an installation is its own and is rendered by `emergency flows render`.
 */
export const generatedFlows = (): Map<string, string> => {
  const file = new URL('../test/fixtures/line.config.json', import.meta.url);
  const flows = buildFlows(parseConfig(readFileSync(file, 'utf8'), file.pathname));
  return new Map(Object.entries(flows).map(([name, flow]) => [`${name}.json`, flowText(flow)]));
};
