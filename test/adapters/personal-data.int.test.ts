import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { personalData } from '../../adapters/personal-data.ts';
import { SUBJECT_KEYS, subjectKeys } from '../../adapters/subject-keys.ts';
import type { SealedPlace } from '../../domain/ports.ts';
import { withDynamo } from './with-dynamo.ts';
import { withEdge } from './with-edge.ts';

const { edge, calls, client } = withEdge();
const db = withDynamo({ [SUBJECT_KEYS.table]: SUBJECT_KEYS.partitionKey });

/** Personal data as one process sees it: what it remembers is its own. */
const aProcess = () =>
  personalData(
    subjectKeys({
      kms: new KMSClient({ ...client(), ...REPEATABLE }),
      db: db(),
      keyId: 'alias/personal-data',
      table: SUBJECT_KEYS.table,
    }),
  );

let subjects = 0;
const newSubject = () => `admin-${++subjects}`;
const place: SealedPlace = { stream: 'admin/1', seq: 1, id: '01KF', field: 'number' };
const NUMBER = '+6591110001';
const operations = () => calls.map(({ operation }) => operation);

const rowOf = async (subject: string) =>
  (
    await db().send(
      new GetItemCommand({
        TableName: SUBJECT_KEYS.table,
        Key: { subject: { S: subject } },
        ConsistentRead: true,
      }),
    )
  ).Item;

describe('sealed personal data', () => {
  it('is read by whoever may use the key, in any process', async () => {
    const subject = newSubject();
    const sealed = await aProcess().seal(subject, place, NUMBER);
    expect(await aProcess().unseal(subject, place, sealed)).toBe(NUMBER);
  });

  it('keeps every text as it is', async () => {
    const subject = newSubject();
    const data = aProcess();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (clear) => {
        expect(await data.unseal(subject, place, await data.seal(subject, place, clear))).toBe(clear);
      }),
      { numRuns: 50 },
    );
  });

  it('shows nothing of the text, and never the same twice', async () => {
    const subject = newSubject();
    const data = aProcess();
    const sealed = await Promise.all([1, 2].map(() => data.seal(subject, place, NUMBER)));
    expect(sealed[0]).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(Buffer.from(sealed[0]?.slice(3) ?? '', 'base64url').toString('latin1')).not.toContain('9111');
  });

  it.each<[string, SealedPlace]>([
    ['another stream', { ...place, stream: 'admin/2' }],
    ['another event', { ...place, seq: 2 }],
    ['another event id', { ...place, id: '01KG' }],
    ['another field', { ...place, field: 'name' }],
  ])('does not open when it was moved to %s', async (_, elsewhere) => {
    const subject = newSubject();
    const sealed = await aProcess().seal(subject, place, NUMBER);
    await expect(aProcess().unseal(subject, elsewhere, sealed)).rejects.toThrow(
      'it was changed, moved or cut',
    );
  });

  it("does not open as another subject's", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const sealed = await aProcess().seal(mine, place, NUMBER);
    await aProcess().seal(yours, place, NUMBER);
    await expect(aProcess().unseal(yours, place, sealed)).rejects.toThrow('it was changed, moved or cut');
  });

  it('does not open with a single bit changed, nor cut short, nor lengthened, and says where it stands', async () => {
    const subject = newSubject();
    const data = aProcess();
    const sealed = Buffer.from((await data.seal(subject, place, NUMBER)).slice(3), 'base64url');
    const flipped = Array.from({ length: sealed.length * 8 }, (_, bit) => {
      const copy = Buffer.from(sealed);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const cut = Array.from({ length: sealed.length }, (_, length) => sealed.subarray(0, length));
    for (const bytes of [...flipped, ...cut, Buffer.concat([sealed, Buffer.alloc(1)])])
      await expect(data.unseal(subject, place, `v1.${bytes.toString('base64url')}`)).rejects.toThrow(
        `The sealed number of admin/1 event 1 does not open with the key of ${subject}: it was changed, moved or cut.`,
      );
  });

  it.each(['', 'v1.', 'v2.AAAA', NUMBER])('does not open the text %j', async (sealed) => {
    const subject = newSubject();
    await aProcess().seal(subject, place, NUMBER);
    await expect(aProcess().unseal(subject, place, sealed)).rejects.toThrow('does not open with the key');
  });
});

