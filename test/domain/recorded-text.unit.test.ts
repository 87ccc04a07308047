import { expect, it } from 'vitest';
import { secretIn } from '../../domain/emergency/recorded-text.ts';

it.each([
  '+6591110001',
  'call +65 9111 0001 back',
  '9111-0001-23',
  '(02) 9111 0001',
  '0061 2 9111 0001',
  '＋６５９１１１０００１',
  'tel:+6591110001',
])('%j contains a phone number', (text) => expect(secretIn(text)).toBe('phone number'));

it.each([
  '123456',
  'PIN 123456',
  'the code is 0042',
  '12 34 56',
  '123-456',
  '91110001',
  '１２３４５６',
  'pin:483920',
])('%j may contain a PIN', (text) => expect(secretIn(text)).toBe('PIN'));

it.each([
  'the phones are down',
  'GDPR Art. 17 (1) b',
  'ticket INC-123456',
  'INC0012345',
  'see #48213',
  'since 14:05 on 2026-11-27',
  'the storm of 2026',
  'floors 3, 4 and 12',
  '24/7 desk',
])('%j contains neither', (text) => expect(secretIn(text)).toBeNull());
