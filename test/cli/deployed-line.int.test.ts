import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signedSend } from '../../cli/deployed-line.ts';
import { operateBy } from '../../cli/operate.ts';
import { signedIn } from '../../cli/signed-in.ts';
import { readEnvironment } from '../../handlers/environment.ts';
import { LOCAL_NAMES } from '../../local/resource-names.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { configOf } from '../kit/configs.ts';
import { sessionArn } from '../kit/function-url-event.ts';
import { startFunctionUrl } from '../kit/function-url-server.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const sendTo = (url: string, credentials = CREDENTIALS) =>
  signedSend(
    readEnvironment({ ...LOCAL_NAMES, OPERATE_URL: url, ERASE_URL: `${url}erase-is-another` }),
    credentials,
  );

const RECORDED = {
  event: '01KB3ZXA000000000000000001',
  stream: 'location/Manila',
  seq: 1,
  type: 'EmergencySet',
  at: '2026-11-27T14:07:00.000Z',
  actor: 'operator/anna',
  sentence: 'Done.',
};

const functionUrl = async () => {
  const events: { rawPath: string; body: string }[] = [];
  const started = await startFunctionUrl(
    async (event) => {
      events.push(event as (typeof events)[number]);
      return { statusCode: 200, headers: {}, body: JSON.stringify(RECORDED) };
    },
    () => sessionArn('Operator', 'anna'),
  );
  closing.push(started.close);
  return { ...started, events };
};

describe('a command on a deployment', () => {
  it('is signed, body and all, so that the function URL takes it', async () => {
    const { url, events } = await functionUrl();
    const operate = operateBy(sendTo(url), Date.now);
    expect(await operate('admin/enroll', { name: 'Zoë “李” Ça' })).toStrictEqual(RECORDED);
    expect(events[0]?.rawPath).toBe('/admin/enroll');
    expect(JSON.parse(events[0]?.body ?? '')).toStrictEqual({
      name: 'Zoë “李” Ça',
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    });
  });

  it('is refused by the function URL when another key signed it, with what to do', async () => {
    const { url, events } = await functionUrl();
    const operate = operateBy(sendTo(url, { ...CREDENTIALS, secretAccessKey: 'guessed' }), Date.now);
    await expect(operate('set', {})).rejects.toThrow(/assume the role of the duty \(docs\/deploy\.md\)/);
    expect(events).toStrictEqual([]);
  });

  it('is sent again, the same, when its reply was lost', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      bodies.push(body);
      if (bodies.length === 1) request.socket.destroy();
      else response.end(JSON.stringify(RECORDED));
    }).listen(0, '127.0.0.1');
    closing.push(() => void server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect((await operateBy(sendTo(url), Date.now)('set', {})).event).toBe(RECORDED.event);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toBe(bodies[0]);
  });

  it('says that nothing can be reached, by name', async () => {
    await expect(operateBy(sendTo('http://127.0.0.1:9/'), Date.now)('set', {})).rejects.toThrow(
      /^127\.0\.0\.1:9 cannot be reached; check the network/,
    );
  });

  it('says what failed when the credentials cannot be read, and not that the network did', async () => {
    const expired = async () => {
      throw Object.assign(new Error('Token is expired.'), { name: 'CredentialsProviderError' });
    };
    const send = signedSend(readEnvironment({ ...LOCAL_NAMES, OPERATE_URL: 'http://127.0.0.1:9/' }), expired);
    await expect(send('set', '{}')).rejects.toThrow('Token is expired.');
  });

  it('says which variable is missing when the environment is of an older deployment', async () => {
    const send = signedSend(readEnvironment(LOCAL_NAMES), CREDENTIALS);
    expect(() => send('set', '{}')).toThrow(/OPERATE_URL/);
    expect(() => send('admin/erase', '{}')).toThrow(/ERASE_URL/);
  });
});

describe('whom a command acts as', () => {
  const { AWS_REGION } = LOCAL_NAMES;
  const sts = async (account = emptyAccount()) => {
    const started = await startAwsAccount(account, () => {});
    closing.push(started.close);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', started.endpoint);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  };

  it('is what AWS says of the credentials', async () => {
    await sts({ ...emptyAccount(), arn: sessionArn('Operator', 'anna') });
    expect((await signedIn(AWS_REGION, configOf())).principal.arn).toBe(sessionArn('Operator', 'anna'));
  });

  it('is refused when a profile and a key are both in the environment, for only one of them would sign', async () => {
    await sts();
    vi.stubEnv('AWS_PROFILE', 'line-operator');
    await expect(signedIn(AWS_REGION, configOf())).rejects.toThrow(
      /two identities: the profile line-operator \(AWS_PROFILE\), and a key in AWS_ACCESS_KEY_ID; unset one/,
    );
  });

  it('is refused when it is of another account than the line', async () => {
    await sts({ ...emptyAccount(), id: '444455556666' });
    await expect(signedIn(AWS_REGION, configOf())).rejects.toThrow(/belong to account 444455556666/);
  });
});
