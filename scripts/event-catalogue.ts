import { z } from 'zod';
import { catalogue } from '../domain/emergency/index.ts';
import { type EventDefinition, instant } from '../domain/ledger/index.ts';

type Json = z.core.JSONSchema.BaseSchema;

const STREAMS = { admin: 'admin/<adminId>', location: 'location/<locationId>', call: 'call/<contactId>' };
const PLAIN: Record<string, string> = { boolean: 'true or false', integer: 'whole number', null: 'null' };
const TIME = z.toJSONSchema(instant).pattern;

const objectOf = ({ properties }: Json): string =>
  properties ? `{ ${Object.keys(properties).join(', ')} }` : 'texts by key';

/** What values a field takes, in a few words. */
const kindOf = (schema: Json): string => {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map((one) => kindOf(one as Json)).join(' or ');
  if (schema.type === 'array') return `list of ${kindOf(schema.items as Json)}`;
  if (schema.type === 'object') return objectOf(schema);
  return schema.pattern === TIME ? 'time' : (PLAIN[String(schema.type)] ?? 'text');
};

const rows = ({ payload, privateFields }: EventDefinition): string[] =>
  Object.entries(z.toJSONSchema(payload()).properties ?? {}).map(([field, schema]) => {
    const { description = '', ...rest } = schema as Json;
    return `| \`${field}\` | ${kindOf(rest)} | ${privateFields.includes(field) ? 'no' : 'yes'} | ${description} |`;
  });

const section = (definition: EventDefinition): string => `### ${definition.name}

${definition.description} Schema ${definition.version}; on the bus as [${definition.name}](events/${definition.name}.schema.json).

| field | value | on the bus | |
| --- | --- | --- | --- |
${rows(definition).join('\n')}
`;

/** \`docs/events.md\`: every event the product can write, with its facts, by kind of stream. */
export const eventCatalogue = (): string =>
  [
    `<!-- Made by scripts/generate-docs.ts from domain/events: change those, then run npm run generate. -->
# Events

Everything that is asked for, granted or refused is one event. This page lists what each carries in \`data\`; what every event
has beside that (stream, number, time, actor, call, step, hash) is in [table.md](table.md). On EventBridge an event has the
source \`contact-centre.emergency\`, its type as detail type, and the fields marked *yes*; \`TamperDetected\`
([schema](events/TamperDetected.schema.json)) is published beside them when an event of the log was touched.
`,
    ...Object.entries(catalogue).flatMap(([kind, events]) => [
      `## \`${STREAMS[kind as keyof typeof STREAMS]}\`\n`,
      ...Object.values<EventDefinition>(events).map(section),
    ]),
  ].join('\n');
