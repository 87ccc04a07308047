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

it('what a command brings is accepted when each part has its form', () => {
  expect(metaSchema().parse(good)).toStrictEqual(good);
});

it.each(Object.keys(good))('what a command brings is refused for a malformed %s, by its name', (name) => {
  expect(() => metaSchema().parse({ ...good, [name]: ' ' })).toThrow(`"${name}"`);
});

it('what a command brings is refused with anything more or less', () => {
  const { step: _, ...less } = good;
  expect(() => metaSchema().parse(less)).toThrow('"step"');
  expect(() => metaSchema().parse({ ...good, more: 1 })).toThrow('more');
});
