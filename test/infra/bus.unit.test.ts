import { beforeAll, describe, expect, it } from 'vitest';
import { SOURCE } from '../../domain/emergency/published.ts';
import { publishedSchemas } from '../../domain/emergency/published-schemas.ts';
import { configOf } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

const deployment = { organizationId: 'o-abcdefghij', archiveDays: 30 };
let line: Synthesized;
beforeAll(() => {
  line = synthesized(configOf({ deployment })).line;
});

describe('the bus', () => {
  it('has the line’s name and an archive with the configured retention', () => {
    expect(line.one('AWS::Events::EventBus').Properties).toMatchObject({ Name: 'EmergencyLine' });
    expect(line.one('AWS::Events::Archive').Properties).toMatchObject({
      RetentionDays: 30,
      EventPattern: { source: [SOURCE] },
    });
  });

  const policy = (id: string) => line.one('AWS::Events::EventBusPolicy', `Bus${id}`).Properties;

  it('denies events to all principals but the functions that publish the log’s', () => {
    expect(policy('OnlyThePublisher')).toMatchObject({
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:ap-southeast-1:111122223333:event-bus/EmergencyLine',
        Condition: {
          ArnNotEquals: {
            'aws:PrincipalArn': [
              'arn:aws:iam::111122223333:role/EmergencyLine-Publish-ap-southeast-1',
              'arn:aws:iam::111122223333:role/EmergencyLine-Operate-ap-southeast-1',
            ],
          },
        },
      },
    });
  });

  it('lets accounts of the organization manage their own rules', () => {
    expect(policy('TheOrganization')).toMatchObject({
      Statement: {
        Effect: 'Allow',
        Action: expect.arrayContaining(['events:PutRule', 'events:PutTargets']),
        Resource: 'arn:aws:events:ap-southeast-1:111122223333:rule/EmergencyLine/*',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: an IAM policy variable.
          StringEqualsIfExists: { 'events:creatorAccount': '${aws:PrincipalAccount}' },
        },
      },
    });
    expect(JSON.stringify(policy('TheOrganization'))).not.toContain('PutEvents');
  });

  it('is closed to other accounts when no organization is named', () => {
    const policies = synthesized().line.all('AWS::Events::EventBusPolicy');
    expect(
      policies.map(({ Properties }) => (Properties.Statement as { Effect: string }).Effect),
    ).toStrictEqual(['Deny']);
  });
});

describe('the schema registry', () => {
  it.each(Object.keys(publishedSchemas))('has the schema of %s that the publisher validates', (type) => {
    const [schema] = line
      .all('AWS::EventSchemas::Schema')
      .filter(({ Properties }) => Properties.SchemaName === `${SOURCE}@${type}`);
    expect(schema?.Properties).toMatchObject({ Type: 'JSONSchemaDraft4', RegistryName: 'EmergencyLine' });
    const content = JSON.parse(String(schema?.Properties.Content));
    expect(content).toMatchObject({
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: type,
      properties: { 'detail-type': { enum: [type] }, source: { enum: [SOURCE] } },
    });
    const published = publishedSchemas[type] as unknown as { shape: object };
    expect(Object.keys(content.properties.detail.properties)).toStrictEqual(Object.keys(published.shape));
  });

  it('has no other schema', () => {
    expect(line.all('AWS::EventSchemas::Schema')).toHaveLength(Object.keys(publishedSchemas).length);
  });
});
