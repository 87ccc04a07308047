import { describe, expect, it } from 'vitest';
import type { PhoneNumbers } from '../../adapters/phone-numbers.ts';
import { associatePhoneNumber } from '../../handlers/associate-phone-number.ts';

const NUMBER = '11111111-2222-4333-8444-555555555555';
const OTHER = '99999999-2222-4333-8444-555555555555';
const INSTANCE = '0a1b2c3d-0000-4000-8000-000000000001';
const at = (resource: string) => `arn:aws:connect:ap-southeast-1:111122223333:${resource}`;
const properties = (number: string, flow: string) => ({
  ServiceToken: 'arn:aws:lambda:ap-southeast-1:111122223333:function:AssociatePhoneNumber',
  ServiceTimeout: '180',
  PhoneNumber: at(`phone-number/${number}`),
  Instance: at(`instance/${INSTANCE}`),
  Flow: at(`instance/${INSTANCE}/contact-flow/${flow}`),
});

/** Connect's numbers and their flows, and CloudFormation, which deletes the old resource when the physical id changes. */
const deployment = (failing?: Error, before: [string, string][] = []) => {
  const ties = new Map<string, string>(before);
  const log: unknown[] = [];
  const gone = new Set<string>();
  const numbers: PhoneNumbers = {
    flowOf: async ({ phoneNumberId }) => ties.get(phoneNumberId)?.split(' ')[1] ?? null,
    associate: async ({ phoneNumberId, instanceId, flowId }) => {
      if (failing) throw failing;
      if (gone.has(flowId)) throw Object.assign(new Error(), { name: 'ResourceNotFoundException' });
      ties.set(phoneNumberId, `${instanceId} ${flowId}`);
    },
    disassociate: async ({ phoneNumberId }) => void ties.delete(phoneNumberId),
  };
  let standing: { id: string; properties: object } | undefined;
  const send = async (RequestType: string, ResourceProperties: object, PhysicalResourceId?: string) => {
    const answers: { url: string; body: string }[] = [];
    const handler = associatePhoneNumber({
      numbers,
      log: (level, message, fields) => log.push({ level, message, ...fields }),
      answer: async (url, body) => void answers.push({ url, body }),
    });
    await handler({
      RequestType,
      ResponseURL: 'https://cloudformation.example.com/answer',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Tie',
      ResourceType: 'Custom::PhoneNumberFlow',
      ResourceProperties,
      ...(PhysicalResourceId === undefined ? {} : { PhysicalResourceId }),
    });
    expect(answers).toHaveLength(1);
    return JSON.parse(answers[0]?.body ?? '');
  };
  return {
    ties,
    log,
    gone,
    numbers,
    send,
    deploy: async (next: object) => {
      const answer = await send(standing ? 'Update' : 'Create', next, standing?.id);
      if (answer.Status !== 'SUCCESS') {
        // A resource that failed is deleted by its last id.
        if (!standing) await send('Delete', next, answer.PhysicalResourceId);
        return answer;
      }
      const before = standing;
      standing = { id: answer.PhysicalResourceId, properties: next };
      if (before && before.id !== standing.id) await send('Delete', before.properties, before.id);
      return answer;
    },
    destroy: async () => standing && send('Delete', standing.properties, standing.id),
  };
};

describe('the association of a number', () => {
  it('is made when the stack is created', async () => {
    const stack = deployment();
    expect(await stack.deploy(properties(NUMBER, 'first'))).toStrictEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: NUMBER,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Tie',
    });
    expect([...stack.ties]).toStrictEqual([[NUMBER, `${INSTANCE} first`]]);
  });

  it('changes to another flow in an update, which CloudFormation does not undo', async () => {
    const stack = deployment();
    await stack.deploy(properties(NUMBER, 'first'));
    await stack.deploy(properties(NUMBER, 'second'));
    expect([...stack.ties]).toStrictEqual([[NUMBER, `${INSTANCE} second`]]);
  });

  it('moves to another number, and the old one is disassociated', async () => {
    const stack = deployment();
    await stack.deploy(properties(NUMBER, 'first'));
    await stack.deploy(properties(OTHER, 'first'));
    expect([...stack.ties]).toStrictEqual([[OTHER, `${INSTANCE} first`]]);
  });

  it('is removed with the stack', async () => {
    const stack = deployment();
    await stack.deploy(properties(NUMBER, 'first'));
    await stack.destroy();
    expect(stack.ties.size).toBe(0);
  });
});

