import { beforeAll, expect, it } from 'vitest';
import { type Client, client } from '../../cli/client.ts';
import { stageOn } from '../../cli/demo-stage.ts';
import { STEPS } from '../../cli/demo-steps.ts';
import { ADMIN_LINE, AISHA, BEN, CUSTOMER_LINE, pinOf, wrongPin } from './callers.ts';
import { command } from './command.ts';
import { newFolder, type Ran, type RunningLine, startProcess } from './product.ts';
import { keepReplies } from './replies.ts';
import { leaks, type Place, type Secret } from './secrets.ts';
import { startedFolder } from './started-folder.ts';
import { files, stream, table } from './stored.ts';

/** Enrolled for this test, and as easy to find as the demo's. */
const MARGUERITE = '+6594443332';
const LISTED = [AISHA, BEN, '+6561110003', MARGUERITE];
/** The demo's stranger and customer, and a stranger more. */
const UNLISTED = ['+6591239876', '+6581230000', '+6595556667'];

const folder = newFolder();
const data = { EMERGENCY_LINE_DATA: folder };
const replies = keepReplies();
const printed: Place[] = [];
/** What the process of the line printed: first of all its greeting. */
let greeting: Place;
let logged: Place;
const pins: Secret[] = [];
const stored: Place[] = [];
let directory: Place;
/** The texts as the phones show them. */
let texts: Place;

const numbers = (all: readonly string[]): Secret[] =>
  all.map((number) => ({ of: `number ${number.slice(-2)}`, value: number }));
const names: Secret[] = ['Aisha Rahman', 'Ben Cruz', 'Front desk', 'Marguerite Marked'].map((value) => ({
  of: value,
  value,
}));

const run = async (...args: string[]): Promise<Ran> => {
  const ran = await command(args, data);
  printed.push({ at: `output of ${args.slice(0, 2).join(' ')}`, bytes: ran.stdout + ran.stderr });
  return ran;
};

/** Everything a caller should not type where it does not belong, or not at all. */
const typeAmiss = async (line: Client): Promise<string[]> => {
  const { callId } = await line.dial(MARGUERITE, ADMIN_LINE);
  const pin = await pinOf(line, MARGUERITE);
  const amiss = ['4815162342', `*${pin.slice(1)}7#`];
  for (const keys of [...amiss, pin, pin, '1', pin]) await line.keys(callId, keys).catch(() => {});
  await line.hangup(callId);
  const stranger = await line.dial('+6595556667', CUSTOMER_LINE);
  await line.keys(stranger.callId, '6595556667').catch(() => {});
  return [...amiss, `${pin.slice(1)}7`];
};

/** Requests that are refused, with numbers wherever there is room for one. */
const askAmiss = async (url: string): Promise<void> => {
  const [number] = UNLISTED;
  const bodies = [`{"${number}":1}`, `"${number}"`, `{"from":"x${number}","to":"${number}"}`, number];
  const headers = { 'content-type': 'application/json' };
  for (const body of bodies) await fetch(`${url}/api/calls`, { method: 'POST', headers, body: body ?? '' });
  for (const path of [`/${number}`, `/calls/${number}`, `/events?stream=${number}`, `/events?${number}=1`])
    await fetch(`${url}/api${path}`);
};

const readAll = async ({ url }: RunningLine, line: Client): Promise<void> => {
  const contacts = new Set((await line.events()).map(({ contactId }) => String(contactId)));
  for (const contact of contacts) await fetch(`${url}/api/calls/${contact}`);
  for (const path of ['/board', '/bus', '/verify', '/events?limit=1000']) await fetch(`${url}/api${path}`);
};

const pinsIn = async (line: Client): Promise<string[]> => {
  const received = (await Promise.all(LISTED.map((number) => line.messages(number)))).flat();
  texts = { at: 'texts', bytes: JSON.stringify(received) };
  return received.flatMap(({ body }) => /PIN is (\d+)/.exec(body)?.[1] ?? []);
};

