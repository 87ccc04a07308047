/** A service with the JSON protocol, in which the header `X-Amz-Target` names the operation. */
const jsonService = (
  target: string,
  version: '1.0' | '1.1',
  messageKey: 'message' | 'Message',
  internalError: string,
) => ({
  target,
  contentType: `application/x-amz-json-${version}`,
  messageKey,
  invalid: 'ValidationException',
  throttled: { code: 'ThrottlingException', statusCode: 400 },
  broken: { code: internalError, statusCode: 500 },
});

/** The supported services with their protocols and the names of their common errors. */
export const SERVICES = {
  eventbridge: jsonService('AWSEvents', '1.1', 'message', 'InternalException'),
  kms: jsonService('TrentService', '1.1', 'message', 'KMSInternalException'),
  'end-user-messaging': jsonService('PinpointSMSVoiceV2', '1.0', 'Message', 'InternalServerException'),
  pinpoint: {
    // REST: paths name the operations.
    target: null,
    contentType: 'application/json',
    messageKey: 'Message',
    invalid: 'BadRequestException',
    throttled: { code: 'TooManyRequestsException', statusCode: 429 },
    broken: { code: 'InternalServerErrorException', statusCode: 500 },
  },
} as const;

export type Service = keyof typeof SERVICES;

/** An error reply of a service. `members`: further members of the error, such as `Reason`. */
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
