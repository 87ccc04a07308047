import { eventDefinitions, SOURCE } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';

/** The JSON Schemas' ids are names, not addresses to load from. */
const BASE = 'urn:emergency-line';

const DRAFTS = {
  '2020-12': { url: 'https://json-schema.org/draft/2020-12/schema', id: '$id' },
  'draft-4': { url: 'http://json-schema.org/draft-04/schema#', id: 'id' },
} as const;
type Draft = keyof typeof DRAFTS;

const descriptionOf = (type: string): string =>
  eventDefinitions()
    .flatMap(({ name, description }) => (name === type ? description : []))
    .join(' ') || 'An event of the log was overwritten, deleted or forged.';

type Schema = Record<string, unknown>;

type Node = z.core.JSONSchema.BaseSchema;

const openObject = (node: Node): void => {
  if (node.additionalProperties === false) delete node.additionalProperties;
  const { schema: version } = node.properties ?? {};
  if (typeof version !== 'object') return;
  const least = version.const ?? version.enum?.[0];
  if (node.properties && least !== undefined)
    node.properties.schema = { type: 'integer', minimum: Number(least) };
};

const openList = (node: Node): void => {
  if (!node.enum || node.enum.length < 2) return;
  const known = `today one of ${node.enum.join(', ')}`;
  node.description = [node.description, known].filter(Boolean).join('; ');
  delete node.enum;
};

/**
 * A schema of today's events that later ones match, too, as a subscriber ignores what it does not know: objects accept further
 * fields, lists of values further values, and `schema` any later version.
 */
const open = (type: z.ZodMiniType, draft: Draft): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    target: draft,
    override: ({ jsonSchema }) => {
      openObject(jsonSchema);
      openList(jsonSchema);
    },
  });
  return schema;
};

const head = (type: string, part: 'detail' | 'event', draft: Draft) => ({
  $schema: DRAFTS[draft].url,
  [DRAFTS[draft].id]: `${BASE}:${part}:${type}`,
  title: type,
  description: descriptionOf(type),
});

/** The JSON Schema of an event's `detail`. */
export const detailSchema = (type: string, detail: z.ZodMiniType, draft: Draft): Schema => ({
  ...head(type, 'detail', draft),
  ...open(detail, draft),
});

const text = { type: 'string' };

/** The JSON Schema of an event as EventBridge delivers it, with its `detail`. */
export const deliverySchema = (type: string, detail: z.ZodMiniType, draft: Draft): Schema => {
  const properties = {
    version: text,
    id: { ...text, description: 'of this delivery; the event’s own id is in detail' },
    'detail-type': { enum: [type] },
    source: { enum: [SOURCE] },
    account: text,
    time: { ...text, format: 'date-time' },
    region: text,
    resources: { type: 'array', items: text },
    detail: open(detail, draft),
  };
  return {
    ...head(type, 'event', draft),
    // The schema registry's own; a strict validator of 2020-12 refuses keywords that it does not know.
    ...(draft === 'draft-4' ? { 'x-amazon-events-detail-type': type, 'x-amazon-events-source': SOURCE } : {}),
    type: 'object',
    properties: { ...properties, 'replay-name': { ...text, description: 'only on a replay of an archive' } },
    required: Object.keys(properties),
  };
};
