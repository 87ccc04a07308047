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
      `${maskNumber(number)} is ${maskNumber(lookup.otherNumber)} to the SMS provider, so calls come from that number; did you mean it? A trunk prefix (such as 0) after the country code must be left out`,
    );
  if (lookup.phone.type === 'INVALID')
    throw new UnusableNumber(
      `${maskNumber(number)} is not a number that a phone can have, according to the SMS provider; check its digits`,
    );
};
