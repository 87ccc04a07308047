import { appendFigure } from './figures/append.ts';

const f = await appendFigure({ seed: 1, testSeconds: null });
console.log(JSON.stringify(f, null, 1));
