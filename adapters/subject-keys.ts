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

/** A subject's 32-byte data key. `find` is null for a subject that has none, or none any more. */
export type SubjectKeys = {
  find(subject: string): Promise<Buffer | null>;
  create(subject: string): Promise<Buffer>;
  remove(subject: string): Promise<void>;
};

/** `keyId`: the symmetric KMS key that wraps. `table`: one row per subject, deleted to erase the subject. */
export type SubjectKeysSettings = { kms: KMSClient; db: DynamoDBClient; keyId: string; table: string };

/**
 * The data keys in `table`. Throws when KMS or DynamoDB cannot be used. Only what KMS unwrapped is remembered; the row
 * is read, consistently, each time, so an erasure made anywhere holds here at once.
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
      const made = await newKey(settings, subject);
      if (await rows.putFirst(subject, made.wrapped)) return made.key;
      // Another was first, or our own put came back as a failed condition after the SDK sent it again.
      const key = await find(subject);
      if (key === null)
        throw new KeyUnusable(`the key of ${subject} was deleted while it was being made; try again`);
      return key;
    },
    remove: async (subject) => {
      await rows.remove(subject);
      unwrapped.clear();
    },
  };
};

// The data key as KMS wrapped it.
const WRAPPED = 'wrapped';

const keyRows = ({ db, table }: SubjectKeysSettings) => {
  const rowOf = (subject: string) => ({ [SUBJECT_KEYS.partitionKey]: { S: subject } });
  return {
    read: async (subject: string) => {
      const command = new GetItemCommand({ TableName: table, Key: rowOf(subject), ConsistentRead: true });
      return (await db.send(command)).Item?.[WRAPPED]?.B ?? null;
    },
    /** False when the subject has a key already. */
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

// The subject is bound into the wrapping (and so stands in CloudTrail): an id, never a name or a number.
const newKey = async ({ kms, keyId }: SubjectKeysSettings, subject: string) => {
  const command = new GenerateDataKeyCommand({
    KeyId: keyId,
    KeySpec: 'AES_256',
    EncryptionContext: { subject },
  });
  const made = await kms.send(command).catch(kmsFailure('GenerateDataKey', keyId));
  return {
    key: present(made.Plaintext, 'GenerateDataKey', keyId),
    wrapped: present(made.CiphertextBlob, 'GenerateDataKey', keyId),
  };
};

const REMEMBERED = 1_000;

const unwrap = async (
  { kms, keyId }: SubjectKeysSettings,
  unwrapped: Map<string, Buffer>,
  subject: string,
  wrapped: Uint8Array,
): Promise<Buffer> => {
  const name = `${subject} ${Buffer.from(wrapped).toString('base64')}`;
  const known = unwrapped.get(name);
  if (known) return known;
  // With the key named, a row somebody wrapped under a key of his own does not unwrap.
  const command = new DecryptCommand({
    KeyId: keyId,
    CiphertextBlob: wrapped,
    EncryptionContext: { subject },
  });
  const { Plaintext } = await kms.send(command).catch(kmsFailure('Decrypt', keyId));
  const key = present(Plaintext, 'Decrypt', keyId);
  if (unwrapped.size >= REMEMBERED) unwrapped.clear();
  unwrapped.set(name, key);
  return key;
};
