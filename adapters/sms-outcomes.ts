import type { SmsFailure, SmsOutcome } from '../domain/emergency/index.ts';
import { errorName } from './error-name.ts';

/** The outcome of a text that was not sent, or may not have been. */
export const notSent = (reason: SmsFailure, detail: string): SmsOutcome => ({ sent: false, reason, detail });

/** The outcome of an SMS provider's error; `detail` is its name and, when it has one, its `Reason`. */
export const outcomeOfError = (error: unknown): SmsOutcome => {
  const name = errorName(error);
  const detail = [name, ...reasonOf(error)].join('/');
  return notSent(REASONS.get(detail) ?? REASONS.get(name) ?? 'unknown', detail);
};

const reasonOf = (error: unknown): string[] => {
  const reason = error instanceof Error && 'Reason' in error ? error.Reason : undefined;
  return typeof reason === 'string' && /^[A-Z_]{1,80}$/.test(reason) ? [reason] : [];
};

// Any other error is `unknown`: after a server error or a lost response the text may have been sent.
const REASONS: ReadonlyMap<string, SmsFailure> = new Map<string, SmsFailure>([
  ['ConflictException/DESTINATION_PHONE_NUMBER_OPTED_OUT', 'opted-out'],

  ['ThrottlingException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],

  // Spending limit, blocked country or number, or a price above our maximum.
  ['ServiceQuotaExceededException', 'refused'],
  ['ConflictException/DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION', 'refused'],
  ['ConflictException/DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE', 'refused'],
  ['ConflictException/DESTINATION_PHONE_NUMBER_NOT_VERIFIED', 'refused'],
  ['ValidationException/DESTINATION_COUNTRY_BLOCKED', 'refused'],
  ['ValidationException/COUNTRY_NOT_ENABLED', 'refused'],
  ['ValidationException/PRICE_OVER_THRESHOLD', 'refused'],

  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],

  // Our settings, identities or permissions.
  ['AccessDeniedException', 'misconfigured'],
  ['BadRequestException', 'misconfigured'],
  ['ConflictException', 'misconfigured'],
  ['CredentialsProviderError', 'misconfigured'],
  ['ForbiddenException', 'misconfigured'],
  ['NotFoundException', 'misconfigured'],
  ['ResourceNotFoundException', 'misconfigured'],
  ['UnrecognizedClientException', 'misconfigured'],
  ['ValidationException', 'misconfigured'],
]);
