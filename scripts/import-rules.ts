const LAYERS = ['domain', 'flows', 'adapters', 'projections', 'use-cases', 'handlers'];
const PRODUCT = [...LAYERS, 'infra', 'local', 'cli'];

/** Our folders, and which of our folders each may import. */
export const MAY_IMPORT: Record<string, readonly string[]> = {
  'domain/ledger': ['domain/zod.ts'],
  'domain/emergency': ['domain/zod.ts', 'domain/ledger'],
  'domain/config': ['domain/zod.ts', 'domain/ledger', 'domain/emergency'],
  flows: ['domain'],
  adapters: ['domain', 'flows'],
  projections: ['domain', 'flows', 'adapters'],
  'use-cases': ['domain', 'flows', 'adapters', 'projections'],
  handlers: ['domain', 'flows', 'adapters', 'projections', 'use-cases'],
  infra: LAYERS,
  local: LAYERS,
  cli: [...LAYERS, 'infra', 'local'],
  scripts: PRODUCT,
  bench: [...PRODUCT, 'test/kit'],
};

/** Folders that others may import through their `index.ts` only; tests may import any of their files. */
export const SURFACES = ['domain/ledger', 'domain/emergency', 'flows', 'local/connect'];

/** Packages that a folder may not import, and why. */
export const NO_PACKAGES: Record<string, { pattern: RegExp; reason: string }> = {
  domain: {
    pattern: /^(node:|@aws-sdk\/|@smithy\/)/,
    reason: 'domain/ is pure: time, ids and outside answers are passed in',
  },
  flows: { pattern: /^(@aws-sdk\/|@smithy\/)/, reason: 'flows/ uses no AWS client' },
};
