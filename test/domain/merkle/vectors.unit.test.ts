import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digest } from '../../../adapters/sha256.ts';
import { provesInclusion } from './proves-inclusion.ts';

const bytes = z
  .string()
  .nullable()
  .transform((text) => Uint8Array.from(Buffer.from(text ?? '', 'base64')));
const inclusion = z.strictObject({
  name: z.string(),
  proof: z
    .array(bytes)
    .nullable()
    .transform((hashes) => hashes ?? []),
  wantErr: z.boolean(),
  leafIdx: z.number(),
  treeSize: z.number(),
  root: bytes,
  leafHash: bytes,
});

describe('the test data of transparency-dev/merkle', () => {
  const inclusions = readFileSync('test/fixtures/merkle/inclusion.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => inclusion.parse(JSON.parse(line)));

  it('are 98 cases of inclusion', () => {
    expect(inclusions.length).toBe(98);
  });

  it.each(inclusions)('$name', ({ leafIdx: index, leafHash: leaf, treeSize: size, root, proof, wantErr }) => {
    expect(provesInclusion(digest, { index, leaf }, { size, root }, proof)).toBe(!wantErr);
  });
});
