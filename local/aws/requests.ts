import { z } from 'zod';
import { SERVICES, type Service, ServiceError } from './services.ts';

/** Parses a request. @throws ServiceError, the service's error for an invalid request */
export const parseRequest = <Request>(
  service: Service,
  schema: z.ZodType<Request>,
  input: unknown,
): Request => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  throw new ServiceError(SERVICES[service].invalid, problems.join('; '));
};

// Map keys are data (with Pinpoint, a phone number), so the message omits them.
const formatPath = (path: readonly PropertyKey[]) =>
  path.map((part) => (/^([A-Za-z]+|[0-9]{1,3})$/.test(String(part)) ? String(part) : '*')).join('.') ||
  'request';

/** A binary member of AWS's JSON protocols: `min` to `max` bytes in base64. */
export const blob = (min: number, max: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((bytes) => bytes.length >= min && bytes.length <= max, `must have ${min} to ${max} bytes`);
