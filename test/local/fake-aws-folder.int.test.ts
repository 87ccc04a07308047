import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endUserMessagingSms } from '../../adapters/end-user-messaging.ts';
import { eventBridgeBus } from '../../adapters/event-bus.ts';
import { kmsPinCodes } from '../../adapters/pin-codes.ts';
import { type E164, parseE164 } from '../../domain/emergency/secret.ts';
import { type FakeAws, startFakeAws } from '../../local/aws/fake-aws.ts';
import { clientOf } from '../adapters/with-edge.ts';
import { challenge, pinOf } from '../kit/contracts/pin-codes.ts';
import { base64Encryption } from '../kit/text-encryption.ts';

const NUMBER = '+6591110001';
let folder = '';
const running: FakeAws[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-'));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const start = async (port = 0) => {
  const edge = await startFakeAws({
    folder,
    port,
    now: () => 0,
    phones: () => undefined,
    texts: base64Encryption,
  });
  running.push(edge);
  return edge;
};
const stop = async () => {
  for (const edge of running.splice(0)) await edge.close();
};

const sender = ({ endpoint }: FakeAws) =>
  endUserMessagingSms(new PinpointSMSVoiceV2Client(clientOf(endpoint)), {
    originationIdentity: 'EMERGENCY',
    configurationSetName: 'set',
    protectConfigurationId: 'protect',
    maxPrice: '0.50',
  });
const text = (body: string) => ({
  to: parseE164(NUMBER) as E164,
  content: { kind: 'notice', body } as const,
  ttlSeconds: 30,
  context: {},
});
const publish = ({ endpoint }: FakeAws, n: number) =>
  eventBridgeBus(new EventBridgeClient(clientOf(endpoint)), { busName: 'bus', source: 's' }).publish([
    { detailType: 'd', time: '2026-11-22T06:00:00.000Z', detail: JSON.stringify({ n }) },
  ]);
const codes = ({ endpoint }: FakeAws) => kmsPinCodes(new KMSClient(clientOf(endpoint)), 'alias/pins');

describe('the data folder of the fake AWS services', () => {
  it('restores texts, feedback, events and keys after a restart', async () => {
    const before = await start();
    const outcome = await sender(before).send(text('one'));
    await sender(before).feedback(outcome.sent ? outcome.messageId : '', true);
    await sender(before).send(text('two "quoted"\nlines 🔥'));
    await publish(before, 1);
    const tag = await codes(before).tag(challenge, pinOf('004271'));
    const known = [await before.messages(NUMBER), before.bus()];
    await stop();

    const after = await start();
    expect([await after.messages(NUMBER), after.bus()]).toStrictEqual(known);
    expect(await after.messages(NUMBER)).toMatchObject([{ feedback: 'RECEIVED' }, { feedback: null }]);
    expect(await codes(after).matches(challenge, pinOf('004271'), tag)).toBe(true);
  });

  it('is readable by its owner only', async () => {
    const edge = await start();
    await codes(edge).tag(challenge, pinOf('004271'));
    for (const file of ['kms-keys', 'messages', 'bus'])
      expect(statSync(join(folder, `${file}.jsonl`)).mode & 0o777).toBe(0o600);
  });

  it('drops an incomplete last line, which was not acknowledged, and nothing else', async () => {
    await publish(await start(), 1);
    await stop();
    const whole = readFileSync(join(folder, 'bus.jsonl'));
    for (let length = 1; length < whole.length; length++) {
      writeFileSync(join(folder, 'bus.jsonl'), Buffer.concat([whole, whole.subarray(0, length)]));
      expect((await start()).bus()).toHaveLength(1);
      await stop();
    }
    await publish(await start(), 2);
    await stop();
    expect((await start()).bus().map(({ detail }) => detail.n)).toStrictEqual([1, 2]);
  });

  it.each([
    ['is not JSON', '{"id"\n'],
    ['lacks members', '{"id":"1"}\n'],
    ['is empty', '\n'],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22, 0x0a])],
  ])('is refused with file and line when a line %s', async (_, damage) => {
    await publish(await start(), 1);
    await stop();
    appendFileSync(join(folder, 'bus.jsonl'), damage);
    await expect(start()).rejects.toThrow(
      `${join(folder, 'bus.jsonl')} line 2 is damaged. Restore the file from a copy, or move it away to start without it.`,
    );
  });

  it('holds all acknowledged data when the process is killed under load', async () => {
    const child = spawn(process.execPath, [
      '--import',
      'tsx',
      join(import.meta.dirname, 'fake-aws-under-load.ts'),
      folder,
    ]);
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 200) child.kill('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    const edge = await start();
    const kept = [
      ...(await edge.messages(NUMBER)).map(({ body }) => body),
      ...edge.bus().map(({ detail }) => detail.n),
    ];
    expect(acknowledged.filter((line) => !kept.includes(line))).toStrictEqual([]);
  });
});

describe('the port of the fake AWS services', () => {
  it('is named in the error when it is taken', async () => {
    const { endpoint } = await start();
    const port = Number(new URL(endpoint).port);
    await expect(start(port)).rejects.toThrow(`the fake AWS services cannot use port ${port}: `);
  });

  it('is free again after a close, even with a waiting client', async () => {
    const edge = await start();
    edge.fail({ service: 'eventbridge', operation: 'PutEvents', as: 'timeout-after-doing' });
    const waiting = publish(edge, 1);
    while (edge.bus().length === 0) await new Promise(setImmediate);
    const port = Number(new URL(edge.endpoint).port);
    await stop();
    await start(port);
    expect(await waiting).toHaveLength(1);
  });
});
