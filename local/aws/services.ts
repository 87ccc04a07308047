/** The supported services with their protocols and the names of their common errors. */
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
  pinpoint: {
    // Its operations are paths.
    target: null,
    contentType: 'application/json',
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
