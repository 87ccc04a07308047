import { parsePhoneNumber } from 'libphonenumber-js';
import type { Config } from '../domain/config/config.ts';
import { ConfigError } from '../domain/config/parse-config.ts';

/**
 * The countries that End User Messaging sends texts to, and the only ones a protect configuration accepts, as of 2026-11-27:
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html
 */
export const SMS_COUNTRIES: readonly string[] = `
  AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BM BN BO BR BS BT BW BY BZ
  CA CD CF CG CH CI CK CL CM CN CO CR CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM
  FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN
  IQ IS IT JE JM JO JP KE KG KH KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD
  ME MG MH MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NU NZ OM
  PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU RW SA SB SC SE SG SI SK SL SM SN SO SR
  SS ST SV SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VE VG VI VN VU WS XK
  YE YT ZA ZM ZW
`
  .trim()
  .split(/\s+/);

/**
 * The countries that PINs may be texted to: those configured, else those of the administrators' lines.
 * @throws ConfigError when AWS sends no texts to one of them
 */
export const allowedCountries = ({ sms, lines }: Config): string[] => {
  const countries = [...new Set<string>(sms.countries ?? lines.admin.map(countryOf))];
  const unlisted = countries.filter((country) => !SMS_COUNTRIES.includes(country));
  if (unlisted.length > 0)
    throw new ConfigError(
      `sms.countries: AWS sends no texts to ${unlisted.join(', ')}; leave them out, and give administrators there an authenticator app (admin totp)`,
    );
  return countries;
};

const countryOf = (number: string): string => {
  const { country } = parsePhoneNumber(number);
  if (!country)
    throw new ConfigError(
      `sms.countries: list the administrators' countries; ${number} belongs to none in particular`,
    );
  return country;
};
