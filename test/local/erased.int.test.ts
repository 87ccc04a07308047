import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tableDefinitions } from '../../adapters/tables.ts';
import { parseE164 } from '../../domain/emergency/index.ts';
import { createNumberLookup } from '../../handlers/composition/messaging.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { enrollAdmin } from '../../use-cases/enroll-admin.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { clients } from '../kit/clients.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

const NUMBER = '+6598765432';
const NAME = 'Wilhelmina Featherstonehaugh';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'erased-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The files of the folder that contain a text, in any usual form. */
const filesWith = (...texts: (string | Buffer)[]): string[] => {
  const encoded = (text: string) => [
    text,
    text.replace('+', ''),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').slice(0, 14),
  ];
  const forms = texts.flatMap((text) =>
    typeof text === 'string' ? encoded(text).map((form) => Buffer.from(form)) : [text],
  );
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => forms.some((form) => readFileSync(file).includes(form)));
};

const withLine = async <T>(work: (line: LocalLine) => Promise<T>): Promise<T> => {
  const line = await startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
  try {
    return await work(line);
  } finally {
    await line.stop();
  }
};

const portsOf = ({ queries, ctx }: LocalLine) => ({
  ...queries,
  system: ctx.system,
  lookup: createNumberLookup(ctx),
});

const enroll = async (line: LocalLine) => {
  const number = parseE164(NUMBER);
  if (!number) throw new Error('not a number');
  const entry = { adminId: 'willa', number, name: NAME, locations: ['*'], language: 'en-US' };
  await enrollAdmin(portsOf(line), { principal: 'test', actionId: 'enroll' }, 'enroll', entry);
  await line.caughtUp();
};

/** Calls, so that a PIN is texted; returns the texts. */
const callAndRead = async (line: LocalLine) => {
  const { callId } = await line.connect.dial({ from: NUMBER, to: '+6568000001' });
  await line.connect.hangup(callId);
  await line.caughtUp();
  return line.messages(NUMBER);
};

describe('an administrator of the embedded line', () => {
  it('is in no file in the clear, neither before nor after the erasure', async () => {
    await withLine(async (line) => {
      await enroll(line);
      expect(await callAndRead(line)).toHaveLength(1);
      expect(filesWith(NUMBER, NAME)).toStrictEqual([]);
    });
    expect(filesWith(NUMBER, NAME)).toStrictEqual([]);
    await withLine(async (line) => {
      expect(await line.messages(NUMBER)).toMatchObject([
        { to: NUMBER, body: expect.stringMatching(/\d{6}/) },
      ]);
      await eraseAdmin(portsOf(line), { principal: 'test', actionId: 'erase' }, 'willa', 'asked for it');
      await line.caughtUp();
      expect(await line.messages(NUMBER)).toStrictEqual([]);
    });
    expect(filesWith(NUMBER, NAME)).toStrictEqual([]);
  });

  it('has no key in any file after the erasure, not even in what the database had written before', async () => {
    const keyOf = () => {
      const { items } = JSON.parse(readFileSync(join(folder, 'dynamodb', 'subject-keys.json'), 'utf8'));
      const [, item] =
        items.find(([, row]: [string, { subject: { S: string } }]) => row.subject.S === 'willa') ?? [];
      return item?.wrapped.B as string | undefined;
    };
    await withLine(enroll);
    const wrapped = keyOf() ?? 'none';
    expect(filesWith(Buffer.from(wrapped))).toStrictEqual([join(folder, 'dynamodb', 'subject-keys.json')]);
    await withLine((line) =>
      eraseAdmin(portsOf(line), { principal: 'test', actionId: 'erase' }, 'willa', 'asked for it'),
    );
    expect(keyOf()).toBeUndefined();
    expect(filesWith(Buffer.from(wrapped), Buffer.from(wrapped, 'base64'))).toStrictEqual([]);
  });
});

describe('a database of an earlier version', () => {
  const names = {
    events: 'Events',
    board: 'Board',
    directory: 'Directory',
    subjectKeys: 'Keys',
    sendBudget: 'Budget',
  };
  const separate = { inMemory: ['Directory'], inFile: ['Keys'] };
  const open = async (options: object = {}) => {
    const database = await startDynamoDb({ folder, now: Date.now, ...options });
    return { ...clients(database.endpoint), close: database.close };
  };
  const scan = async ({ db }: Awaited<ReturnType<typeof open>>, TableName: string) =>
    (await db.send(new ScanCommand({ TableName }))).Items;

  it('is rewritten without its directory and keys, and loses nothing else', async () => {
    const before = await open();
    for (const definition of tableDefinitions(names))
      await before.db.send(new CreateTableCommand(definition));
    const key = { subject: 'willa', wrapped: 'wrapped-key' };
    await before.db.send(
      new PutCommand({ TableName: 'Directory', Item: { adminId: 'willa', number: NUMBER, name: NAME } }),
    );
    await before.db.send(new PutCommand({ TableName: 'Keys', Item: key }));
    await before.db.send(new PutCommand({ TableName: 'Board', Item: { location: 'Manila', seq: 1 } }));
    await before.close();
    expect(filesWith(NUMBER, NAME)).not.toStrictEqual([]);
    for (const _ of [1, 2]) {
      const after = await open({ separate });
      expect([await scan(after, 'Directory'), await scan(after, 'Keys')]).toStrictEqual([[], [key]]);
      expect(await scan(after, 'Board')).toStrictEqual([{ location: 'Manila', seq: 1 }]);
      await after.close();
      expect(filesWith(NUMBER, NAME)).toStrictEqual([]);
      expect(filesWith('wrapped-key')).toStrictEqual([join(folder, 'subject-keys.json')]);
    }
  });
});