/** What DynamoDB holds is asked of DynamoDB: its files mix the tables, and the directory is one of them. */
const keepStored = async (): Promise<void> => {
  const all = files(folder);
  const running = JSON.parse(String(all.find(({ at }) => at === 'running.json')?.bytes));
  const endpoint = running.environment.AWS_ENDPOINT_URL_DYNAMODB;
  for (const name of ['Events', 'EmergencyBoard', 'SubjectKeys', 'SendBudget'])
    stored.push(await table(endpoint, name));
  stored.push(await stream(endpoint), ...all);
  directory = await table(endpoint, 'AdminDirectory');
};

beforeAll(async () => {
  await startedFolder(folder);
  await run('admin', 'enroll', 'marked', '--number', MARGUERITE, '--name', 'Marguerite Marked');
  const running = await startProcess(folder);
  const line = client(running.url);
  const stage = stageOn(line);
  for (const { name, play } of STEPS) {
    stage.said = [];
    expect({ name, ok: await play(stage) }).toStrictEqual({ name, ok: true });
  }
  const amiss = await typeAmiss(line);
  await askAmiss(running.url);
  await readAll(running, line);
  await run('history', '--json');
  for (const what of ['history', 'board', 'verify', 'rebuild']) await run(what);
  await run('admin', 'list');
  await run('admin', 'enroll', 'other', '--number', AISHA, '--name', 'Other');
  await run('admin', 'enroll', MARGUERITE, '--number', MARGUERITE, '--name', 'Other');
  await run('call', UNLISTED[0] ?? '', ADMIN_LINE, '--keys', '1');
  await run('admin', 'revoke', 'marked', '--reason', 'done');
  const sent = await pinsIn(line);
  pins.push(
    ...[...sent, ...sent.map(wrongPin), ...amiss].map((value) => ({ of: 'a PIN or typed digits', value })),
  );
  await keepStored();
  expect(await running.kill('SIGTERM')).toBe(0);
  const [first = '', ...rest] = running.printed().split('\n');
  greeting = { at: 'greeting', bytes: first };
  logged = { at: 'log of the line', bytes: rest.join('\n') };
}, 90_000);

it('the leak search finds PINs in the texts, numbers and names in the directory', () => {
  expect(leaks(pins.slice(0, 4), [texts])).toHaveLength(4);
  // Marguerite is off the list, and nothing of her is in it any more.
  expect(leaks([...numbers(LISTED), ...names], [directory])).toHaveLength(6);
  expect(pins.length).toBeGreaterThan(10);
});

it('the line stores no PIN and no typed digits in the clear, its texts included', () => {
  expect(leaks(pins, stored)).toStrictEqual([]);
  expect(leaks(pins, [directory])).toStrictEqual([]);
});

it('the line stores no number and no name in the clear in any file', () => {
  expect(leaks([...numbers([...LISTED, ...UNLISTED]), ...names], stored)).toStrictEqual([]);
});

it('the line replies no PIN, no typed digits, no number and no name', () => {
  expect(replies.length).toBeGreaterThan(60);
  expect(leaks([...pins, ...numbers([...LISTED, ...UNLISTED]), ...names], replies)).toStrictEqual([]);
});

it('the line prints no PIN, no typed digits and no number', () => {
  expect(printed.every(({ bytes }) => bytes.length > 0)).toBe(true);
  expect(leaks([...pins, ...numbers([...LISTED, ...UNLISTED])], printed)).toStrictEqual([]);
});

it('the process of the line logs no PIN, no typed digits, no number and no name', () => {
  expect(String(logged.bytes).match(/^\{.*"function":"VerifyPin"/gm)?.length).toBeGreaterThan(5);
  expect(leaks([...pins, ...numbers([...LISTED, ...UNLISTED]), ...names], [logged])).toStrictEqual([]);
});

it('the process of the line greets with the numbers of the demo, which one dials from, and no other', () => {
  expect(leaks(numbers([AISHA]), [greeting])).toHaveLength(1);
  expect(JSON.parse(String(greeting.bytes)).admins).toHaveLength(LISTED.length);
  expect(leaks([...pins, ...numbers([MARGUERITE, ...UNLISTED])], [greeting])).toStrictEqual([]);
});
