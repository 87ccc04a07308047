import { expect, it } from 'vitest';
import { memoryLine } from '../kit/line.ts';
import { sequenceNumber } from '../kit/stream-records.ts';

const record = (pk: string, eventName: 'INSERT' | 'MODIFY' | 'REMOVE') => ({
  eventName,
  dynamodb: {
    ApproximateCreationDateTime: 1_795_334_400,
    Keys: { pk: { S: pk }, sk: { N: '3' } },
    SequenceNumber: sequenceNumber(90),
    ...(eventName === 'REMOVE' ? {} : { NewImage: { leafHash: { S: 'x' }, index: { N: '3' } } }),
  },
});
const quiet = async () => {
  const line = await memoryLine();
  await line.catchUp();
  line.ports.bus.calls.length = 0;
  return line;
};

it.each(['log', 'checkpoint', 'leaf/location/Manila'])('a new record of %s is ignored', async (pk) => {
  const line = await quiet();
  const before = line.ports.lines.length;
  for (const consumer of [line.consumers.project, line.consumers.publish])
    expect(await consumer({ Records: [record(pk, 'INSERT')] })).toEqual({ batchItemFailures: [] });
  expect(line.ports.bus.calls.flat()).toEqual([]);
  expect(line.ports.lines.length).toBe(before);
});

it.each([
  ['log', 'MODIFY'],
  ['log', 'REMOVE'],
  ['checkpoint', 'MODIFY'],
  ['leaf/location/Manila', 'REMOVE'],
] as const)('a proof record of %s with the stream event %s raises the alarm', async (pk, how) => {
  const line = await quiet();
  for (const consumer of [line.consumers.project, line.consumers.publish])
    await consumer({ Records: [record(pk, how)] });
  expect(line.ports.lines.filter((text) => text.includes('TAMPER')).length).toBe(1);
  expect(JSON.parse(line.ports.bus.calls.flat()[0]?.detail ?? '{}')).toMatchObject({
    stream: pk,
    seq: 3,
    how,
  });
});

it('an item under any other key without a body is a forgery', async () => {
  const line = await quiet();
  await line.consumers.publish({ Records: [record('location/Manila', 'INSERT')] });
  expect(JSON.parse(line.ports.bus.calls.flat()[0]?.detail ?? '{}').how).toBe('FORGED');
});
