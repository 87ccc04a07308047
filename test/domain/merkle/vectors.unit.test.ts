import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digest } from '../../../adapters/sha256.ts';
import { provesConsistency, provesInclusion } from '../../../domain/merkle/verify-proofs.ts';

const bytes = z
  .string()
  .nullable()
  .transform((text) => Uint8Array.from(Buffer.from(text ?? '', 'base64')));
const proof = z
  .array(bytes)
  .nullable()
  .transform((hashes) => hashes ?? []);
const common = { name: z.string(), proof, wantErr: z.boolean() };
const inclusion = z.strictObject({
  ...common,
  leafIdx: z.number(),
  treeSize: z.number(),
  root: bytes,
  leafHash: bytes,
});
const consistency = z.strictObject({
  ...common,
  size1: z.number(),
  size2: z.number(),
  root1: bytes,
  root2: bytes,
});

const casesOf = <Case>(name: string, schema: z.ZodType<Case>): Case[] =>
  readFileSync(`test/fixtures/merkle/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));

describe('the test data of transparency-dev/merkle', () => {
  const inclusions = casesOf('inclusion', inclusion);
  const consistencies = casesOf('consistency', consistency);

  it('are 98 cases of inclusion and 98 of consistency', () => {
    expect([inclusions.length, consistencies.length]).toEqual([98, 98]);
  });

  it.each(inclusions)('$name', ({ leafIdx: index, leafHash: leaf, treeSize: size, root, proof, wantErr }) => {
    expect(provesInclusion(digest, { index, leaf }, { size, root }, proof)).toBe(!wantErr);
  });

  it.each(consistencies)('$name', ({ size1, size2, root1, root2, proof, wantErr }) => {
    const [first, second] = [
      { size: size1, root: root1 },
      { size: size2, root: root2 },
    ];
    expect(provesConsistency(digest, first, second, proof)).toBe(!wantErr);
  });
});
