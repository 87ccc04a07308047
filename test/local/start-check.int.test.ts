import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { LOCAL_NAMES } from '../../local/resource-names.ts';
import { breakGlass } from '../kit/break-glass.ts';
import { clients } from '../kit/clients.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

const start = (folder: string) => startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
const root = mkdtempSync(join(tmpdir(), 'start-check-'));

/** A folder of before, one with a signed change after it, and one to work on. */
const [older, newer, folder] = ['older', 'newer', 'now'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];

const withLine = async <T>(work: (line: LocalLine) => T | Promise<T>): Promise<T> => {
  const line = await start(folder);
  try {
    return await work(line);
  } finally {
    await line.stop();
  }
};

const changeAndSign = (line: LocalLine) =>
  line.connect
    .dial({ from: '+6581230000', to: '+6568000001' })
    .then(({ callId }) => line.connect.hangup(callId))
    .then(() => line.caughtUp())
    .then(() => line.clock.advance(400_000))
    .then(() => line.caughtUp());

beforeAll(async () => {
  await withLine(() => {});
  cpSync(folder, older, { recursive: true });
  await withLine(changeAndSign);
  cpSync(folder, newer, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(newer, folder, { recursive: true });
});

const replaceDatabase = (from: string) => {
  rmSync(join(folder, 'dynamodb'), { recursive: true });
  cpSync(join(from, 'dynamodb'), join(folder, 'dynamodb'), { recursive: true });
};

describe('a database that went back', () => {
  it('is refused while it is older than its checkpoints, and nothing is signed', async () => {
    replaceDatabase(older);
    const signed = readdirSync(join(folder, 'proof'));
    for (const _ of [1, 2])
      await expect(start(folder)).rejects.toMatchObject({
        name: 'LogWentBack',
        message: expect.stringMatching(
          /is older than its checkpoints: it has 3 leaves, and \d were signed.*Restore all of .* from its newest copy/,
        ),
      });
    expect(readdirSync(join(folder, 'proof'))).toStrictEqual(signed);
    replaceDatabase(newer);
    expect(await withLine(({ found }) => found)).toStrictEqual({ damaged: [], repaired: [], enrolled: [] });
  });

  it.each(['dynamodb', 'dynamodb/level and dynamodb/mark'])(
    'is refused when %s is gone, until the whole data folder is moved away',
    async (gone) => {
      for (const name of gone.split(' and ')) rmSync(join(folder, name), { recursive: true });
      for (const _ of [1, 2])
        await expect(start(folder)).rejects.toMatchObject({
          name: 'LogWentBack',
          message: expect.stringContaining(`start a new line: mv ${folder} ${folder}.old`),
        });
      renameSync(folder, `${folder}.old`);
      expect(await withLine(({ leaves }) => leaves.size())).toBe(3);
      rmSync(`${folder}.old`, { recursive: true });
    },
  );

  it('is refused when its keys remain and its checkpoints are gone too', async () => {
    rmSync(join(folder, 'dynamodb'), { recursive: true });
    rmSync(join(folder, 'proof'), { recursive: true });
    await expect(start(folder)).rejects.toMatchObject({ name: 'LogWentBack' });
  });
});

const breakGlassAt = async (line: LocalLine, locationId: string) => {
  const { config, system } = line.ctx;
  const operator = { principal: 'test', actionId: `cli-${system.newId(system.now())}` };
  const change = { locationId, action: 'set', emergencyType: 'weather', reason: 'test' } as const;
  await breakGlass({ config, system, store: line.store }, operator, change);
  await line.caughtUp();
};

/** Changes an attribute of the first item of a table. */
const alter = async (table: string, attribute: string, value: unknown) => {
  const dynamo = await startDynamoDb({ folder: join(folder, 'dynamodb'), now: Date.now });
  const { db } = clients(dynamo.endpoint);
  const { Items = [] } = await db.send(new ScanCommand({ TableName: table }));
  const item = Items.find((one) => one[attribute] !== undefined) ?? {};
  const names: Record<string, string[]> = { [LOCAL_NAMES.EVENTS_TABLE]: ['pk', 'sk'] };
  if (attribute === 'location')
    await db.send(new PutCommand({ TableName: table, Item: { ...item, [attribute]: value } }));
  else
    await db.send(
      new UpdateCommand({
        TableName: table,
        Key: Object.fromEntries((names[table] ?? ['location']).map((key) => [key, item[key]])),
        UpdateExpression: 'SET #attribute = :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  await dynamo.close();
};

describe('starting the line', () => {
  it('names an event that was changed', async () => {
    await alter(LOCAL_NAMES.EVENTS_TABLE, 'hash', 'ab'.repeat(32));
    const { damaged } = await withLine(({ found }) => found);
    expect(damaged.join('\n')).toMatch(/^(admin|call)\/\S+#\d: /);
  });

  it.each([
    ['emergency', false],
    ['message', { 'en-US': 'We are open.' }],
    ['location', 'Nowhere'],
  ])('names a row of the board whose %s was changed, and restores it', async (attribute, value) => {
    await withLine((line) => breakGlassAt(line, 'Manila'));
    await alter(LOCAL_NAMES.BOARD_TABLE, attribute, value);
    const { repaired } = await withLine(({ found }) => found);
    expect(repaired).toStrictEqual(attribute === 'location' ? ['Nowhere'] : ['Manila']);
    const board = await withLine((line) => line.board());
    expect(board.find(({ location }) => location === 'Manila')).toMatchObject({ emergency: true });
  });

  it('refuses a configuration of another origin, and says that it is another line', async () => {
    const configFile = join(root, 'other.json');
    writeFileSync(
      configFile,
      JSON.stringify({ ...JSON.parse(readFileSync(CONFIG_FILE, 'utf8')), origin: 'acme/line' }),
    );
    await expect(startLine({ folder, configFile, log: () => {} })).rejects.toThrow(
      /has the log of emergency-line\/demo, and the configuration's origin is acme\/line: another origin is another line\./,
    );
  });

  it('makes an existing data folder private', async () => {
    const all = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
        join(entry.parentPath, entry.name),
      );
    for (const path of [folder, ...all()]) chmodSync(path, 0o777);
    await withLine(() => {
      for (const path of [folder, ...all()])
        if (statSync(path).isDirectory()) expect(statSync(path).mode & 0o777, path).toBe(0o700);
      expect(statSync(join(folder, 'aws', 'kms-keys.jsonl')).mode & 0o777).toBe(0o600);
    });
    // LevelDB creates files for everybody to read, in a folder that nobody else can enter.
    for (const path of all().filter((one) => statSync(one).isFile() && !one.includes('level')))
      expect(statSync(path).mode & 0o077, path).toBe(0);
  });
});
