import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { personalData } from '../../adapters/personal-data.ts';
import { subjectKeys } from '../../adapters/subject-keys.ts';
import type { FieldPosition } from '../../domain/emergency/ports.ts';
import { TABLES, withDynamo } from './with-dynamo.ts';
import { withEdge } from './with-edge.ts';

const { edge, calls, client } = withEdge();
const db = withDynamo();

/** Personal data as one process sees it: what it remembers is its own. */
const aProcess = (keyId = 'alias/personal-data') => {
  const kms = new KMSClient({ ...client(), ...REPEATABLE });
  return personalData(subjectKeys({ kms, db: db(), keyId, table: TABLES.subjectKeys }));
};

let subjects = 0;
const newSubject = () => `admin-${++subjects}`;
const position: FieldPosition = { stream: 'admin/1', seq: 1, id: '01KF', field: 'number' };
const NUMBER = '+6591110001';

const rowOf = async (subject: string) => {
  const command = new GetItemCommand({
    TableName: TABLES.subjectKeys,
    Key: { subject: { S: subject } },
    ConsistentRead: true,
  });
  return (await db().send(command)).Item;
};

/** The requests to DynamoDB during an action. */
const requested = async (database: DynamoDBClient, act: () => Promise<unknown>): Promise<unknown[]> => {
  const seen: unknown[] = [];
  database.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        seen.push([commandName, 'ConsistentRead' in args.input && args.input.ConsistentRead]);
        return next(args);
      },
    { name: 'requested' },
  );
  await act();
  database.middlewareStack.remove('requested');
  return seen;
};

describe('a subject’s data key', () => {
  it('decrypts its ciphertexts in any process', async () => {
    const subject = newSubject();
    const ciphertext = await aProcess().encrypt(subject, position, NUMBER);
    expect(await aProcess().decrypt(subject, position, ciphertext)).toBe(NUMBER);
  });

  it("does not decrypt another subject's ciphertexts", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const ciphertext = await aProcess().encrypt(mine, position, NUMBER);
    await aProcess().encrypt(yours, position, NUMBER);
    await expect(aProcess().decrypt(yours, position, ciphertext)).rejects.toThrow(
      'it was changed, moved or truncated',
    );
  });

  it('is created once when several first encryptions race', async () => {
    const subject = newSubject();
    const processes = Array.from({ length: 20 }, () => aProcess());
    const ciphertext = await Promise.all(
      processes.map((data, n) => data.encrypt(subject, { ...position, seq: n }, `${n}`)),
    );
    const opened = await Promise.all(
      ciphertext.map((text, n) => aProcess().decrypt(subject, { ...position, seq: n }, text)),
    );
    expect(opened).toStrictEqual(processes.map((_, n) => `${n}`));
  });

  it('is stored only wrapped', async () => {
    const subject = newSubject();
    await aProcess().encrypt(subject, position, NUMBER);
    expect(Object.keys((await rowOf(subject)) ?? {}).sort()).toStrictEqual(['subject', 'wrapped']);
  });

  it('is created once, unwrapped once per process, and its row is read consistently each time', async () => {
    const subject = newSubject();
    const reader = aProcess();
    const ciphertext = await aProcess().encrypt(subject, position, NUMBER);
    const reads = await requested(db(), async () => {
      for (let n = 0; n < 3; n++) await reader.decrypt(subject, position, ciphertext);
    });
    expect(calls.map(({ operation }) => operation)).toStrictEqual(['GenerateDataKey', 'Decrypt']);
    expect(reads).toStrictEqual(Array(3).fill(['GetItemCommand', true]));
  });

  it("does not unwrap from another subject's row", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const ciphertext = await aProcess().encrypt(mine, position, NUMBER);
    const stolen = { ...(await rowOf(mine)), subject: { S: yours } };
    await db().send(new PutItemCommand({ TableName: TABLES.subjectKeys, Item: stolen }));
    await expect(aProcess().decrypt(yours, position, ciphertext)).rejects.toThrow(
      'KMS Decrypt with key alias/personal-data failed: InvalidCiphertextException.',
    );
  });

  it('does not unwrap when it was wrapped under another key', async () => {
    const subject = newSubject();
    await aProcess().encrypt(newSubject(), position, NUMBER);
    await aProcess('alias/foreign').encrypt(subject, position, NUMBER);
    await expect(aProcess().encrypt(subject, position, NUMBER)).rejects.toThrow('IncorrectKeyException');
  });

  it('is not stored when KMS fails', async () => {
    const subject = newSubject();
    edge().fail({ service: 'kms', operation: 'GenerateDataKey', times: 2, as: 'error' });
    await expect(aProcess().encrypt(subject, position, NUMBER)).rejects.toThrow('KMSInternalException');
    expect(await rowOf(subject)).toBeUndefined();
  });
});

describe('an erased subject', () => {
  it('is unreadable for every process from the moment of erasure', async () => {
    const subject = newSubject();
    const [one, other] = [aProcess(), aProcess()];
    const ciphertext = await one.encrypt(subject, position, NUMBER);
    expect(await other.decrypt(subject, position, ciphertext)).toBe(NUMBER);
    await one.deleteKey(subject);
    expect(await rowOf(subject)).toBeUndefined();
    const readers = [one, other, aProcess()];
    expect(
      await Promise.all(readers.map((data) => data.decrypt(subject, position, ciphertext))),
    ).toStrictEqual([null, null, null]);
  });

  it('leaves other subjects readable', async () => {
    const [gone, stays] = [newSubject(), newSubject()];
    const data = aProcess();
    await data.encrypt(gone, position, NUMBER);
    const ciphertext = await data.encrypt(stays, position, NUMBER);
    await data.deleteKey(gone);
    expect(await data.decrypt(stays, position, ciphertext)).toBe(NUMBER);
  });

  it('can be erased again, like an unknown one', async () => {
    const subject = newSubject();
    await aProcess().deleteKey(subject);
    await aProcess().deleteKey(subject);
    expect(await aProcess().decrypt(subject, position, 'v1.AAAA')).toBeNull();
  });

  it('stays unreadable after a new key is created', async () => {
    const subject = newSubject();
    const ciphertext = await aProcess().encrypt(subject, position, NUMBER);
    await aProcess().deleteKey(subject);
    await aProcess().encrypt(subject, position, NUMBER);
    await expect(aProcess().decrypt(subject, position, ciphertext)).rejects.toThrow(
      'fails authentication with the key',
    );
  });
});
