import { describe, expect, it } from 'vitest';
import type {
  NumberLookup,
  PhoneType,
  PinText,
  Sms,
  SmsOutcome,
  SmsSender,
} from '../../../domain/emergency/ports.ts';
import { type E164, parseE164, secretOf } from '../../../domain/emergency/secret.ts';
import type { FakeAws, FakeAwsCall } from '../../../local/aws/fake-aws.ts';
import type { FaultKind } from '../../../local/aws/faults.ts';
import type { ReceivedSms } from '../../../local/aws/messages.ts';
import type { Service } from '../../../local/aws/services.ts';

export const e164 = (text: string): E164 => {
  const number = parseE164(text);
  if (!number) throw new Error('not E.164');
  return number;
};

export const MOBILE = '+6591110001';
const PIN = '493817';
/** A PIN for the mobile, with a lifetime of thirty seconds. */
export const pinText = (pin = PIN): Sms<PinText> => ({
  to: e164(MOBILE),
  content: { kind: 'pin', brand: 'Emergency line', pin: secretOf('pin', pin) },
  ttlSeconds: 30,
  context: { challenge: '01K' },
});
const sms = pinText();
/** The text of the providers whose wording is ours. */
export const OUR_WORDS =
  'Emergency line: your PIN is 493817. It is valid for 30 seconds. If you did not call, tell your security desk.';

/** The carriers in these tests. */
export const PHONES = new Map([
  [MOBILE, { type: 'MOBILE', carrier: 'Singtel', mcc: '525', mnc: '01', country: 'SG' } as const],
  ['+6591110002', { type: 'PREPAID', carrier: 'StarHub', country: 'SG' } as const],
  ['+6561110003', { type: 'LANDLINE', carrier: 'Singtel', country: 'SG' } as const],
  ['+6531110004', { type: 'VOIP', carrier: null, country: 'SG' } as const],
  ['+6561110005', { type: 'OTHER', carrier: null, country: null } as const],
  ['+6511111111', { type: 'INVALID', carrier: null, country: null } as const],
]);

export type SmsProvider = {
  name: ReceivedSms['provider'];
  /** The provider's name in the fake AWS. */
  service: Service & ('pinpoint' | 'end-user-messaging');
  sender(endpoint: string, requestTimeout?: number): SmsSender<PinText>;
  lookup(endpoint: string, requestTimeout?: number): NumberLookup;
  send: string;
  find: string;
  from: string;
  body: string;
  voip: PhoneType;
  /** Whether a look-up returns the carrier's codes. */
  carrierCodes: boolean;
  /** Faults of the provider, and the expected outcomes. */
  failures: readonly (readonly [FaultKind, SmsOutcome])[];
};

export type Running = { edge(): FakeAws; calls: readonly FakeAwsCall[] };

const failed = (reason: (SmsOutcome & { sent: false })['reason'], detail: string): SmsOutcome => ({
  sent: false,
  reason,
  detail,
});

const MALFORMED = [
  '{}',
  'null',
  '[]',
  '"sent"',
  '<html>busy</html>',
  '',
  '{"MessageId":{"a":1}}',
  '{"Result":7}',
];
const PINS = ['111111', '222222', '333333'];

