import { ExplainedError } from './explained-error.ts';

/** The log holds something that the product did not write so, or lacks something: never go on from here. */
export class DamagedLog extends ExplainedError {
  readonly code = 'DamagedLog';
}
