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
  ['name', 'a restart', 'a deployment'],
  ['locations[Perth]', 'a restart', 'a deployment'],
  ['defaultCountry', 'nothing', 'nothing'],
  ['origin', 'a new data folder', 'a new log'],
  ['deployment.archiveDays', 'a deployment', 'a deployment'],
  ['connect.numbers', 'a deployment', 'a deployment'],
])('a change of %s needs %s on one machine, and %s in AWS', (path, running, deployed) => {
  const change = { path, before: 1, after: 2 };
  expect([neededFor(change, 'running'), neededFor(change, 'deployed')]).toStrictEqual([running, deployed]);
});

it.each([
  ['arn:aws:connect:us-east-1:111122223333:instance/2', 'a deployment'],
  ['arn:aws:connect:us-west-2:111122223333:instance/1', 'a new log'],
  ['arn:aws:connect:us-east-1:444455556666:instance/1', 'a new log'],
])('the instance %s needs %s in AWS, for a stack stays in its account and Region', (after, needs) => {
  const before = 'arn:aws:connect:us-east-1:111122223333:instance/1';
  expect(neededFor({ path: 'connect.instanceArn', before, after }, 'deployed')).toBe(needs);
});
