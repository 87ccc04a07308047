import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { publishedSchemas, SOURCE } from '../domain/emergency/index.ts';
import type { Deployment } from './deployment.ts';
import { deliverySchema } from './event-schemas.ts';

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
      content: JSON.stringify(deliverySchema(type, detail, 'draft-4')),
    });
    schema.addResourceDependency(registry);
  }
};
