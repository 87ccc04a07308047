import { expect, it } from 'vitest';
import { publishedSchemas } from '../../domain/emergency/published-schemas.ts';
import { answerOperator } from '../../handlers/answer-operator.ts';
import { operateRoutes } from '../../handlers/operate.ts';
import { CALLER_ROLES, type CallerRole } from '../../handlers/operator-route.ts';
import { change } from '../kit/changes.ts';
import { memoryLine } from '../kit/line.ts';

const ID = '01KB3ZXA000000000000000001';
const ALL = { stream: null, from: 0, to: null };
const BAD_REQUEST = { status: 400, body: { error: { code: 'bad-request' } } };

/** A line of three administrators and `count` changes of Manila, a second apart. */
const lineOf = async (count: number) => {
  const line = await memoryLine();
  for (let n = 0; n < count; n += 1) {
    line.ports.system.advance(1_000);
    await change(line.ports, { locationId: 'Manila', action: 'set' });
  }
  await line.catchUp();
  const { taken } = line.ports.bus;
  const first = taken.splice(0).map(({ detail, ...rest }) => ({ ...rest, detail: JSON.parse(detail) }));
  const ask = (fields: object, roles: readonly CallerRole[] = CALLER_ROLES) =>
    answerOperator(
      'Operate',
      operateRoutes,
      line.ports,
    )(() => ({ principal: 'anna', roles }), {
      method: 'POST',
      path: '/publish',
      body: JSON.stringify({ id: ID, ...fields }),
    });
  const again = () => taken.map(({ detail, ...rest }) => ({ ...rest, detail: JSON.parse(detail) }));
  return { line, first, ask, again };
};

const body = ({ body }: { body: unknown }) => body as { event: string; published: number; cursor: string };
const places = (entries: { detail: { stream: string; seq: number } }[]) =>
  entries.map(({ detail }) => `${detail.stream}#${detail.seq}`);

it('events are published again page by page, with the same ids and details, marked as a replay, and no newer ones', async () => {
  const { line, first, ask, again } = await lineOf(60);
  const one = body(await ask(ALL));
  expect(one).toMatchObject({ published: 50, type: 'EventsRepublished' });
  line.ports.system.advance(1_000);
  await change(line.ports, { locationId: 'Sydney', action: 'set' });
  const two = body(await ask({ ...ALL, cursor: one.cursor }));
  expect(two).toMatchObject({ published: 13, cursor: null, event: one.event });
  const marked = first.map((entry) => ({ ...entry, detail: { ...entry.detail, replay: one.event } }));
  expect(again()).toEqual(marked);
  for (const { detailType, detail } of again())
    expect(publishedSchemas[detailType]?.safeParse(detail).success).toBe(true);
});

it('the request is one event, by whoever signed it, however many pages it takes', async () => {
  const { line, ask } = await lineOf(60);
  const { cursor } = body(await ask(ALL));
  await ask({ ...ALL, cursor });
  const recorded = line.items.filter(({ type }) => type === 'EventsRepublished');
  expect(recorded.map((item) => JSON.parse(item.body))).toMatchObject([
    {
      actor: 'operator/anna',
      stream: `call/export-${ID}`,
      data: { stream: null, from: '1970-01-01T00:00:00.000Z', to: null },
    },
  ]);
});

it('a range is by time, or by sequence numbers of a stream, both ends included', async () => {
  const { line, ask, again } = await lineOf(5);
  const [second = '', fourth = ''] = [1, 3].map((n) => JSON.parse(line.items[3 + n]?.body ?? '').at);
  await ask({ stream: null, from: Date.parse(second), to: Date.parse(fourth) });
  expect(places(again())).toEqual(['location/Manila#2', 'location/Manila#3', 'location/Manila#4']);
  line.ports.bus.taken.splice(0);
  await ask({ id: '01KB3ZXA000000000000000002', stream: 'location/Manila', from: 4, to: 9 });
  expect(places(again())).toEqual(['location/Manila#4', 'location/Manila#5']);
});

it.each([
  ['a range that ends before it begins', { ...ALL, from: 2, to: 1 }],
  ['a stream that no event can have', { ...ALL, stream: 'leaf/0' }],
  ['a cursor of another query', { ...ALL, cursor: 'stream-1' }],
])('%s is refused', async (_, fields) => {
  const { ask, again } = await lineOf(1);
  expect(await ask(fields)).toMatchObject(BAD_REQUEST);
  expect(again()).toEqual([]);
});

it('a role without the duty is refused, and nothing is recorded', async () => {
  const { line, ask } = await lineOf(1);
  expect(await ask(ALL, ['Doctor'])).toMatchObject({ status: 403 });
  expect(line.items).toHaveLength(4);
});

it('an entry that the bus refuses is named, so that it can be tried again from there', async () => {
  const { line, ask } = await lineOf(2);
  line.ports.bus.script.push([null, 'MalformedDetail', null, null, null]);
  expect(await ask({ stream: 'location/Manila', from: 1, to: null })).toMatchObject({
    status: 500,
    body: { error: { code: 'NotRepublished', message: expect.stringContaining('location/Manila event 2') } },
  });
});

it('an event that was changed in the log is not published', async () => {
  const { line, ask, again } = await lineOf(1);
  for (const item of line.items) item.body = item.body.replace('"weather"', '"typhoon"');
  expect(await ask(ALL)).toMatchObject({ status: 500, body: { error: { code: 'NotRepublished' } } });
  expect(again()).toEqual([]);
});
