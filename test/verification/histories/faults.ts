import type { Random } from '../../kit/random.ts';
import type { Gate, OutsideCall } from '../outside.ts';

/** What was broken on purpose: a function stopped, a call throttled, an answer lost. */
export class Broken extends Error {
  override name = 'Broken';
}

/** How many of the outside calls go wrong. */
const SHARE = 0.08;

/**
 * Outside calls that go wrong now and then: throttled and not made; made and the answer lost; a put sent again by the SDK;
 * the function stopped after a read; a text refused by the provider, or taken and the answer lost.
 */
export const faultyNow =
  (random: Random): Gate =>
  (call, make) => {
    if (call.port === 'system' || !random.chance(SHARE)) return make();
    return call.port === 'sms' && random.chance(0.7) ? notTaken(random, make) : failed(random, call, make);
  };

/** The port of texts never throws: it tells what it knows. */
const notTaken = async <Answer>(random: Random, make: () => Promise<Answer>): Promise<Answer> => {
  const reason = random.pick(['throttled', 'unknown'] as const);
  if (reason === 'unknown') await make();
  return { sent: false, reason, detail: 'Broken' } as Answer;
};

const failed = async <Answer>(
  random: Random,
  { method }: OutsideCall,
  make: () => Promise<Answer>,
): Promise<Answer> => {
  if (random.chance(0.4)) throw new Broken(`${method} was throttled`);
  await make();
  if (method === 'append' && random.chance(0.4)) return make();
  throw new Broken(`${method} was done and its answer lost`);
};
