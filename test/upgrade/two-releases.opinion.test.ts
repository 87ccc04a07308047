import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client } from '../../cli/client.ts';
import { serveApi } from '../../local/http/server.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { ADMIN_LINE, AISHA, adminCall, BEN, customerHears, prove } from '../e2e/callers.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { twoReleases } from './releases.ts';

const releases = twoReleases();
let line: LocalLine;
let server: Awaited<ReturnType<typeof serveApi>>;
let phone: Client;

beforeAll(async () => {
  releases.use('current');
  line = await startLine({
    folder: null,
    configFile: CONFIG_FILE,
    log: () => {},
    lambdas: releases.lambdas,
  });
  server = await serveApi(line, 0);
  phone = client(server.url);
}, 60_000);
afterAll(async () => {
  await server.close();
  await line.stop();
  await releases.stop();
});

/** What the line says last in a call that presses these keys after the PIN; each key with the functions that then serve. */
const said = (who: string, ...keys: string[]) => adminCall(phone, who, ...keys);
const caughtUp = () => line.caughtUp();
const eventsOf = async (stream: string) => (await phone.events()).filter((event) => event.stream === stream);
const nextHour = () => phone.advanceClock(3600);

afterEach(async () => {
  releases.use('current');
  await nextHour();
  await caughtUp();
  expect(await phone.verify()).toMatchObject({ ok: true, faults: [] });
});

describe('while functions of two releases serve calls', () => {
  it('customers hear from this one what the previous one has set and projected', async () => {
    releases.use('previous');
    expect(await said(AISHA, '3', '1', '2')).toContain('Callers to Sydney');
    await caughtUp();
    releases.use('current');
    expect(await customerHears(phone, '3')).toContain('Because of a fire alarm');
  });

  it('a PIN that the previous one issued is verified by this one', async () => {
    releases.use('previous', 'OneTimePin');
    expect(await said(AISHA, '2', '1', '2')).toContain('Callers to Manila now hear: Because of a fire alarm');
  });

  it('a PIN that this one issued is verified by the previous one', async () => {
    releases.use('previous', 'VerifyPin');
    expect(await said(BEN, '3', '1', '1')).toContain('Callers to Sydney now hear: Because of severe weather');
  });

  it('the previous one makes no change that rests on an event it cannot read, and says so', async () => {
    const { callId } = await prove(phone, AISHA);
    await phone.keys(callId, '1');
    releases.use('previous', 'UpdateEmergency');
    await phone.keys(callId, '1');
    const { said } = await phone.keys(callId, '1');
    expect(said.join(' ')).toMatch(/something went wrong on our side\. Please call again/);
    expect(await eventsOf('location/Singapore')).toEqual([]);
  });

  it('customers hear from the previous one what this one has set', async () => {
    await said(AISHA, '1', '1', '3');
    await caughtUp();
    releases.use('previous', 'CheckEmergency');
    expect(await customerHears(phone, '1')).toContain('Because of a fault in the building');
  });

  it('an event that the previous one cannot project is projected once this one runs', async () => {
    releases.use('previous', 'Project', 'Publish');
    expect(await said(BEN, '1', '1', '1')).toContain('Callers to Singapore will hear it shortly');
    expect(await customerHears(phone, '1')).toContain('Because of a fault in the building');
    await caughtUp();
    expect(releases.parked()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^parked\/Project\//),
        expect.stringMatching(/^parked\/Publish\//),
      ]),
    );
    releases.use('current');
    const late = (await eventsOf('location/Singapore')).at(-1);
    const published = () => line.bus().then((events) => events.map(({ detail }) => detail.id));
    expect(await published()).not.toContain(late?.id);
    await releases.retryParked();
    expect(releases.parked()).toEqual([]);
    expect(await published()).toContain(late?.id);
    expect(await customerHears(phone, '1')).toContain('Because of severe weather');
  });
});

describe('after a deployment was rolled back', () => {
  it('customers hear the status, and administrators that they cannot be served, until this release is back', async () => {
    await said(AISHA, '2', '1', '1');
    await caughtUp();
    await nextHour();
    releases.use('previous');
    expect(await customerHears(phone, '2')).toContain('Because of severe weather, the Manila');
    const { said: refusal, state } = await phone.dial(BEN, ADMIN_LINE);
    expect(refusal.join(' ')).toMatch(
      /something went wrong on our side\. Nothing was changed\. Please call again/,
    );
    expect(state).toBe('ended');
    releases.use('current');
    await nextHour();
    expect(await said(BEN, '2', '2')).toContain(
      'Callers to Manila now hear: The Manila contact centre is open',
    );
  });
});