/** The contract of every SMS sender. */
export const smsContract = (provider: SmsProvider, { edge, calls }: Running): void => {
  const sender = () => provider.sender(edge().endpoint);
  const fail = (as: FaultKind) => edge().fail({ service: provider.service, operation: provider.send, as });

  describe(`${provider.name} sends texts`, () => {
    it('delivers the PIN to the number, from its sender, and returns its id', async () => {
      const outcome = await sender().send(sms);
      const [text, ...more] = await edge().messages(MOBILE);
      expect(more).toStrictEqual([]);
      expect(outcome).toStrictEqual({ sent: true, messageId: text?.messageId });
      const { name, body, from } = provider;
      expect(text).toMatchObject({ to: MOBILE, body, from, provider: name });
    });

    it('names its provider', () => expect(sender().provider).toBe(provider.name));

    it('needs one call for one text', async () => {
      await sender().send(sms);
      expect(calls.map(({ operation }) => operation)).toStrictEqual([provider.send]);
    });

    it('passes the context on', async () => {
      await sender().send(sms);
      expect(JSON.stringify(calls[0]?.input)).toContain('"Context":{"challenge":"01K"}');
    });

    it('keeps leading zeros of a PIN', async () => {
      await sender().send(pinText('000017'));
      expect((await edge().messages(MOBILE))[0]?.body).toBe(provider.body.replace(PIN, '000017'));
    });

    it('sends texts in order, each with its own id, and to nobody else', async () => {
      const ids = [];
      for (const pin of PINS) ids.push(await sender().send(pinText(pin)));
      const texts = await edge().messages(MOBILE);
      expect(texts.map(({ body }) => body)).toStrictEqual(PINS.map((pin) => provider.body.replace(PIN, pin)));
      expect(ids).toStrictEqual(texts.map(({ messageId }) => ({ sent: true, messageId })));
      expect(await edge().messages('+6591110002')).toStrictEqual([]);
    });

    it.each([...provider.failures])(
      '%j is %j: one call, nothing delivered, no secret',
      async (as, outcome) => {
        fail(as);
        expect(await sender().send(sms)).toStrictEqual(outcome);
        expect(calls).toHaveLength(1);
        expect(await edge().messages(MOBILE)).toStrictEqual([]);
        expect(JSON.stringify(outcome)).not.toMatch(/91110001|493817/);
      },
    );

    it('reports a text whose response was lost as unknown, and does not send it again', async () => {
      fail('timeout-after-doing');
      const outcome = await provider.sender(edge().endpoint, 100).send(sms);
      expect(outcome).toStrictEqual(failed('unknown', 'ETIMEDOUT'));
      expect(await edge().messages(MOBILE)).toHaveLength(1);
    });

    it('sends again after a failure when it is called again', async () => {
      fail('throttle');
      const one = sender();
      expect(await one.send(sms)).toMatchObject({ sent: false });
      expect(await one.send(sms)).toMatchObject({ sent: true });
    });

    it('is unreachable when its endpoint does not answer', async () => {
      const { endpoint } = edge();
      await edge().close();
      expect(await provider.sender(endpoint).send(sms)).toStrictEqual(failed('unreachable', 'ECONNREFUSED'));
    });

    it.each(MALFORMED)('does not accept the reply %j as a sent text', async (reply) => {
      fail({ reply });
      const outcome = await sender().send(sms);
      expect(outcome).toMatchObject({ sent: false, reason: 'unknown' });
    });

    it('never repeats an error code that quotes the number', async () => {
      fail({ statusCode: 400, code: `Blocked${MOBILE}`, reason: MOBILE });
      expect(await sender().send(sms)).toStrictEqual(failed('unknown', 'UnknownError'));
    });

    it('discards a reply that quotes the PIN', async () => {
      fail({ reply: JSON.stringify({ ResolvedMessageBody: OUR_WORDS, Result: { [OUR_WORDS]: OUR_WORDS } }) });
      expect(await sender().send(sms)).toStrictEqual(failed('unknown', 'malformed-reply'));
    });
  });

  describe(`${provider.name} takes feedback`, () => {
    it.each([true, false])('of a text it sent (received: %s) without a throw', async (received) => {
      const outcome = await sender().send(sms);
      expect(await sender().feedback(outcome.sent ? outcome.messageId : '', received)).toBeUndefined();
    });

    it('of a text that was never sent without a throw', async () => {
      expect(await sender().feedback('no-such-message', true)).toBeUndefined();
    });
  });
};

/** The contract of senders that can send other texts, too, with our wording. */
export const noticeContract = (
  { name, ...provider }: Omit<SmsProvider, 'sender'> & { sender(endpoint: string): SmsSender },
  { edge, calls }: Running,
): void => {
  const send = (body: string, to = MOBILE) =>
    provider.sender(edge().endpoint).send({ ...sms, to: e164(to), content: { kind: 'notice', body } });

  describe(`${name} sends notices`, () => {
    it('and keeps every character of them', async () => {
      const body = 'Manila 007 – “emergency” 緊急 🔥\nline two {{not.a.variable}}';
      expect(await send(body)).toMatchObject({ sent: true });
      expect((await edge().messages(MOBILE))[0]?.body).toBe(body);
    });

    it('as transactional texts', async () => {
      await send('a notice');
      expect(JSON.stringify(calls[0]?.input)).toContain('"MessageType":"TRANSACTIONAL"');
    });

    it.each([
      ['is empty', ''],
      ['is longer than 1,600 characters', 'x'.repeat(1_601)],
    ])('and is misconfigured when a notice %s', async (_, body) => {
      expect(await send(body)).toMatchObject({ sent: false, reason: 'misconfigured' });
      expect(await edge().messages(MOBILE)).toStrictEqual([]);
    });
  });

  describe(`${name} tells carriers in India who sends and by which template`, () => {
    const IDS = /E-ENTITY.*T-TEMPLATE/;
    const lastInput = () => JSON.stringify(calls.at(-1)?.input);

    it('of a PIN to a number there', async () => {
      await provider.sender(edge().endpoint).send({ ...sms, to: e164('+919812345678') });
      expect(lastInput()).toMatch(IDS);
    });

    it('and of no PIN to another country, and of no notice, for the template is the PIN’s', async () => {
      await provider.sender(edge().endpoint).send(sms);
      expect(lastInput()).not.toMatch(IDS);
      await send('a notice', '+919812345678');
      expect(lastInput()).not.toMatch(IDS);
    });
  });
};
