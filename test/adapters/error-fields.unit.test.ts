import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { ExplainedError } from '../../domain/ledger/explained-error.ts';

class OwnError extends ExplainedError {
  readonly code = 'OwnError';
}

const lineOf = (error: unknown) => {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line), Date.now);
  log('error', 'request failed', { error });
  return lines.join('');
};

const pin = fc.stringMatching(/^[0-9]{4,8}$/);
const number = fc.stringMatching(/^\+[1-9][0-9]{7,14}$/);
const secret = fc.oneof(pin, number);
/** Where an error can hold what was sent or typed. */
const PLACES = ['message', 'name', 'code', 'stack', 'Reason', '$metadata', 'cause'] as const;

const put = (error: Error, field: (typeof PLACES)[number], text: string) => {
  const metadata = { requestId: text, httpStatusCode: Number(text), attempts: text, extendedRequestId: text };
  const values = {
    stack: `Error: ${text}\n    at ${text} (line:1:1)\n    at ${text}`,
    cause: Object.assign(new OwnError(`typed ${text}`), { $metadata: metadata }),
    $metadata: metadata,
  } as Record<string, unknown>;
  Object.defineProperty(error, field, { value: values[field] ?? `said ${text}`, enumerable: true });
};

describe('an error in a log line', () => {
  it('has no PIN and no number, wherever the error has them', () => {
    const made = fc.constantFrom(Error, OwnError, TypeError);
    fc.assert(
      fc.property(made, secret, fc.subarray([...PLACES], { minLength: 1 }), (Made, text, places) => {
        const error = new Made(`refused ${text}\n    at ${text} (/x:1:1)`);
        for (const field of places) put(error, field, text);
        // The line's time and the frames' line numbers are digits too.
        const shown = lineOf(error).replace(/"time":"[^"]+"|:\d+:\d+"/g, '');
        expect(shown).not.toContain(text.replace('+', ''));
      }),
    );
  });

  it('has the message of our own errors only', () => {
    expect(lineOf(new OwnError('the key alias/pin is disabled'))).toContain('alias/pin is disabled');
    expect(lineOf(new Error('the key alias/pin is disabled'))).not.toContain('alias/pin');
  });

  it('has its causes, also when they are circular', () => {
    const inner = new OwnError('the table is missing');
    const outer = new TypeError('quoted', { cause: inner });
    expect(lineOf(outer)).toContain('"cause":{"name":"OwnError","message":"the table is missing"');
    inner.cause = outer;
    expect(lineOf(outer).length).toBeLessThan(10_000);
  });
});
