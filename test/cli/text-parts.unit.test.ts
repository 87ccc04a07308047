import { expect, it } from 'vitest';
import { partsOf, textPartsWarning } from '../../cli/deployment/text-parts.ts';
import { shippedConfig } from '../kit/ports.ts';

const config = shippedConfig();
const named = (name: string) => textPartsWarning({ ...config, name });

it.each(['Emergency line', 'Notfall Zürich', 'Alerte à Lille', 'x'.repeat(30), '[€€€€]', '~^{}\\'])(
  'a PIN of the line %j fits into one part',
  (name) => expect(named(name)).toBeNull(),
);

it.each([
  ['緊急ライン', '緊'],
  ['Ligne d’urgence', '’'],
  ['Экстренная', 'Э'],
  ['Alert 🚨', '🚨'],
  ['Zoe\u0301', '\u0301'],
])('a PIN of the line %j takes two parts or more, which deploy warns of', (name, character) => {
  expect(named(name)).toContain(character);
  expect(named(name)).toMatch(
    /is not in the alphabet of texts .* takes [23] parts .* sms\.maxPrice \(0\.50\)/,
  );
});

it('the template of Notify does not contain the name', () => {
  const sms = { ...config.sms, provider: 'end-user-messaging-notify' } as typeof config.sms;
  expect(textPartsWarning({ ...config, sms, name: '緊急ライン' })).toBeNull();
});

it.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ж'.repeat(70), 1],
  ['ж'.repeat(71), 2],
  ['🚨'.repeat(36), 2],
])('a text is counted in parts as carriers count it', (text, count) => {
  expect(partsOf(text)).toBe(count);
});
