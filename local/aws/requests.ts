import { z } from 'zod';
import { SERVICES, type Service, ServiceError } from './services.ts';

/** Parses what came in, or throws the service's own error for a bad request. */
export const parseRequest = <Request>(
  service: Service,
  schema: z.ZodType<Request>,
  input: unknown,
): Request => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  throw new ServiceError(SERVICES[service].invalid, wrong.join('; '));
};

// The keys of a map are data (a telephone number, with Pinpoint) and are not said back.
const formatPath = (path: readonly PropertyKey[]) =>
  path.map((part) => (/^([A-Za-z]+|[0-9]{1,3})$/.test(String(part)) ? String(part) : '*')).join('.') ||
  'request';

/** Base64 of `min` to `max` bytes, as AWS's JSON protocols carry binary members. */
export const blob = (min: number, max: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((bytes) => bytes.length >= min && bytes.length <= max, `must have ${min} to ${max} bytes`);
