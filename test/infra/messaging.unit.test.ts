import { getCountries } from 'libphonenumber-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { configOf, NOTIFY } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

const EUM = { provider: 'end-user-messaging', senderId: 'EMERGENCY', originationIdentity: 'pool-1' };
const PINPOINT = { provider: 'pinpoint', senderId: 'EMERGENCY', applicationId: 'a'.repeat(32) };
type Rule = { CountryCode: string; ProtectStatus: string };

/** The allowed countries of each channel. */
const allowedBy = (line: Synthesized) => {
  const set = line.one('AWS::SMSVOICE::ProtectConfiguration').Properties.CountryRuleSet as Record<
    string,
    Rule[]
  >;
  return Object.fromEntries(
    Object.entries(set).map(([channel, rules]) => [
      channel,
      rules.filter(({ ProtectStatus }) => ProtectStatus === 'ALLOW').map(({ CountryCode }) => CountryCode),
    ]),
  );
};

describe('texts by End User Messaging', () => {
  let line: Synthesized;
  beforeAll(() => {
    line = synthesized(configOf({ sms: EUM })).line;
  });
  const set = () => line.one('AWS::SMSVOICE::ConfigurationSet').Properties;

  it('use a configuration set with the configured name, with message feedback', () => {
    expect(set()).toMatchObject({
      ConfigurationSetName: 'EmergencyLine',
      DefaultSenderId: 'EMERGENCY',
      MessageFeedbackEnabled: true,
    });
    expect(line.text(set().ProtectConfigurationId)).toMatch(
      /^<MessagingProtectConfiguration\w*\.ProtectConfigurationId>$/,
    );
  });

  it('are allowed to the countries of the administrators’ lines, on the SMS channel only', () => {
    expect(allowedBy(line)).toStrictEqual({ SMS: ['SG'] });
  });

  it('are blocked by name in every other country, because a new protect configuration allows all others', () => {
    const { CountryRuleSet } = line.one('AWS::SMSVOICE::ProtectConfiguration').Properties;
    const { SMS } = CountryRuleSet as Record<string, Rule[]>;
    const named = SMS?.map(({ CountryCode }) => CountryCode) ?? [];
    expect(new Set(named).size).toBe(named.length);
    expect(named).toHaveLength(215);
    // Every other country that has telephones is one AWS refuses in a protect configuration.
    expect(
      getCountries()
        .filter((code) => !named.includes(code))
        .toSorted()
        .join(' '),
    ).toBe('AC AS AX BJ BL BQ CC CU CW CX EH FK IO IR KI KP MF MP NR PM SD SH SJ SX SY TA TK VA VC WF');
  });

  it('reject a country that AWS sends no texts to', () => {
    expect(() => synthesized(configOf({ sms: { ...EUM, countries: ['SG', 'CU', 'KP'] } }))).toThrow(
      'sms.countries: AWS sends no texts to CU, KP;',
    );
  });

  it('are allowed to the configured countries', () => {
    expect(
      allowedBy(synthesized(configOf({ sms: { ...EUM, countries: ['PH', 'AU'] } })).line).SMS,
    ).toStrictEqual(['AU', 'PH']);
  });

  it('log delivery events to a group that masks numbers and only this set can write to', () => {
    const [destination] = set().EventDestinations as Record<string, never>[];
    expect(destination).toMatchObject({ Enabled: true, MatchingEventTypes: ['TEXT_ALL'] });
    const { IamRoleArn, LogGroupArn } =
      (destination as Record<string, Record<string, unknown>>).CloudWatchLogsDestination ?? {};
    expect(line.text(IamRoleArn)).toMatch(/^<MessagingRole\w+\.Arn>$/);
    expect(line.text(LogGroupArn)).toMatch(/^<MessagingLogs\w+\.Arn>$/);
    expect(line.one('AWS::Logs::LogGroup', 'Messaging').Properties).toMatchObject({
      LogGroupName: '/EmergencyLine/texts-ap-southeast-1',
      RetentionInDays: 1,
      KmsKeyId: expect.anything(),
      DataProtectionPolicy: expect.anything(),
    });
    expect(line.one('AWS::IAM::Role', 'Messaging').Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'sms-voice.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnEquals: {
              'aws:SourceArn':
                'arn:aws:sms-voice:ap-southeast-1:111122223333:configuration-set/EmergencyLine',
            },
          },
        },
      ],
    });
  });

  it('need no resource with an existing protect configuration', () => {
    const own = synthesized(configOf({ sms: { ...EUM, protectConfigurationId: 'protect-1' } })).line;
    expect(own.all('AWS::SMSVOICE::ConfigurationSet')).toStrictEqual([]);
    expect(own.all('AWS::SMSVOICE::ProtectConfiguration')).toStrictEqual([]);
    expect(JSON.stringify(own.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      'protect-configuration/protect-1',
    );
  });
});

