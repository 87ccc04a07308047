/**
 * An error whose message is written for the person who sees it: what is wrong, where, and what to do, with no secret and no
 * personal data in it. Every other error is unexpected, and only its name is shown.
 */
export abstract class ExplainedError extends Error {
  /** Stable, for programs: printed with `--json`, and the error's name in logs. */
  abstract readonly code: string;

  override get name(): string {
    return this.code;
  }
}
