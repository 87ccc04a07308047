import type { Item, Refusal } from './dynalite.ts';

const refusal = (type: string, message: string): Refusal =>
  Object.assign(new Error(message), { statusCode: 400, body: { __type: type, message } });

const service = (name: string, message: string) =>
  refusal(`com.amazonaws.dynamodb.v20120810#${name}`, message);

export const invalid = (message: string) => refusal('com.amazon.coral.validate#ValidationException', message);

export const unknownOperation = (target: string) =>
  refusal(
    'com.amazon.coral.service#UnknownOperationException',
    `${target} is not an operation of the embedded database`,
  );

export const notJson = () =>
  refusal('com.amazon.coral.service#SerializationException', 'The body of the request is not JSON');

export const notFound = (what: string) =>
  service('ResourceNotFoundException', `Requested resource not found: ${what} not found`);

export const trimmed = () =>
  service(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard: records are kept for 24 hours',
  );

export const expiredIterator = () =>
  service('ExpiredIteratorException', 'The shard iterator is older than 15 minutes: get a new one');

export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && 'statusCode' in error;

/** A failed condition with the item it failed on, as asked for by `ReturnValuesOnConditionCheckFailure: ALL_OLD`. */
export const withItem = (error: unknown, item: Item | undefined): unknown =>
  item && isRefusal(error) && error.body.__type.endsWith('#ConditionalCheckFailedException')
    ? Object.assign(error, { body: { ...error.body, Item: item } })
    : error;
