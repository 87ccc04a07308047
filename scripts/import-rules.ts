/** The folders of the product and what of ours each may import. */
export const MAY_IMPORT: Record<string, readonly string[]> = {
  'domain/ledger': ['domain/zod.ts'],
  'domain/emergency': ['domain/zod.ts', 'domain/ledger'],
  'domain/config': ['domain/zod.ts', 'domain/ledger', 'domain/emergency'],
  flows: ['domain'],
  adapters: ['domain', 'flows'],
  projections: ['domain', 'flows', 'adapters'],
  'use-cases': ['domain', 'flows', 'adapters', 'projections'],
  handlers: ['domain', 'flows', 'adapters', 'projections', 'use-cases'],
  infra: ['domain', 'flows', 'adapters', 'projections', 'use-cases', 'handlers', 'scripts'],
  local: ['domain', 'flows', 'adapters', 'projections', 'use-cases', 'handlers'],
  cli: ['domain', 'flows', 'adapters', 'projections', 'use-cases', 'handlers', 'infra', 'local'],
  scripts: ['domain', 'flows', 'adapters', 'projections', 'use-cases', 'handlers', 'infra', 'local', 'cli'],
  bench: [
    'domain',
    'flows',
    'adapters',
    'projections',
    'use-cases',
    'handlers',
    'infra',
    'local',
    'cli',
    'scripts',
    'test/kit',
  ],
};

/** Folders that others may enter through their `index.ts` only; tests may look inside. */
export const SURFACES = ['domain/ledger', 'domain/emergency', 'flows', 'local/connect'];

/** Packages that a folder may not import, and why. */
export const NO_PACKAGES: Record<string, { pattern: RegExp; reason: string }> = {
  domain: {
    pattern: /^(node:|@aws-sdk\/|@smithy\/)/,
    reason: 'domain/ is pure: time, ids and outside answers are passed in',
  },
  flows: { pattern: /^(@aws-sdk\/|@smithy\/)/, reason: 'flows/ knows no AWS client' },
};
