import { describe, expect, it } from 'vitest';
import { overlaps } from './arn-format.ts';
import { authorizationReference } from './authorization-data.ts';
import { type PolicyStatement, policyStatements } from './policy-statements.ts';
import { templates } from './templates.ts';

const formatsOf = authorizationReference();

/** Null when AWS checks the action against such a resource; `*` is every resource. */
const faultOf = (action: string, resource: string): string | null => {
  const formats = formatsOf(action);
  if (formats === undefined) return `${action} is no action`;
  if (resource === '*' || formats.some((format) => overlaps(format, resource))) return null;
  return `${action} on ${resource} grants nothing: it is checked against ${formats.join(' or ') || 'no resource'}`;
};

/** What is wrong with a statement's pairs; who may assume a role is said without a resource. */
const faultsIn = ({ sid, actions, resources }: PolicyStatement): string[] =>
  actions
    // All of a service's actions: what a resource's own policy gives its account, or refuses without TLS.
    .filter((action) => !action.endsWith(':*'))
    .flatMap((action) =>
      (resources.length > 0 ? resources : ['*']).map((resource) => faultOf(action, resource)),
    )
    .flatMap((fault) => (fault === null ? [] : [`${sid}: ${fault}`]));

describe.each(templates().map(({ name, stack }) => [name, stack.template] as const))('%s', (_, template) => {
  it('pairs every action of its policies with a resource that AWS checks it against', () => {
    expect(policyStatements(template).flatMap(faultsIn)).toStrictEqual([]);
  });
});

describe('a pair that grants nothing is found', () => {
  const instance = 'arn:aws:connect:us-east-1:111122223333:instance/1';
  it.each([
    ['connect:ListContactFlows', instance, /contact-flow\/\*$/],
    ['connect:DescribeContactFlow', instance, /grants nothing/],
    ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/x/index/y', /grants nothing/],
    ['s3:PutObject', 'arn:aws:s3:::bucket', /grants nothing/],
    ['xray:PutTraceSegments', 'arn:aws:xray:us-east-1:111122223333:group/x/y', /no resource$/],
    ['kms:Signe', '*', /is no action/],
  ])('%s on %s', (action, resource, fault) => {
    expect(faultOf(action, resource)).toMatch(fault);
  });

  it.each([
    ['connect:ListContactFlows', `${instance}/contact-flow/*`],
    ['logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/x:*'],
    ['s3:PutObject', 'arn:aws:s3:::bucket/checkpoints/*'],
    ['sms-voice:CarrierLookup', '*'],
  ])('and %s on %s is right', (action, resource) => {
    expect(faultOf(action, resource)).toBeNull();
  });
});
