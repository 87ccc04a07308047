import { ExplainedError } from '../../domain/ledger/index.ts';

export type ConnectErrorCode =
  | 'number-not-in-use'
  | 'flow-refused'
  | 'bad-number'
  | 'unknown-call'
  | 'call-ended'
  | 'bad-keys';

/** An invalid request; errors of flows and Lambdas go to the trace. The message contains no number and no key. */
export class ConnectError extends ExplainedError {
  readonly code: ConnectErrorCode;

  constructor(code: ConnectErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const isConnectError = (error: unknown): error is ConnectError => error instanceof ConnectError;
