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
const place: FieldPosition = { stream: 'admin/1', seq: 1, id: '01KF', field: 'number' };
const NUMBER = '+6591110001';

const rowOf = async (subject: string) => {
  const command = new GetItemCommand({
    TableName: TABLES.subjectKeys,
    Key: { subject: { S: subject } },
    ConsistentRead: true,
  });
  return (await db().send(command)).Item;
};

/** What DynamoDB is asked while something is done. */
const asked = async (database: DynamoDBClient, act: () => Promise<unknown>): Promise<unknown[]> => {
  const seen: unknown[] = [];
  database.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        seen.push([commandName, 'ConsistentRead' in args.input && args.input.ConsistentRead]);
        return next(args);
      },
    { name: 'asked' },
  );
  await act();
  database.middlewareStack.remove('asked');
  return seen;
};

describe('a subject’s data key', () => {
  it('decrypts its ciphertexts in any process', async () => {
    const subject = newSubject();
    const sealed = await aProcess().encrypt(subject, place, NUMBER);
    expect(await aProcess().decrypt(subject, place, sealed)).toBe(NUMBER);
  });

  it("does not decrypt another subject's ciphertexts", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const sealed = await aProcess().encrypt(mine, place, NUMBER);
    await aProcess().encrypt(yours, place, NUMBER);
    await expect(aProcess().decrypt(yours, place, sealed)).rejects.toThrow(
      'it was changed, moved or truncated',
    );
  });

  it('is created once when several first encryptions race', async () => {
    const subject = newSubject();
    const processes = Array.from({ length: 20 }, () => aProcess());
    const sealed = await Promise.all(
      processes.map((data, n) => data.encrypt(subject, { ...place, seq: n }, `${n}`)),
    );
    const opened = await Promise.all(
      sealed.map((text, n) => aProcess().decrypt(subject, { ...place, seq: n }, text)),
    );
    expect(opened).toStrictEqual(processes.map((_, n) => `${n}`));
  });

  it('is stored only wrapped', async () => {
    const subject = newSubject();
    await aProcess().encrypt(subject, place, NUMBER);
    expect(Object.keys((await rowOf(subject)) ?? {}).sort()).toStrictEqual(['subject', 'wrapped']);
  });

  it('is created once, unwrapped once per process, and its row is read consistently each time', async () => {
    const subject = newSubject();
    const reader = aProcess();
    const sealed = await aProcess().encrypt(subject, place, NUMBER);
    const reads = await asked(db(), async () => {
      for (let n = 0; n < 3; n++) await reader.decrypt(subject, place, sealed);
    });
    expect(calls.map(({ operation }) => operation)).toStrictEqual(['GenerateDataKey', 'Decrypt']);
    expect(reads).toStrictEqual(Array(3).fill(['GetItemCommand', true]));
  });

  it("does not unwrap from another subject's row", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const sealed = await aProcess().encrypt(mine, place, NUMBER);
    const stolen = { ...(await rowOf(mine)), subject: { S: yours } };
    await db().send(new PutItemCommand({ TableName: TABLES.subjectKeys, Item: stolen }));
    await expect(aProcess().decrypt(yours, place, sealed)).rejects.toThrow(
      'KMS Decrypt with key alias/personal-data failed: InvalidCiphertextException.',
    );
  });

  it('does not unwrap when it was wrapped under another key', async () => {
    const subject = newSubject();
    await aProcess().encrypt(newSubject(), place, NUMBER);
    await aProcess('alias/his-own').encrypt(subject, place, NUMBER);
    await expect(aProcess().encrypt(subject, place, NUMBER)).rejects.toThrow('IncorrectKeyException');
  });

  it('is not stored when KMS fails', async () => {
    const subject = newSubject();
    edge().fail({ service: 'kms', operation: 'GenerateDataKey', times: 2, as: 'error' });
    await expect(aProcess().encrypt(subject, place, NUMBER)).rejects.toThrow('KMSInternalException');
    expect(await rowOf(subject)).toBeUndefined();
  });
});

describe('an erased subject', () => {
  it('is unreadable for every process from the moment of erasure', async () => {
    const subject = newSubject();
    const [one, other] = [aProcess(), aProcess()];
    const sealed = await one.encrypt(subject, place, NUMBER);
    expect(await other.decrypt(subject, place, sealed)).toBe(NUMBER);
    await one.deleteKey(subject);
    expect(await rowOf(subject)).toBeUndefined();
    const readers = [one, other, aProcess()];
    expect(await Promise.all(readers.map((data) => data.decrypt(subject, place, sealed)))).toStrictEqual([
      null,
      null,
      null,
    ]);
  });

  it('leaves other subjects readable', async () => {
    const [gone, stays] = [newSubject(), newSubject()];
    const data = aProcess();
    await data.encrypt(gone, place, NUMBER);
    const sealed = await data.encrypt(stays, place, NUMBER);
    await data.deleteKey(gone);
    expect(await data.decrypt(stays, place, sealed)).toBe(NUMBER);
  });

  it('can be erased again, like an unknown one', async () => {
    const subject = newSubject();
    await aProcess().deleteKey(subject);
    await aProcess().deleteKey(subject);
    expect(await aProcess().decrypt(subject, place, 'v1.AAAA')).toBeNull();
  });

  it('stays unreadable after a new key is created', async () => {
    const subject = newSubject();
    const sealed = await aProcess().encrypt(subject, place, NUMBER);
    await aProcess().deleteKey(subject);
    await aProcess().encrypt(subject, place, NUMBER);
    await expect(aProcess().decrypt(subject, place, sealed)).rejects.toThrow('does not open with the key');
  });
});
