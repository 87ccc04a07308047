/** An operation is a path, not an X-Amz-Target. */
const REST = { target: null, contentType: 'application/json', messageKey: 'message' } as const;
const QUERY = { target: null, contentType: 'text/xml', messageKey: 'Message' } as const;

/** The services the edge speaks for, how each writes, and what each calls its common failures. */
export const SERVICES = {
  eventbridge: {
    target: 'AWSEvents',
    contentType: 'application/x-amz-json-1.1',
    messageKey: 'message',
    invalid: 'ValidationException',
    throttled: { code: 'ThrottlingException', statusCode: 400 },
    broken: { code: 'InternalException', statusCode: 500 },
  },
  kms: {
    target: 'TrentService',
    contentType: 'application/x-amz-json-1.1',
    messageKey: 'message',
    invalid: 'ValidationException',
    throttled: { code: 'ThrottlingException', statusCode: 400 },
    broken: { code: 'KMSInternalException', statusCode: 500 },
  },
  'end-user-messaging': {
    target: 'PinpointSMSVoiceV2',
    contentType: 'application/x-amz-json-1.0',
    messageKey: 'Message',
    invalid: 'ValidationException',
    throttled: { code: 'ThrottlingException', statusCode: 400 },
    broken: { code: 'InternalServerException', statusCode: 500 },
  },
  logs: {
    target: 'Logs_20140328',
    contentType: 'application/x-amz-json-1.1',
    messageKey: 'message',
    invalid: 'InvalidParameterException',
    throttled: { code: 'ThrottlingException', statusCode: 400 },
    broken: { code: 'ServiceUnavailableException', statusCode: 500 },
  },
  sts: {
    ...QUERY,
    invalid: 'ValidationError',
    throttled: { code: 'Throttling', statusCode: 400 },
    broken: { code: 'InternalFailure', statusCode: 500 },
  },
  cloudformation: {
    ...QUERY,
    invalid: 'ValidationError',
    throttled: { code: 'Throttling', statusCode: 400 },
    broken: { code: 'InternalFailure', statusCode: 500 },
  },
  connect: {
    ...REST,
    invalid: 'InvalidParameterException',
    throttled: { code: 'ThrottlingException', statusCode: 429 },
    broken: { code: 'InternalServiceException', statusCode: 500 },
  },
  lambda: {
    ...REST,
    invalid: 'InvalidParameterValueException',
    throttled: { code: 'TooManyRequestsException', statusCode: 429 },
    broken: { code: 'ServiceException', statusCode: 500 },
  },
  pinpoint: {
    ...REST,
    messageKey: 'Message',
    invalid: 'BadRequestException',
    throttled: { code: 'TooManyRequestsException', statusCode: 429 },
    broken: { code: 'InternalServerErrorException', statusCode: 500 },
  },
} as const;

export type Service = keyof typeof SERVICES;

/** An error as the service itself would answer it. `members`: further members of its shape, as `Reason`. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly statusCode: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, statusCode = 400, members: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.members = members;
  }
}
