import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { publishedSchemas, SOURCE } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import type { Deployment } from './deployment.ts';

/** Registers the schema of every event on the bus, for subscribers' code generators. The publisher validates against the same schemas. */
export const busSchemas = (scope: Construct, { names }: Deployment): void => {
  const here = new Construct(scope, 'BusSchemas');
  const registry = new CfnRegistry(here, 'Registry', {
    registryName: names.bus,
    description: `Events of source ${SOURCE} on the bus ${names.bus}`,
  });
  for (const [type, detail] of Object.entries(publishedSchemas)) {
    const schema = new CfnSchema(here, type, {
      registryName: names.bus,
      schemaName: `${SOURCE}@${type}`,
      type: 'JSONSchemaDraft4',
      content: JSON.stringify(eventSchema(type, detail)),
    });
    schema.addResourceDependency(registry);
  }
};

const text = { type: 'string' };

/** The JSON schema of an event as EventBridge delivers it. */
const eventSchema = (type: string, detail: z.ZodMiniType) => {
  const { $schema, ...fields } = z.toJSONSchema(detail, { target: 'draft-4' });
  const properties = {
    version: text,
    id: { ...text, description: 'of this delivery; the event’s own id is in detail' },
    'detail-type': { enum: [type] },
    source: { enum: [SOURCE] },
    account: text,
    time: { ...text, format: 'date-time' },
    region: text,
    resources: { type: 'array', items: text },
    detail: fields,
  };
  return {
    $schema,
    title: type,
    'x-amazon-events-detail-type': type,
    'x-amazon-events-source': SOURCE,
    type: 'object',
    properties,
    required: Object.keys(properties),
  };
};
