import type { Item, ServiceError } from './dynalite.ts';

const serviceError = (type: string, message: string): ServiceError =>
  Object.assign(new Error(message), { statusCode: 400, body: { __type: type, message } });

const dynamoDbError = (name: string, message: string) =>
  serviceError(`com.amazonaws.dynamodb.v20120810#${name}`, message);

export const invalid = (message: string) =>
  serviceError('com.amazon.coral.validate#ValidationException', message);

export const unknownOperation = (target: string) =>
  serviceError(
    'com.amazon.coral.service#UnknownOperationException',
    `${target} is not an operation of the embedded database`,
  );

export const notJson = () =>
  serviceError('com.amazon.coral.service#SerializationException', 'The body of the request is not JSON');

export const notFound = (what: string) =>
  dynamoDbError('ResourceNotFoundException', `Requested resource not found: ${what} not found`);

/** A client error, which an SDK does not repeat: repeating it would only delay the answer. */
export const cannotWrite = (name: 'DiskFull' | 'DatabaseStopped', message: string) =>
  dynamoDbError(name, message);

export const trimmed = () =>
  dynamoDbError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard: records are retained for 24 hours',
  );

export const expiredIterator = () =>
  dynamoDbError('ExpiredIteratorException', 'The shard iterator is older than 15 minutes: get a new one');

export const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'statusCode' in error;

/** Adds the item to a failed condition, for `ReturnValuesOnConditionCheckFailure: ALL_OLD`. */
export const withItem = (error: unknown, item: Item | undefined): unknown =>
  item && isServiceError(error) && error.body.__type.endsWith('#ConditionalCheckFailedException')
    ? Object.assign(error, { body: { ...error.body, Item: item } })
    : error;