describe('the key of a subject', () => {
  it('is one, however many first seals race for it', async () => {
    const subject = newSubject();
    const processes = Array.from({ length: 20 }, aProcess);
    const sealed = await Promise.all(
      processes.map((data, n) => data.seal(subject, { ...place, seq: n }, `${n}`)),
    );
    const opened = await Promise.all(
      sealed.map((text, n) => aProcess().unseal(subject, { ...place, seq: n }, text)),
    );
    expect(opened).toStrictEqual(processes.map((_, n) => `${n}`));
  });

  it('is stored wrapped, and only so', async () => {
    const subject = newSubject();
    await aProcess().seal(subject, place, NUMBER);
    expect(Object.keys((await rowOf(subject)) ?? {}).sort()).toStrictEqual(['subject', 'wrapped']);
  });

  it('is made once and unwrapped once by a process', async () => {
    const subject = newSubject();
    const [first, second] = [aProcess(), aProcess()];
    const sealed = await first.seal(subject, place, NUMBER);
    for (let n = 0; n < 3; n++) await second.unseal(subject, place, sealed);
    expect(operations()).toStrictEqual(['GenerateDataKey', 'Decrypt']);
  });

  it("does not unwrap from another subject's row", async () => {
    const [mine, yours] = [newSubject(), newSubject()];
    const sealed = await aProcess().seal(mine, place, NUMBER);
    const stolen = await rowOf(mine);
    await db().send(
      new PutItemCommand({ TableName: SUBJECT_KEYS.table, Item: { ...stolen, subject: { S: yours } } }),
    );
    await expect(aProcess().unseal(yours, place, sealed)).rejects.toThrow(
      'KMS Decrypt with key alias/personal-data failed: InvalidCiphertextException.',
    );
  });

  it('stays unused when KMS fails, and no row is left half made', async () => {
    const subject = newSubject();
    edge().fail({ service: 'kms', operation: 'GenerateDataKey', times: 2, as: 'error' });
    await expect(aProcess().seal(subject, place, NUMBER)).rejects.toThrow('KMSInternalException');
    expect(await rowOf(subject)).toBeUndefined();
  });
});

describe('a forgotten subject', () => {
  it('cannot be read any more, by nobody, from the moment it is forgotten', async () => {
    const subject = newSubject();
    const [one, other] = [aProcess(), aProcess()];
    const sealed = await one.seal(subject, place, NUMBER);
    expect(await other.unseal(subject, place, sealed)).toBe(NUMBER);
    await one.forget(subject);
    expect(
      await Promise.all([one, other, aProcess()].map((data) => data.unseal(subject, place, sealed))),
    ).toStrictEqual([null, null, null]);
  });

  it('leaves no key behind', async () => {
    const subject = newSubject();
    await aProcess().seal(subject, place, NUMBER);
    await aProcess().forget(subject);
    expect(await rowOf(subject)).toBeUndefined();
  });

  it('takes nobody else along', async () => {
    const [gone, stays] = [newSubject(), newSubject()];
    const data = aProcess();
    await data.seal(gone, place, NUMBER);
    const sealed = await data.seal(stays, place, NUMBER);
    await data.forget(gone);
    expect(await data.unseal(stays, place, sealed)).toBe(NUMBER);
  });

  it('may be forgotten again, or never have been known', async () => {
    const subject = newSubject();
    await aProcess().forget(subject);
    await aProcess().forget(subject);
    expect(await aProcess().unseal(subject, place, 'v1.AAAA')).toBeNull();
  });

  it('does not come back to its old texts with a new key', async () => {
    const subject = newSubject();
    const sealed = await aProcess().seal(subject, place, NUMBER);
    await aProcess().forget(subject);
    await aProcess().seal(subject, place, NUMBER);
    await expect(aProcess().unseal(subject, place, sealed)).rejects.toThrow('does not open with the key');
  });
});
