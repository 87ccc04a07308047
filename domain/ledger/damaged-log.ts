import { ExplainedError } from './explained-error.ts';

/** The log was changed or is incomplete. Callers must not continue: run `emergency verify`. */
export class DamagedLog extends ExplainedError {
  readonly code = 'DamagedLog';
}
