import { afterAll } from 'vitest';
import { removeLeftovers } from './product.ts';

// Here and not in product.ts, which the files of one worker share: a setup file runs for each of them.
afterAll(removeLeftovers);