describe('texts from another Region', () => {
  it('have a separate stack there, deployed before the line’s', () => {
    const { texts, line } = synthesized(configOf({ sms: { ...EUM, region: 'us-east-1' } }));
    expect([texts?.name, texts?.region, line.region]).toStrictEqual([
      'EmergencyLine-Texts-ap-southeast-1',
      'us-east-1',
      'ap-southeast-1',
    ]);
    expect(texts?.all('AWS::SMSVOICE::ConfigurationSet')).toHaveLength(1);
    expect(line.all('AWS::SMSVOICE::ConfigurationSet')).toStrictEqual([]);
    const policy = JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'));
    expect(policy).toContain('arn:aws:sms-voice:us-east-1:111122223333:configuration-set/EmergencyLine');
  });

  it('by Pinpoint use the configured project', () => {
    const sms = { ...PINPOINT, region: 'us-east-1' };
    const { line } = synthesized(configOf({ sms }));
    expect(JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      `arn:aws:mobiletargeting:us-east-1:111122223333:apps/${'a'.repeat(32)}/messages`,
    );
  });
});

/** The resource policies of the origination identities. */
const policies = (line: Synthesized) =>
  line.all('AWS::SMSVOICE::ResourcePolicy').map(({ Properties }) => Properties);
const identity = (resource: string) => `arn:aws:sms-voice:ap-southeast-1:111122223333:${resource}`;

describe('texts by Pinpoint', () => {
  it('use the configured project, and create none', () => {
    const { line } = synthesized(configOf({ sms: PINPOINT }));
    expect(line.all('AWS::Pinpoint::App')).toStrictEqual([]);
    expect(JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      `apps/${'a'.repeat(32)}/messages`,
    );
  });

  it('are allowed by a resource policy of the sender id in each country', () => {
    const { line } = synthesized(configOf({ sms: { ...PINPOINT, countries: ['SG', 'AU'] } }));
    expect(policies(line)).toStrictEqual(
      ['SG', 'AU'].map((country) => ({
        ResourceArn: identity(`sender-id/EMERGENCY/${country}`),
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'PinpointSendsPins',
              Effect: 'Allow',
              Principal: { Service: ['mobiletargeting.amazonaws.com', 'pinpoint.amazonaws.com'] },
              Action: 'sms-voice:SendTextMessage',
              Resource: identity(`sender-id/EMERGENCY/${country}`),
              Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
            },
          ],
        },
      })),
    );
  });

  it.each([
    ['pool-1', identity('pool/pool-1')],
    ['phone-1', identity('phone-number/phone-1')],
    [identity('pool/pool-2'), identity('pool/pool-2')],
  ])('are allowed by a resource policy of %s, if that is the identity', (originationIdentity, arn) => {
    const { line } = synthesized(configOf({ sms: { ...PINPOINT, originationIdentity } }));
    expect(policies(line).map(({ ResourceArn }) => ResourceArn)).toStrictEqual([arn]);
  });

  it('have a protect configuration to be made the account default, the only one Pinpoint uses', () => {
    const { line, warnings } = synthesized(configOf({ sms: PINPOINT }));
    expect(allowedBy(line).SMS).toStrictEqual(['SG']);
    expect(line.template.Outputs).toHaveProperty('ProtectConfigurationId');
    expect(warnings.join()).toContain('ProtectConfigurationId');
  });
});

describe('PINs by Notify', () => {
  const environment = (line: Synthesized) =>
    line.one('AWS::Lambda::Function', 'LineFunctionsOneTimePin').Properties.Environment as {
      Variables: Record<string, unknown>;
    };

  it('use a new notify configuration for the brand, by text, to the administrators’ countries', () => {
    const { line } = synthesized(configOf({ sms: NOTIFY }));
    expect(line.one('AWS::SMSVOICE::NotifyConfiguration').Properties).toStrictEqual({
      DisplayName: 'Emergency',
      UseCase: 'CODE_VERIFICATION',
      EnabledChannels: ['SMS'],
      EnabledCountries: ['SG'],
      DefaultTemplateId: 'notify-code-verification-english-001',
    });
    expect(line.text(environment(line).Variables.NOTIFY_CONFIGURATION)).toMatch(
      /^<MessagingNotify\w*\.NotifyConfigurationId>$/,
    );
    expect(line.all('AWS::SMSVOICE::ConfigurationSet')).toStrictEqual([]);
  });

  it('use the configured notify configuration, also in another Region', () => {
    const sms = { ...NOTIFY, region: 'us-east-1', configurationId: 'nc-1' };
    const { line, texts } = synthesized(configOf({ sms }));
    expect(texts?.all('AWS::SMSVOICE::NotifyConfiguration')).toStrictEqual([]);
    expect(environment(line).Variables.NOTIFY_CONFIGURATION).toBe('nc-1');
    expect(JSON.stringify(line.one('AWS::IAM::ManagedPolicy', 'LineFunctionsOneTimePin'))).toContain(
      'arn:aws:sms-voice:us-east-1:111122223333:notify-configuration/nc-1',
    );
  });
});
