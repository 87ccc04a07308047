import { type CountryCode, getCountries, parsePhoneNumber } from 'libphonenumber-js';
import type { Config } from '../domain/config.ts';
import { ConfigError } from '../domain/parse-config.ts';

/** Ascension and Tristan da Cunha have a telephone prefix and no code in ISO 3166-1, which the service goes by. */
const NO_COUNTRIES: readonly string[] = ['AC', 'TA'];

/** Every country there is a telephone number in. */
export const allCountries = (): string[] => getCountries().filter((code) => !NO_COUNTRIES.includes(code));

/** Where PINs may be texted: the administrators' countries as configured, else those of the numbers they call. */
export const allowedCountries = ({ sms, lines }: Config): string[] => [
  ...new Set<string>(sms.countries ?? lines.admin.map(countryOf)),
];

const countryOf = (number: string): CountryCode => {
  const { country } = parsePhoneNumber(number);
  if (!country)
    throw new ConfigError(
      `sms.countries: list the administrators' countries; ${number} belongs to none in particular`,
    );
  return country;
};
