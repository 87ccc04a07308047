import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../flows/language/flow-type.ts';
import { readShape } from '../../flows/lint/shape.ts';
import { lintFlow } from '../../flows/lint.ts';
import { runFlow } from './run-flow.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`test/fixtures/flows/${name}.json`, 'utf8'));

/** Flows of every kind as Connect accepts them: the type each is read as, what the lint says, and whether the engine has all it takes. */
const FLOWS: readonly (readonly [string, string, readonly string[], 'runs' | 'is refused'])[] = [
  ['chat', 'CONTACT_FLOW', ['not-checked'], 'is refused'],
  ['module', 'MODULE', [], 'runs'],
  ['customer-queue', 'CUSTOMER_QUEUE', ['not-checked', 'not-checked', 'console-limit'], 'is refused'],
  ['whisper', 'AGENT_WHISPER', [], 'runs'],
  ['whisper-untyped', 'CUSTOMER_QUEUE', [], 'runs'],
  ['hold', 'CUSTOMER_HOLD', ['not-checked'], 'is refused'],
  ['queue-transfer', 'QUEUE_TRANSFER', [], 'runs'],
  ['agent-transfer', 'AGENT_TRANSFER', ['not-checked'], 'is refused'],
  ['callback-number', 'CONTACT_FLOW', [], 'runs'],
  ['guide', 'CONTACT_FLOW', ['not-checked'], 'is refused'],
  ['template', 'CONTACT_FLOW', [], 'runs'],
  ['long-inputs', 'CONTACT_FLOW', ['console-limit', 'console-limit'], 'runs'],
];

describe.each(FLOWS)('the flow %s', (name, type, rules, outcome) => {
  const shape = readShape(read(name));
  if ('problems' in shape) throw new Error(`${name} is no flow`);

  it(`is read as ${type}, with no fault found that is none`, () => {
    expect(typeOf(shape.flow)).toBe(type);
    expect(lintFlow(read(name)).map(({ rule }) => rule)).toStrictEqual(rules);
  });

  it(outcome, async () => {
    expect((await runFlow(shape.flow)) === null ? 'runs' : 'is refused').toBe(outcome);
  });
});

it('a flow is checked beside an action that is not', () => {
  const [first, ...rest] = (read('guide') as { Actions: object[] }).Actions;
  const broken = {
    ...(read('guide') as object),
    Actions: [first, { ...rest[0], Parameters: {} }, ...rest.slice(1)],
  };
  expect(lintFlow(broken).map(({ rule, severity }) => `${severity} ${rule}`)).toStrictEqual([
    'notice not-checked',
    'error missing-parameter',
    'error missing-parameter',
  ]);
});
