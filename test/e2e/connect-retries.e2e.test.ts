import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LambdaName } from '../../flows/names.ts';
import { sample } from '../kit/sample.ts';
import { ADMIN_LINE, AISHA, pinOf } from './callers.ts';
import { type FaultyLine, faultyLine } from './faulty-line.ts';

let line: FaultyLine;
beforeEach(async () => {
  line = await faultyLine();
});
afterEach(() => line.stop());

/** The call's four Lambdas, each right before its first invocation. */
type Before = { [Name in LambdaName]?: () => void };

/** Aisha proves herself and sets a fire alarm in Manila: what she hears, the texts she gets and what is on record. */
const call = async (before: Before = {}) => {
  const { connect, edge } = line;
  before.OneTimePin?.();
  let view = await connect.dial({ from: AISHA, to: ADMIN_LINE });
  const { callId } = view;
  const heard = [...view.said];
  const press = async (keys: string) => {
    if (view.state === 'ended') return;
    view = await connect.keys(callId, keys);
    heard.push(...view.said);
  };
  before.VerifyPin?.();
  await press((await pinOf(edge, AISHA)) || '0');
  before.CheckEmergency?.();
  for (const key of ['2', '1']) await press(key);
  before.UpdateEmergency?.();
  await press('2');
  const events = await line.events(callId, 'admin/admin-1', 'location/Manila');
  return { heard, texts: (await edge.messages(AISHA)).length, events: events.map(({ type }) => type) };
};

const CLEAN = {
  heard: [
    'We have sent a PIN to your mobile phone. Please enter its 6 digits.',
    'Which contact centre is this about? For Singapore, press 1. For Manila, press 2. For Sydney, press 3.',
    'No emergency has been set for Manila yet. Callers hear that it is open.',
    'To set an emergency, press 1. To remove an emergency, press 2. To check a different centre, press 3.',
    'What type of emergency is it? For weather, press 1. For fire alarm, press 2. For facility issue, press 3. For extended wait, press 4.',
    'It is done. Callers to Manila now hear: Because of a fire alarm, the Manila contact centre was evacuated at 3:00 PM.',
    'To check or change another centre, press 1. Otherwise you may hang up.',
  ],
  texts: 1,
  events: ['PinIssued', 'PinSent', 'PinVerified', 'ChangeAuthorised', 'EmergencySet'],
};

const LAMBDAS: LambdaName[] = ['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency'];
const WRITERS = LAMBDAS.filter((name) => name !== 'CheckEmergency');

describe('a call with temporary faults has the same result as any other', () => {
  it('without a fault', async () => {
    expect(await call()).toStrictEqual(CLEAN);
  });

  it.each(sample(LAMBDAS, 2))('when %s succeeds and crashes, three times', async (name) => {
    expect(await call({ [name]: () => line.failAfterDoing(name, 3) })).toStrictEqual(CLEAN);
  });

  // One lost answer the SDK makes good itself; after two it gives up, and Connect asks again.
  it.each(sample(WRITERS, 3))('when the reply of the store is lost at %s', async (name) => {
    expect(await call({ [name]: () => line.store.fail('lose', 1) })).toStrictEqual(CLEAN);
  });
  it.each(sample(['VerifyPin', 'UpdateEmergency'] as const, 2))(
    'when the reply of the store is lost at %s twice',
    async (name) => {
      expect(await call({ [name]: () => line.store.fail('lose', 2) })).toStrictEqual(CLEAN);
    },
  );
  it.each(sample(WRITERS, 3))('when the store rejects the write at %s, twice', async (name) => {
    expect(await call({ [name]: () => line.store.fail('refuse', 2) })).toStrictEqual(CLEAN);
  });
});

describe('a call with a permanent fault ends properly, with each change made once', () => {
  const NOT_SENT =
    'We could not send the PIN to your mobile phone. Nothing was changed. Please call again. Goodbye.';
  const SORRY = /something went wrong on our side\..*Please call again/;

  it.each(sample(LAMBDAS, 2))('when %s succeeds and crashes at each invocation', async (name) => {
    const { heard, texts, events } = await call({ [name]: () => line.failAfterDoing(name, 4) });
    expect(heard.at(-1)).toMatch(SORRY);
    const done = { OneTimePin: 2, VerifyPin: 3, CheckEmergency: 3, UpdateEmergency: 5 }[name];
    expect({ texts, events }).toStrictEqual({ texts: 1, events: CLEAN.events.slice(0, done) });
  });

  it('when the store never confirms the PIN: it was lost in memory and is void', async () => {
    expect(await call({ OneTimePin: () => line.store.fail('lose', 2) })).toStrictEqual({
      heard: [NOT_SENT],
      texts: 0,
      events: ['PinIssued', 'PinSendFailed'],
    });
  });

  it('when the provider never confirms the text: no second text, and the PIN is void', async () => {
    line.edge.fail({
      service: 'end-user-messaging',
      operation: 'SendTextMessage',
      as: 'timeout-after-doing',
    });
    expect(await call()).toStrictEqual({
      heard: [NOT_SENT],
      texts: 1,
      events: ['PinIssued', 'PinSendFailed'],
    });
  });
});
