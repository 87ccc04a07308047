import { expect, it } from 'vitest';
import { changesOf, kindOf, neededFor } from '../../cli/config-changes.ts';

const location = (id: string, timeZone = 'Asia/Manila') => ({ id, timeZone });

it('a change is named by its path, also where a field is new or gone', () => {
  expect(changesOf({ a: { b: 1 }, c: 2 }, { a: { b: 2 }, d: null })).toStrictEqual([
    { path: 'a.b', before: 1, after: 2 },
    { path: 'c', before: 2, after: undefined },
    { path: 'd', before: undefined, after: null },
  ]);
});

it('a location that is removed is the only change, whatever its place in the list', () => {
  const before = { locations: ['Singapore', 'Manila', 'Sydney'].map((id) => location(id)) };
  const after = {
    locations: [location('Manila'), location('Sydney', 'Australia/Sydney'), location('Perth')],
  };
  expect(changesOf(before, after).map((change) => [kindOf(change), change.path])).toStrictEqual([
    ['removed', 'locations[Singapore]'],
    ['changed', 'locations[Sydney].timeZone'],
    ['added', 'locations[Perth]'],
  ]);
});

it('another order of a menu is a change of its own', () => {
  expect(changesOf({ types: ['weather', 'fire'] }, { types: ['fire', 'weather'] })).toStrictEqual([
    { path: 'types (order)', before: ['weather', 'fire'], after: ['fire', 'weather'] },
  ]);
});

it.each([
  ['name', 'a restart'],
  ['locations[Perth]', 'a restart'],
  ['defaultCountry', 'nothing'],
  ['origin', 'a new data folder'],
  ['deployment.archiveDays', 'a deployment'],
  ['connect.numbers', 'a deployment'],
  ['connect.instanceArn', 'a restart'],
])('a change of %s needs %s', (path, needs) => {
  expect(neededFor({ path, before: 1, after: 2 })).toBe(needs);
});
