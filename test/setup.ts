import fc from 'fast-check';
import { afterAll } from 'vitest';
import { removeLeftovers } from './e2e/product.ts';

/** Property tests draw the same inputs every time; another seed is a choice: `FC_SEED=7 npm run unit`. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });

// Here and not in product.ts, which the files of one worker share: a setup file runs for each of them.
afterAll(removeLeftovers);
