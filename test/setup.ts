import fc from 'fast-check';

/** Property tests draw the same inputs every time; another seed is a choice: `FC_SEED=7 npm run unit`. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
