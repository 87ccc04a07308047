import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type E164, parseE164 } from '../domain/emergency/index.ts';
import { readConfig } from '../handlers/read-config.ts';
import { configFile } from './connection.ts';
import { UserError } from './output.ts';

/** Digits with the characters that people format numbers with, after NFKC. */
const FORMATTED = /^\(?\+?[0-9\s().\-‐-―−/]*[0-9][0-9\s().\-‐-―−/]*$/u;

/** The digits of a formatted number, with its plus sign; null for anything else. Invisible characters come with a copied number. */
const digitsOf = (text: string): string | null => {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return FORMATTED.test(plain) ? plain.replace(/[^0-9+]/g, '') : null;
};

/**
 * Parses a number that a person typed: E.164, spaces, dashes and parentheses allowed, or the national form of the country.
 * @param country of national numbers, in two letters
 * @throws UserError for anything else, and for a number with digits that no phone has, such as a trunk prefix after the country
 */
export const parseTyped = (text: string, country?: string): E164 => {
  const digits = digitsOf(text);
  if (digits?.startsWith('+')) return international(digits);
  if (digits === null || country === undefined)
    throw new UserError(
      'must be an E.164 number such as +6591110001; for national numbers, set defaultCountry in the configuration',
    );
  if (!isSupportedCountry(country))
    throw new UserError(
      `defaultCountry in the configuration, ${country}, is not a country with phone numbers`,
    );
  const parsed = parsePhoneNumberFromString(digits, country);
  const number = parsed?.isValid() ? parseE164(parsed.number) : null;
  if (!number)
    throw new UserError(`not a phone number of ${country}; use the E.164 form, such as +6591110001`);
  return number;
};

const international = (digits: string): E164 => {
  const parsed = parsePhoneNumberFromString(digits);
  if (parsed && parsed.number !== digits)
    throw new UserError(`not a number that a phone has; did you mean ${parsed.formatInternational()}?`);
  const number = parseE164(digits);
  if (!number) throw new UserError('must be an E.164 number such as +6591110001');
  return number;
};

const defaultCountry = () => readConfig({ LINE_CONFIG: configFile() }).defaultCountry;

/** Parses the number of an option. @throws UserError naming the option */
export const typedNumber = (option: string, text = ''): E164 => {
  const strict = digitsOf(text)?.startsWith('+');
  try {
    return parseTyped(text, strict ? undefined : defaultCountry());
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${option}: ${error.message}`) : error;
  }
};

/** A number to dial or to call from: normalized when it is one, else as it was typed (a short number, `anonymous`). */
export const dialed = (text: string): string =>
  /^([^0-9]*|\+[0-9]+|[0-9]{1,6})$/.test(text) ? text : typedNumber('number', text).reveal();

/** @throws UserError for a number that no call can come from */
export const callerNumber = (text: string): string => {
  const number = dialed(text);
  if (/^(anonymous|\+?[0-9]{1,15})$/.test(number)) return number;
  throw new UserError('the phone to call from must be a number such as +6591110001, or anonymous');
};

/** @throws UserError for a number that is not one of `numbers`, those of the line */
export const calledNumber =
  (numbers: readonly string[]) =>
  (text: string): string => {
    const number = dialed(text);
    if (numbers.includes(number)) return number;
    throw new UserError(`the number to dial must be one of this line’s: ${numbers.join(', ')}`);
  };
