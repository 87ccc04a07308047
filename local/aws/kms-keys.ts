import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openJournal } from './journal.ts';
import { ServiceError } from './services.ts';

const Usage = z.enum(['GENERATE_VERIFY_MAC', 'ENCRYPT_DECRYPT', 'SIGN_VERIFY']);
type Usage = z.infer<typeof Usage>;

const Key = z.object({
  name: z.string(),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  usage: Usage,
  material: z.base64(),
});

export type KmsKey = { id: string; arn: string; material: Buffer };

/** Keys by id, alias, or the ARN of either. */
export type KmsKeys = {
  get(keyId: string, usage: Usage): KmsKey;
  getOrCreate(keyId: string, usage: Usage): KmsKey;
  byId(id: string): KmsKey;
  close(): void;
};

/** Opens the local KMS keys in `<folder>/kms-keys.jsonl`, which only its owner can read. */
export const openKmsKeys = (folder: string | undefined): KmsKeys => {
  const journal = openJournal(folder, 'kms-keys', Key);
  const find = (keyId: string) => journal.entries.find(({ name }) => name === nameOf(keyId));
  const get = (keyId: string, usage: Usage) => {
    const key = find(keyId);
    if (!key) throw new ServiceError('NotFoundException', `Key '${keyId}' does not exist`);
    if (key.usage !== usage)
      throw new ServiceError('InvalidKeyUsageException', `Key '${keyId}' is for ${key.usage}, not ${usage}`);
    return usable(key);
  };
  return {
    get,
    getOrCreate: (keyId, usage) => {
      if (!find(keyId)) journal.append(newKey(nameOf(keyId), usage));
      return get(keyId, usage);
    },
    byId: (id) => {
      const key = journal.entries.find((entry) => entry.id === id);
      if (!key)
        throw new ServiceError(
          'InvalidCiphertextException',
          'The ciphertext was encrypted with an unknown key.',
        );
      return usable(key);
    },
    close: journal.close,
  };
};

// arn:aws:kms:<region>:<account>:key/<id> and …:alias/<alias> name the same key as <id> and alias/<alias>.
const nameOf = (keyId: string) => keyId.replace(/^arn:aws:kms:[^:]*:[^:]*:/, '').replace(/^key\//, '');

const newKey = (name: string, usage: Usage) => ({
  name,
  id: randomBytes(16).toString('hex'),
  usage,
  material: randomBytes(32).toString('base64'),
});

const usable = ({ name, id, material }: z.infer<typeof Key>): KmsKey => ({
  id,
  arn: `arn:aws:kms:local:000000000000:${name.startsWith('alias/') ? name : `key/${name}`}`,
  material: Buffer.from(material, 'base64'),
});
