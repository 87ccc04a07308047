import { ExplainedError } from '../../domain/ledger/index.ts';
export type ConnectErrorCode =
  | 'number-not-in-use'
  | 'flow-refused'
  | 'bad-number'
  | 'unknown-call'
  | 'call-ended'
  | 'bad-keys';

/** What a caller of the line got wrong; everything a flow or a Lambda does wrong is in the trace instead. No number and no key in the text. */
export class ConnectError extends ExplainedError {
  readonly code: ConnectErrorCode;

  constructor(code: ConnectErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const isConnectError = (error: unknown): error is ConnectError => error instanceof ConnectError;
