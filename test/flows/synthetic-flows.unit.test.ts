import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../flows/language/flow-type.ts';
import { readShape } from '../../flows/lint/shape.ts';
import { lintFlow } from '../../flows/lint.ts';
import { runFlow } from './run-flow.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`test/fixtures/flows/${name}.json`, 'utf8'));

/** Flows of every type that Connect accepts: the type inferred, the lint's problems, and whether the engine can run it. */
const FLOWS: readonly (readonly [string, string, readonly string[], 'runs' | 'is refused'])[] = [
  ['chat', 'CONTACT_FLOW', ['unchecked-type'], 'is refused'],
  ['module', 'MODULE', [], 'runs'],
  ['customer-queue', 'CUSTOMER_QUEUE', ['unchecked-type', 'unchecked-type', 'console-limit'], 'is refused'],
  ['whisper', 'AGENT_WHISPER', [], 'runs'],
  ['whisper-untyped', 'CUSTOMER_QUEUE', [], 'runs'],
  ['hold', 'CUSTOMER_HOLD', ['unchecked-type'], 'is refused'],
  ['queue-transfer', 'QUEUE_TRANSFER', [], 'runs'],
  ['agent-transfer', 'AGENT_TRANSFER', ['unchecked-type'], 'is refused'],
  ['callback-number', 'CONTACT_FLOW', [], 'runs'],
  ['guide', 'CONTACT_FLOW', ['unchecked-type'], 'is refused'],
  ['template', 'CONTACT_FLOW', [], 'runs'],
  ['long-inputs', 'CONTACT_FLOW', ['console-limit', 'console-limit'], 'runs'],
];

describe.each(FLOWS)('the flow %s', (name, type, rules, outcome) => {
  const shape = readShape(read(name));
  if ('problems' in shape) throw new Error(`${name} is not a flow`);

  it(`has type ${type} and no false lint errors`, () => {
    expect(typeOf(shape.flow)).toBe(type);
    expect(lintFlow(read(name)).map(({ rule }) => rule)).toStrictEqual(rules);
  });

  it(outcome, async () => {
    expect((await runFlow(shape.flow)) === null ? 'runs' : 'is refused').toBe(outcome);
  });
});

it('an action of an unknown type does not keep the others from being checked', () => {
  const [first, ...rest] = (read('guide') as { Actions: object[] }).Actions;
  const broken = {
    ...(read('guide') as object),
    Actions: [first, { ...rest[0], Parameters: {} }, ...rest.slice(1)],
  };
  expect(lintFlow(broken).map(({ rule, severity }) => `${severity} ${rule}`)).toStrictEqual([
    'notice unchecked-type',
    'error missing-parameter',
    'error missing-parameter',
  ]);
});