describe('a number that was associated with another flow', () => {
  const live: [string, string] = [NUMBER, `${INSTANCE} before`];

  it('is associated with that flow again when the creation is rolled back', async () => {
    const stack = deployment(undefined, [live]);
    const answer = await stack.deploy(properties(NUMBER, 'first'));
    expect(answer.PhysicalResourceId).toBe(`${NUMBER} was before`);
    await stack.destroy();
    expect([...stack.ties]).toStrictEqual([live]);
  });

  it('is associated with that flow again after updates, which do not change the id', async () => {
    const stack = deployment(undefined, [live]);
    await stack.deploy(properties(NUMBER, 'first'));
    expect((await stack.deploy(properties(NUMBER, 'second'))).PhysicalResourceId).toBe(
      `${NUMBER} was before`,
    );
    await stack.destroy();
    expect([...stack.ties]).toStrictEqual([live]);
  });

  it('is associated with that flow again when another number replaces it', async () => {
    const stack = deployment(undefined, [live]);
    await stack.deploy(properties(NUMBER, 'first'));
    await stack.deploy(properties(OTHER, 'first'));
    expect([...stack.ties]).toStrictEqual([live, [OTHER, `${INSTANCE} first`]]);
  });

  it.each([
    ['associating another flow', 'associate'],
    ['reading its current flow', 'flowOf'],
  ] as const)('is still associated with that flow when %s failed', async (_, method) => {
    const stack = deployment(undefined, [live]);
    stack.numbers[method] = async () => {
      throw Object.assign(new Error(), { name: 'ResourceNotFoundException' });
    };
    const disassociated: unknown[] = [];
    stack.numbers.disassociate = async (number) => void disassociated.push(number);
    expect(await stack.deploy(properties(NUMBER, 'first'))).toMatchObject({ Status: 'FAILED' });
    expect([...stack.ties]).toStrictEqual([live]);
    expect(method === 'flowOf' ? disassociated : []).toStrictEqual([]);
  });

  it('has no flow when that flow no longer exists', async () => {
    const stack = deployment(undefined, [live]);
    await stack.deploy(properties(NUMBER, 'first'));
    stack.gone.add('before');
    await stack.destroy();
    expect(stack.ties.size).toBe(0);
  });

  it('is disassociated when it had the same flow before', async () => {
    const stack = deployment(undefined, [[NUMBER, `${INSTANCE} first`]]);
    const answer = await stack.deploy(properties(NUMBER, 'first'));
    expect(answer.PhysicalResourceId).toBe(NUMBER);
  });

  it('is disassociated when an older release recorded no flow', async () => {
    const stack = deployment(undefined, [live]);
    await stack.send('Delete', properties(NUMBER, 'first'), NUMBER);
    expect(stack.ties.size).toBe(0);
  });
});

describe('CloudFormation always receives a response', () => {
  it('that names the failure and what to check, with only the error’s name', async () => {
    const failing = Object.assign(new Error('the number +6568000001 is not yours'), {
      name: 'ResourceNotFoundException',
    });
    const stack = deployment(failing);
    expect(await stack.deploy(properties(NUMBER, 'first'))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(
        /^Create of a number’s association failed: ResourceNotFoundException\. .*connect\.numbers/,
      ),
      PhysicalResourceId: NUMBER,
    });
    expect(stack.log).toMatchObject([
      { level: 'error', message: 'failed to associate the number with its flow', status: 'Create' },
    ]);
  });

  it('when its request is incomplete', async () => {
    const answer = await deployment().send('Create', { PhoneNumber: at(`phone-number/${NUMBER}`) });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.any(String) });
  });

  it('when it rolls back an association that was never made', async () => {
    const answer = await deployment().send('Delete', {}, 'request');
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'request' });
  });
});
