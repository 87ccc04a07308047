import { type Flow, nameOf } from './language/flow.ts';
import { FlowError, type Problem } from './language/problem.ts';
import { parseToken } from './language/tokens.ts';
import { problem } from './lint/rules.ts';

/**
 * Replaces each token of a flow: `resolveTokens(flow, { 'lambda:OneTimePin': 'arn:aws:lambda:…' })`.
 * @throws FlowError naming every token without a value
 */
export const resolveTokens = (flow: Flow, values: Readonly<Record<string, string>>): Flow => {
  const missing: Problem[] = [];
  const resolve = (field: string, value: unknown): unknown => {
    const name = typeof value === 'string' ? parseToken(value) : null;
    if (name === null) return value;
    if (Object.hasOwn(values, name)) return values[name];
    const known = Object.keys(values).join(', ') || 'none';
    missing.push(problem('unresolved-token', [field], `{{${name}}} has no value; known: ${known}`));
    return value;
  };
  const Actions = JSON.parse(JSON.stringify(flow.Actions), resolve) as Flow['Actions'];
  if (missing.length > 0) throw new FlowError(nameOf(flow) ?? 'this flow', missing);
  return { ...flow, Actions };
};

/** Replaces each placeholder number of the configuration by the number claimed for it. */
export const withClaimed = (flow: Flow, claimed: ReadonlyMap<string, string>): Flow => {
  const known = (_: string, value: unknown) => (typeof value === 'string' && claimed.get(value)) || value;
  return { ...flow, Actions: JSON.parse(JSON.stringify(flow.Actions), known) };
};
