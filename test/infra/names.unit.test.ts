import { describe, expect, it } from 'vitest';
import { configOf, EUM } from '../kit/configs.ts';
import { synthesized } from '../kit/synthesized.ts';
import { unknownNames, writtenNames } from './written-names.ts';

const HOME = configOf().connect.instanceArn;

/** All templates of a line, including that of texts from another Region. */
const namesOf = (change: Record<string, unknown>) => {
  const { line, texts } = synthesized(configOf(change));
  return [line, ...(texts ? [texts] : [])];
};
const shared = (one: readonly string[], other: readonly string[]) =>
  one.filter((name) => other.includes(name));

describe('explicit names', () => {
  const stacks = namesOf({ sms: { ...EUM, region: 'us-east-1' } });

  it('are all in known properties', () => {
    // Pinpoint projects are identified by id; names may repeat.
    expect(stacks.flatMap(unknownNames)).toStrictEqual([]);
  });

  it('include that of the alarm that doctor --ring triggers', () => {
    expect(stacks.flatMap(writtenNames)).toContain('AWS::CloudWatch::Alarm EmergencyLine-dead-letters');
  });

  it('begin with the stack’s name, possibly after a path', () => {
    const names = stacks.flatMap(writtenNames).map((name) => name.split(' ')[1]);
    expect(names.length).toBeGreaterThan(60);
    expect(
      names.filter((name) => !/^(alias\/|\/aws\/lambda\/|\/)?EmergencyLine\b/.test(name ?? '')),
    ).toStrictEqual([]);
  });

  it('differ from those of a second line in the same Connect instance', () => {
    const second = namesOf({ sms: EUM, deployment: { stackName: 'Second' } });
    const first = namesOf({ sms: EUM });
    expect(shared(first.flatMap(writtenNames), second.flatMap(writtenNames))).toStrictEqual([]);
  });

  it('differ from those of the blog’s flows', () => {
    expect(stacks.flatMap(writtenNames).filter((name) => / Emergency_/.test(name))).toStrictEqual([]);
  });

  it('that are global to the account differ from those of a line of the same name in another Region', () => {
    const global = /^AWS::(IAM::|CloudWatch::Dashboard)/;
    const elsewhere = namesOf({
      sms: { ...EUM, region: 'us-east-1' },
      connect: { instanceArn: HOME.replace('ap-southeast-1', 'eu-central-1') },
    });
    const accountWide = (of: typeof stacks) => of.flatMap(writtenNames).filter((name) => global.test(name));
    expect(accountWide(stacks).length).toBeGreaterThan(20);
    expect(shared(accountWide(stacks), accountWide(elsewhere))).toStrictEqual([]);
    expect(stacks.map(({ name }) => name)).not.toContain(elsewhere[1]?.name);
  });

  it('of flows and the configuration set begin with another prefix when one is configured', () => {
    const [line] = namesOf({ sms: EUM, deployment: { prefix: 'North' } });
    const names = line ? writtenNames(line) : [];
    expect(names).toContain('AWS::Connect::ContactFlow North-Emergency_Demo');
    expect(names).toContain('AWS::SMSVOICE::ConfigurationSet North');
    expect(names).toContain('AWS::DynamoDB::Table EmergencyLine-Events');
  });
});
