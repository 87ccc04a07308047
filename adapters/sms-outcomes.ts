import type { SmsFailure, SmsOutcome } from '../domain/emergency/index.ts';
import { errorName } from './error-name.ts';

/** A text that was not sent, or is not known to be. */
export const notSent = (reason: SmsFailure, detail: string): SmsOutcome => ({ sent: false, reason, detail });

/** What a thrown error of an SMS provider means; `detail` is its name and, where it gives one, its `Reason`. */
export const outcomeOfError = (error: unknown): SmsOutcome => {
  const name = errorName(error);
  const detail = [name, ...reasonOf(error)].join('/');
  return notSent(REASONS.get(detail) ?? REASONS.get(name) ?? 'unknown', detail);
};

const reasonOf = (error: unknown): string[] => {
  const reason = error instanceof Error && 'Reason' in error ? error.Reason : undefined;
  return typeof reason === 'string' && /^[A-Z_]{1,80}$/.test(reason) ? [reason] : [];
};

// What is missing here is `unknown`: a server's error or a lost answer may well have sent the text.
const REASONS: ReadonlyMap<string, SmsFailure> = new Map<string, SmsFailure>([
  ['ConflictException/DESTINATION_PHONE_NUMBER_OPTED_OUT', 'opted-out'],

  ['ThrottlingException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],

  // A spending limit, a blocked country or number, a price above ours: the provider will not, whoever asks.
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

  // Our settings, identities or rights.
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
