/**
 * An error whose message is written for whoever operates the line: what failed, where, and what to do. It quotes no
 * PIN, no number and nothing a caller typed, so log lines and the command show it; of any other error they show the
 * name only.
 */
export class ExplainedError extends Error {
  override name = 'ExplainedError';
}
