import { expect, it } from 'vitest';
import { metaSchema } from '../../domain/ledger/envelope.ts';

const good = {
  stream: 'location/Manila',
  id: '01M8118B000000000000000001',
  at: '2026-11-22T00:00:00.000Z',
  actor: 'admin/admin-1',
  contactId: '9',
  step: '1',
};

it('command metadata is accepted when every field is valid', () => {
  expect(metaSchema().parse(good)).toStrictEqual(good);
});

it.each(Object.keys(good))('command metadata with a malformed %s is refused by the field’s name', (name) => {
  expect(() => metaSchema().parse({ ...good, [name]: ' ' })).toThrow(`"${name}"`);
});

it('command metadata with a field too many or too few is refused', () => {
  const { step: _, ...less } = good;
  expect(() => metaSchema().parse(less)).toThrow('"step"');
  expect(() => metaSchema().parse({ ...good, more: 1 })).toThrow('more');
});
