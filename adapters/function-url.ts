import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

export type Credentials = ConstructorParameters<typeof SignatureV4>[0]['credentials'];
export type UrlAnswer = { status: number; body: string };

/** Milliseconds in which a function behind a URL answers: its timeout, and a cold start. */
const ANSWER_TIMEOUT = 130_000;

/**
 * Posts JSON to Lambda function URLs with IAM authorization, signed with these credentials (Signature Version 4, service
 * `lambda`). https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 * @throws when the URL cannot be reached
 */
export const functionUrlClient = (credentials: Credentials, region: string) => {
  const signer = new SignatureV4({
    credentials,
    region,
    service: 'lambda',
    sha256: Hash.bind(null, 'sha256'),
  });
  return async (base: string, path: string, body: string): Promise<UrlAnswer> => {
    const url = new URL(path, base);
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT),
    });
    return { status: response.status, body: await response.text() };
  };
};
