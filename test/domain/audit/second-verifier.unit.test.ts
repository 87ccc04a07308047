import { expect, it } from 'vitest';
import { auditOf, SIGNER } from '../../kit/signed-log.ts';
import { randomLog } from './random-logs.ts';
import { secondOpinion } from './second-verifier.ts';

it('a second verifier with another cryptography library agrees about 150 random logs, intact and tampered', async () => {
  const verdicts = { good: 0, bad: 0 };
  for (let seed = 1; seed <= 150; seed += 1) {
    const { log, done } = await randomLog(seed);
    const first = (await auditOf(log)).verdict === 'intact';
    expect({ seed, done, intact: secondOpinion(log, SIGNER.key) }).toEqual({ seed, done, intact: first });
    verdicts[first ? 'good' : 'bad'] += 1;
  }
  expect(Math.min(verdicts.good, verdicts.bad)).toBeGreaterThan(40);
});
