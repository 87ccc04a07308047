import { type E164, type LookupResult, maskNumber } from '../domain/emergency/index.ts';
import { ExplainedError } from '../domain/ledger/index.ts';

/** The number cannot be an administrator's: no call will ever come from it. */
export class UnusableNumber extends ExplainedError {
  readonly code = 'UnusableNumber';
}

/**
 * Checks a new number against the provider's look-up. A failed look-up says nothing.
 * @throws UnusableNumber when no phone has it, or the provider knows it in another form, which callers then have
 */
export const requireUsable = (number: E164, lookup: LookupResult): void => {
  if (!lookup.found) return;
  if (lookup.otherNumber)
    throw new UnusableNumber(
      `the SMS provider knows this number as another; did you mean ${lookup.otherNumber.reveal()}?`,
    );
  if (lookup.phone.type === 'INVALID')
    throw new UnusableNumber(
      `${maskNumber(number)} is not a number that a phone can have, according to the SMS provider; check its digits`,
    );
};
