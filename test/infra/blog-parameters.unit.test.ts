import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../handlers/environment.ts';
import { configOf } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

const INSTANCE = 'arn:aws:connect:eu-central-1:444455556666:instance/99999999-2222-4333-8444-555555555555';
const PROJECT = 'a'.repeat(32);

/** Synthesizes every parameter of the blog's two stacks, each with another value than the shipped one. */
const synthesizedWith = (sms: object) =>
  synthesized(
    configOf({
      connect: { instanceArn: INSTANCE },
      pin: { length: 8 },
      sms: { senderId: 'ACME', ...sms },
      deployment: { stackName: 'Acme-Line' },
    }),
  );

const flow = (line: Synthesized, name: string) =>
  line.text(
    line
      .all('AWS::Connect::ContactFlow')
      .find(({ Properties }) => String(Properties.Name).endsWith(`-${name}`))?.Properties.Content,
  );
const environmentOf = (line: Synthesized) => {
  const { Environment } = line.one('AWS::Lambda::Function', 'LineFunctionsOneTimePin').Properties;
  const { Variables } = Environment as { Variables: Record<string, unknown> };
  return readEnvironment(
    Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, line.text(value)])),
  );
};

describe('the templates contain the blog’s', () => {
  it('instance, stack name and PIN length', () => {
    const { line } = synthesizedWith({ provider: 'pinpoint', applicationId: PROJECT });
    expect([line.name, line.region]).toStrictEqual(['Acme-Line', 'eu-central-1']);
    for (const { Properties } of line.all('AWS::Connect::ContactFlow'))
      expect(Properties.InstanceArn).toBe(INSTANCE);
    expect(flow(line, 'Emergency_Authentication')).toContain('Please enter its 8 digits.');
    expect(environmentOf(line).EVENTS_TABLE).toBe('Acme-Line-Events');
  });

  it('existing Pinpoint project', () => {
    const { line } = synthesizedWith({ provider: 'pinpoint', applicationId: PROJECT });
    expect(JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      `apps/${PROJECT}/messages`,
    );
    expect(line.all('AWS::Pinpoint::App')).toStrictEqual([]);
  });

  it('Pinpoint project, which must exist because AWS creates no new ones', () => {
    expect(() => synthesizedWith({ provider: 'pinpoint' })).toThrow('sms.applicationId');
  });

  it('Region of texts, origination identity and sender id', () => {
    const { line, texts } = synthesizedWith({
      provider: 'end-user-messaging',
      originationIdentity: 'pool-1',
      region: 'us-east-1',
    });
    expect(texts?.region).toBe('us-east-1');
    expect(texts?.one('AWS::SMSVOICE::ConfigurationSet').Properties).toMatchObject({
      DefaultSenderId: 'ACME',
    });
    expect(JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      'arn:aws:sms-voice:us-east-1:444455556666:pool/pool-1',
    );
  });
});
