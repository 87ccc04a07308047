import { ExplainedError } from '../../domain/ledger/index.ts';
/** One thing wrong with a flow. `path` as in `Actions[3].Parameters.Text`; `message` says what is wrong and what to do. */
export type Problem = {
  path: string;
  rule: string;
  severity: 'error' | 'warning' | 'notice';
  message: string;
};

/** A flow that Connect would refuse, with everything that is wrong with it (as `problems[]` of InvalidContactFlowException). */
export class FlowError extends ExplainedError {
  readonly code = 'FlowError';
  readonly problems: readonly Problem[];

  constructor(flow: string, problems: readonly Problem[]) {
    const lines = problems.map(({ path, rule, message }) => `- ${path}: ${message} [${rule}]`);
    super([`${flow} is not a flow Amazon Connect would accept:`, ...lines].join('\n'));
    this.problems = problems;
  }
}
