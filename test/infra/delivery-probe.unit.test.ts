import { beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../kit/configs.ts';
import { memoryLine } from '../kit/line.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

type Target = {
  Arn: unknown;
  DeadLetterConfig: unknown;
  InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string };
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized(configOf()).line;
});
const rule = (name: string) => line.one('AWS::Events::Rule', `DeliveryProbe${name}`).Properties;
const target = (name: string): Target => {
  const targets = rule(name).Targets as Target[];
  expect(targets).toHaveLength(1);
  return targets[0] as Target;
};

describe('a probe of delivery', () => {
  it('is sent once a day by Probe', () => {
    expect(rule('EveryDay')).toMatchObject({ ScheduleExpression: 'rate(1 day)', State: 'ENABLED' });
    expect(line.text(target('EveryDay').Arn)).toMatch(/^<DeliveryProbeFunction\w+\.Arn>$/);
  });

  it('that comes out at the bus, and is no replay, reaches CheckEmergency', () => {
    expect(line.text(rule('Arrived').EventBusName)).toMatch(/^<Bus\w+>$/);
    expect(rule('Arrived').EventPattern).toStrictEqual({
      source: ['contact-centre.emergency'],
      'detail-type': ['DrillHeld'],
      'replay-name': [{ exists: false }],
    });
    expect(line.text(target('Arrived').Arn)).toMatch(/^<LineFunctionsCheckEmergencyFunction\w+\.Arn>$/);
  });

  it('that cannot be passed on is a dead letter', () => {
    for (const name of ['EveryDay', 'Arrived'])
      expect(line.text(target(name).DeadLetterConfig)).toContain('DeadLetters');
  });

  it('is a customer’s call to CheckEmergency, which answers it and writes nothing', async () => {
    const { InputPathsMap, InputTemplate } = target('Arrived').InputTransformer;
    const [[name, path] = []] = Object.entries(InputPathsMap);
    expect(path).toBe('$.detail.contactId');
    // EventBridge inserts a text with its quotation marks.
    const contactId = 'drill-01KB3ZXA000000000000000001';
    const event = JSON.parse(InputTemplate.replace(`<${name}>`, JSON.stringify(contactId)));
    const other = await memoryLine({ config: () => configOf() });
    const { reply, wrote } = await other.watch(() => other.send('CheckEmergency', event));
    expect(reply).toMatchObject({ status: 'NOT_SET_UP', stale: 'false' });
    expect(wrote).toStrictEqual([]);
    expect(JSON.parse(other.ports.lines.at(-1) ?? '')).toMatchObject({
      message: 'request completed',
      contactId,
    });
  });
});
