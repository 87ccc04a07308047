import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { conditionHeld } from './conditional-write.ts';
import { KeyUnusable, kmsFailure, present } from './kms.ts';
import { SUBJECT_KEYS } from './tables.ts';

/** One 32-byte data key per subject. `find` returns null when the subject has none or it was deleted. */
export type SubjectKeys = {
  find(subject: string): Promise<Buffer | null>;
  create(subject: string): Promise<Buffer>;
  remove(subject: string): Promise<void>;
};

/** `keyId`: the symmetric KMS key that wraps the data keys. `table`: one row per subject, deleted to erase the subject. */
export type SubjectKeysSettings = { kms: KMSClient; db: DynamoDBClient; keyId: string; table: string };

/**
 * Stores the data keys in `table`, wrapped by KMS. Unwrapped keys are cached, but the row is read consistently each time,
 * so an erasure takes effect everywhere at once.
 * @throws KeyUnusable when KMS fails
 */
export const subjectKeys = (settings: SubjectKeysSettings): SubjectKeys => {
  const rows = keyRows(settings);
  const unwrapped = new Map<string, Buffer>();
  const find = async (subject: string) => {
    const wrapped = await rows.read(subject);
    return wrapped === null ? null : unwrap(settings, unwrapped, subject, wrapped);
  };
  return {
    find,
    create: async (subject) => {
      const created = await newKey(settings, subject);
      if (await rows.putFirst(subject, created.wrapped)) return created.key;
      // Another writer was first, or the SDK repeated our own put and it failed its condition.
      const key = await find(subject);
      if (key === null)
        throw new KeyUnusable(`the key of ${subject} was deleted while it was being created; try again`);
      return key;
    },
    remove: async (subject) => {
      await rows.remove(subject);
      unwrapped.clear();
    },
  };
};

const WRAPPED = 'wrapped';

const keyRows = ({ db, table }: SubjectKeysSettings) => {
  const rowOf = (subject: string) => ({ [SUBJECT_KEYS.partitionKey]: { S: subject } });
  return {
    read: async (subject: string) => {
      const command = new GetItemCommand({ TableName: table, Key: rowOf(subject), ConsistentRead: true });
      return (await db.send(command)).Item?.[WRAPPED]?.B ?? null;
    },
    /** Returns false when the subject already has a key. */
    putFirst: async (subject: string, wrapped: Uint8Array) => {
      const command = new PutItemCommand({
        TableName: table,
        Item: { ...rowOf(subject), [WRAPPED]: { B: wrapped } },
        ConditionExpression: `attribute_not_exists(${SUBJECT_KEYS.partitionKey})`,
      });
      return conditionHeld(db.send(command));
    },
    remove: async (subject: string) => {
      await db.send(new DeleteItemCommand({ TableName: table, Key: rowOf(subject) }));
    },
  };
};

// The encryption context binds the key to its subject. CloudTrail records it: an id, never a name or a number.
const newKey = async ({ kms, keyId }: SubjectKeysSettings, subject: string) => {
  const command = new GenerateDataKeyCommand({
    KeyId: keyId,
    KeySpec: 'AES_256',
    EncryptionContext: { subject },
  });
  const { Plaintext, CiphertextBlob } = await kms.send(command).catch(kmsFailure('GenerateDataKey', keyId));
  return {
    key: present(Plaintext, 'GenerateDataKey', keyId),
    wrapped: present(CiphertextBlob, 'GenerateDataKey', keyId),
  };
};

const CACHE_SIZE = 1_000;

const unwrap = async (
  { kms, keyId }: SubjectKeysSettings,
  unwrapped: Map<string, Buffer>,
  subject: string,
  wrapped: Uint8Array,
): Promise<Buffer> => {
  const name = `${subject} ${Buffer.from(wrapped).toString('base64')}`;
  const cached = unwrapped.get(name);
  if (cached) return cached;
  // Naming the key rejects a row that was wrapped under any other key.
  const command = new DecryptCommand({
    KeyId: keyId,
    CiphertextBlob: wrapped,
    EncryptionContext: { subject },
  });
  const { Plaintext } = await kms.send(command).catch(kmsFailure('Decrypt', keyId));
  const key = present(Plaintext, 'Decrypt', keyId);
  if (unwrapped.size >= CACHE_SIZE) unwrapped.clear();
  unwrapped.set(name, key);
  return key;
};
