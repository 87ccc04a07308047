import { ExplainedError } from '../../domain/ledger/index.ts';

/** A problem of a flow. `path` such as `Actions[3].Parameters.Text`; `message`: what is wrong and what to do. */
export type Problem = {
  path: string;
  rule: string;
  severity: 'error' | 'warning' | 'notice';
  message: string;
};

/** Connect would refuse this flow; lists every problem, like `problems[]` of InvalidContactFlowException. */
export class FlowError extends ExplainedError {
  readonly code = 'FlowError';
  readonly problems: readonly Problem[];

  constructor(flow: string, problems: readonly Problem[]) {
    const lines = problems.map(({ path, rule, message }) => `- ${path}: ${message} [${rule}]`);
    super([`Amazon Connect would refuse ${flow}:`, ...lines].join('\n'));
    this.problems = problems;
  }
}
