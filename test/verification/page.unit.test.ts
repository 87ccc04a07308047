import { expect, it } from 'vitest';
import { page } from './page.ts';

const circumstances = { date: '2026-11-22', commit: 'abc1234', node: '20.19.0', machine: '2 cores', seed: 7 };
const storm = {
  name: 'storm',
  shows: 'A PIN is verified once.',
  bar: '|verified| = 1',
  size: '1,000 tries',
  result: '2 verified',
  passed: false,
  notes: ['half of them right'],
  seconds: 1234.5,
};

it('the verification page names what ran, where, and which check failed', () => {
  const lines = page({ ...circumstances, quick: false, outcomes: [storm] }).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'One full run of `npm run evidence:security -- --seed 7` on 2026-11-22, at commit abc1234, with Node 20.19.0 on 2 cores.',
      '| [storm](#storm) | \\|verified\\| = 1 | 1,000 tries | 2 verified | 1,234.5 s | **failed** |',
      '## storm',
      '* half of them right',
    ]),
  );
});
