/** Dates, times and years, which people write into reasons. */
const DATES = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[:.]\d{2}([:.]\d{2})?\b|\b(19|20)\d{2}\b/g;
/** Digits with what people put between the digits of a number, and a letter or number sign in front as of a ticket. */
const NUMBERS = /([\p{L}#]-?)?\+?\d(?:[\s().,/-]{0,2}\d)*/gu;
const PHONE_DIGITS = 9;
const PIN_DIGITS = 4;

/**
 * What in a text for the log looks like a secret or like personal data: a telephone number, or a PIN. The log cannot forget it.
 * A ticket's number is accepted when a letter or # precedes it, as in INC-12345.
 */
export const secretIn = (text: string): 'phone number' | 'PIN' | null => {
  const numbers = [...text.normalize('NFKC').replace(DATES, ' | ').matchAll(NUMBERS)];
  const found = numbers.map(([all, ticket]) => ({ digits: all.replace(/\D/g, '').length, ticket, all }));
  if (found.some(({ digits, all }) => digits >= PHONE_DIGITS || (all.startsWith('+') && digits > 6)))
    return 'phone number';
  return found.some(({ digits, ticket }) => digits >= PIN_DIGITS && ticket === undefined) ? 'PIN' : null;
};
