import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { deliverBatch } from '../../local/event-source/batch.ts';
import { toDelivery } from '../../local/event-source/lambda-event.ts';
import type { MappingSettings } from '../../local/event-source/options.ts';
import { STREAM_ARN, sequence } from '../kit/memory-stream.ts';

const SETTINGS: MappingSettings = {
  batchSize: 100,
  bisectBatchOnFunctionError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  reportBatchItemFailures: true,
};

type Answer = 'ok' | 'throws' | unknown[];

/**
 * Delivers a batch of those numbers, one second apart, to a handler with these responses and then `ok`; an array: the
 * reported identifiers, where numbers become sequence numbers. A pause takes five seconds. Returns the steps in order.
 */
const delivered = async (
  numbers: number[],
  answers: Answer[],
  settings: Partial<MappingSettings> = {},
  time = 0,
): Promise<string[]> => {
  const story: string[] = [];
  const say = async (text: string) => void story.push(text);
  const handler = async ({ Records }: DynamoDBStreamEvent) => {
    await say(`handler ${Records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber)).join(' ')}`);
    const answer = answers.shift() ?? 'ok';
    if (answer === 'throws') throw new Error('the handler failed');
    if (answer === 'ok') return { batchItemFailures: [] };
    const identifier = (one: unknown) => (typeof one === 'number' ? sequence(one) : one);
    return { batchItemFailures: answer.map((one) => ({ itemIdentifier: identifier(one) })) };
  };
  const batch = numbers.map((number) =>
    toDelivery(STREAM_ARN, {
      dynamodb: { SequenceNumber: sequence(number), ApproximateCreationDateTime: new Date(number * 1000) },
    }),
  );
  await deliverBatch(
    {
      settings: { ...SETTINGS, ...settings },
      handler,
      now: () => time,
      async pause(attempt) {
        await say(`pause ${attempt}`);
        time += 5_000;
        return story.length < 30;
      },
      discard: (reason, records) =>
        say(`${reason} ${records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber)).join(' ')}`),
      savePosition: (number) => say(`done ${Number(number)}`),
    },
    batch,
  );
  return story;
};

describe('a batch', () => {
  it('is done when the handler succeeds', async () => {
    expect(await delivered([1, 2, 3], ['ok'])).toEqual(['handler 1 2 3', 'done 3']);
  });

  it('is delivered again as a whole when the handler throws', async () => {
    expect(await delivered([1, 2], ['throws', 'throws'])).toEqual([
      ...['handler 1 2', 'pause 1', 'handler 1 2', 'pause 2', 'handler 1 2', 'done 2'],
    ]);
  });

  it('is delivered again from the lowest reported record on', async () => {
    expect(await delivered([1, 2, 3, 4], [[4, 3]])).toEqual([
      ...['handler 1 2 3 4', 'done 2', 'pause 1', 'handler 3 4', 'done 4'],
    ]);
  });

  it.each([
    ['empty', ['']],
    ['null', [null]],
    ['missing', [undefined]],
    ['of another batch', [9]],
    ['partly of another batch', [3, 9]],
  ])('fails as a whole when a reported identifier is %s', async (_, identifiers) => {
    expect(await delivered([1, 2, 3], [identifiers])).toEqual([
      ...['handler 1 2 3', 'pause 1', 'handler 1 2 3', 'done 3'],
    ]);
  });

  it('is done whatever is reported when reports are not enabled', async () => {
    expect(await delivered([1, 2], [[1]], { reportBatchItemFailures: false })).toEqual([
      'handler 1 2',
      'done 2',
    ]);
  });

  it('has its remaining records discarded when the retries are used up', async () => {
    expect(await delivered([1, 2, 3], [[2], 'throws', 'throws'], { maximumRetryAttempts: 2 })).toEqual([
      ...['handler 1 2 3', 'done 1', 'pause 1', 'handler 2 3', 'pause 2', 'handler 2 3'],
      ...['RetryAttemptsExhausted 2 3', 'done 3'],
    ]);
  });

  it('restarts its retry count after progress', async () => {
    expect(await delivered([1, 2], ['throws', [2], 'throws'], { maximumRetryAttempts: 1 })).toEqual([
      ...['handler 1 2', 'pause 1', 'handler 1 2', 'done 1', 'pause 1', 'handler 2'],
      ...['RetryAttemptsExhausted 2', 'done 2'],
    ]);
  });

  it('is bisected down to the failing record, which alone uses up retries', async () => {
    const settings = { bisectBatchOnFunctionError: true, maximumRetryAttempts: 1 };
    const answers: Answer[] = ['throws', 'ok', 'throws', 'throws', 'throws'];
    expect(await delivered([1, 2, 3, 4], answers, settings)).toEqual([
      ...['handler 1 2 3 4', 'handler 1 2', 'done 2', 'handler 3 4'],
      ...['handler 3', 'pause 1', 'handler 3', 'RetryAttemptsExhausted 3', 'done 3'],
      ...['handler 4', 'done 4'],
    ]);
  });

  it('is bisected at the reported record, and in the middle when that is the first', async () => {
    const settings = { bisectBatchOnFunctionError: true, maximumRetryAttempts: 0 };
    expect(await delivered([1, 2, 3, 4], [[2], [2], [2], [2]], settings)).toEqual([
      ...['handler 1 2 3 4', 'done 1', 'handler 2 3 4', 'handler 2 3', 'handler 2'],
      ...['RetryAttemptsExhausted 2', 'done 2', 'handler 3', 'done 3', 'handler 4', 'done 4'],
    ]);
  });

  it('has records over the maximum age discarded, before a delivery or after a pause', async () => {
    const settings = { maximumRecordAgeSeconds: 10 };
    expect(await delivered([1, 2, 20], ['ok'], settings, 13_000)).toEqual([
      ...['RecordAgeExceeded 1 2', 'done 2', 'handler 20', 'done 20'],
    ]);
    expect(await delivered([1, 9], ['throws'], settings, 10_000)).toEqual([
      ...['handler 1 9', 'pause 1', 'RecordAgeExceeded 1', 'done 1', 'handler 9', 'done 9'],
    ]);
  });

  it('is left unfinished when the mapping is stopped', async () => {
    const story = await delivered(
      [1],
      Array.from({ length: 99 }, () => 'throws' as const),
    );
    expect(story.slice(-2)).toEqual(['handler 1', 'pause 15']);
  });
});
