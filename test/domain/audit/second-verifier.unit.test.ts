import { expect, it } from 'vitest';
import { runs } from '../../kit/sample.ts';
import { auditOf, hasIntactBytes, SIGNER } from '../../kit/signed-log.ts';
import { randomLog } from './random-logs.ts';
import { secondOpinion } from './second-verifier.ts';

const RANDOM_LOGS = runs(150);

it(`a second verifier with another cryptography library agrees about ${RANDOM_LOGS} random logs, intact and tampered`, async () => {
  const verdicts = { good: 0, bad: 0 };
  for (let seed = 1; seed <= RANDOM_LOGS; seed += 1) {
    const { log, done } = await randomLog(seed);
    const first = hasIntactBytes(await auditOf(log));
    expect({ seed, done, intact: secondOpinion(log, SIGNER.key) }).toEqual({ seed, done, intact: first });
    verdicts[first ? 'good' : 'bad'] += 1;
  }
  expect(Math.min(verdicts.good, verdicts.bad)).toBeGreaterThan(RANDOM_LOGS / 4);
});
