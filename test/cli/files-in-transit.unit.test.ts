import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digest } from '../../adapters/sha256.ts';
import { formatVkey } from '../../domain/ledger/proof/signed-note.ts';
import { emergencySet } from '../kit/location-events.ts';
import { at, instantId } from '../kit/moving-system.ts';
import { LOG, leavesOf, linesOf, SIGNER, signedAt, writerOf } from '../kit/signed-log.ts';
import { emergencyHere } from './in-process.ts';

const CHECKPOINTS = ['0000000000000002', '0000000000000004'];
const [OLDER = '', NEWER = ''] = CHECKPOINTS;
let folder: string;
const log = () => join(folder, 'log.jsonl');
const proof = () => join(folder, 'checkpoints');
const inProof = (name: string) => join(proof(), name);

/** Four changes of one location by operators, whose words contain U+FFFD and a letter of two bytes. */
const logged = () => {
  const write = writerOf(LOG, 'location/Manila');
  return [1, 2, 3, 4].map((count) => {
    const messages = { 'en-US': `Zoë \uFFFD ${count}.` };
    const breakGlass = { principal: 'tests', reason: 'drill' };
    const data = { messages, laterMessages: messages, by: null, verifiedBy: null, breakGlass };
    return write(emergencySet({ ...data, reaffirmed: count > 1 }), {
      id: instantId(at(count), count),
      at: new Date(at(count)).toISOString(),
      actor: 'operator/tests',
      contactId: `call-${count}`,
      step: 'change',
    });
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'transit-'));
  mkdirSync(proof());
  const items = logged();
  const leaves = leavesOf(items);
  writeFileSync(log(), `${linesOf({ items, leaves }).join('\n')}\n`);
  for (const size of [2, 4]) {
    const { name, note } = await signedAt(leaves, size);
    writeFileSync(inProof(name), note);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verify = (file = log(), checkpoints = proof(), ...more: string[]) =>
  emergencyHere(
    [
      'verify',
      '--export',
      file,
      '--checkpoints',
      checkpoints,
      '--vkey',
      formatVkey(digest, SIGNER.key),
      ...more,
    ],
    {},
  );
const intact = async (note: string) => {
  const { status, out } = await verify();
  expect(out).toContain(note);
  expect({ status, last: out.trimEnd().split('\n').at(-1) }).toStrictEqual({ status: 0, last: 'INTACT' });
};
const rewrite = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

describe('a file that is no checkpoint is passed over by the offline verifier, and named', () => {
  it.each([
    '.DS_Store',
    'desktop.ini',
    'Thumbs.db',
    '._0000000000000004',
    '0000000000000004 (1)',
    '0000000000000004 - Copy',
    '0000000000000004~',
    '#0000000000000004#',
    '.0000000000000004.swp',
    '0000000000000004.bak',
    '0000000000000004.sha256',
    '000000000000004',
    'README.txt',
  ])('%s', async (name) => {
    writeFileSync(inProof(name), 'Bud1\0');
    await intact(`Not checkpoints, and passed over: ${JSON.stringify(name)} in ${proof()}.`);
  });

  it('a subfolder, such as a second cp -r makes', async () => {
    cpSync(proof(), join(folder, 'copy'), { recursive: true });
    cpSync(join(folder, 'copy'), inProof('proof'), { recursive: true });
    await intact('Not checkpoints, and passed over: "proof"');
  });

  it('a subfolder with a checkpoint’s name, and a symbolic link', async () => {
    mkdirSync(inProof('0000000000000003'));
    symlinkSync(inProof(NEWER), inProof('0000000000000001'));
    await intact('Not checkpoints, and passed over: "0000000000000001", "0000000000000003"');
  });

  it('in JSON, too', async () => {
    writeFileSync(inProof('.DS_Store'), '');
    const { out } = await verify(log(), proof(), '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'intact', passedOver: ['.DS_Store'] });
  });

  it('and a folder with nothing else says where to look', async () => {
    mkdirSync(join(folder, 'outer'));
    cpSync(proof(), join(folder, 'outer', 'proof'), { recursive: true });
    const { status, out } = await verify(log(), join(folder, 'outer'));
    expect(status).toBe(2);
    expect(out).toContain('If the checkpoints are in a subfolder, name it');
    expect(out).toContain('CANNOT TELL');
  });
});

describe('the versions of one checkpoint are all checkpoints', () => {
  it.each(['null', '1', 'L4kqtJlcpXroDTDmpUMLUo', 'XyZ.1_-'])('version %s', async (version) => {
    writeFileSync(inProof(`${NEWER}.${version}`), 'forged');
    const { status, out } = await verify();
    expect(status).toBe(1);
    expect(out).toContain(`TAMPERED checkpoint ${NEWER}: is not a signed note`);
  });
});

describe('what transit changed around the contents is reported as that, and the log is intact', () => {
  it.each<[string, (text: string) => string, string]>([
    ['CRLF line ends', (text) => text.replaceAll('\n', '\r\n'), '8 CRLF line ends.'],
    ['a blank last line', (text) => `${text}\n`, '1 blank line.'],
    ['blank lines between', (text) => text.replaceAll('\n', '\n\n'), '8 blank lines.'],
    ['a byte order mark', (text) => `\uFEFF${text}`, '1 byte order mark.'],
    [
      'all of them',
      (text) => `\uFEFF${text}\n`.replaceAll('\n', '\r\n'),
      '1 byte order mark; 9 CRLF line ends; 1 blank line.',
    ],
  ])('%s of the export', async (_, change, note) => {
    rewrite(log(), change);
    await intact(`Changed in transit: ${note}`);
  });

  it.each<[string, (text: string) => string]>([
    ['CRLF line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['a blank last line', (text) => `${text}\n\n`],
    ['no last line end', (text) => text.trimEnd()],
  ])('%s of a checkpoint', async (_, change) => {
    rewrite(inProof(NEWER), change);
    await intact(`Changed in transit: line ends of 1 checkpoint: "${NEWER}"`);
  });

  it('nothing is said of unchanged files', async () => {
    const { out } = await verify();
    expect(out).not.toContain('transit');
    expect(out).not.toContain('passed over');
  });

  it('the inclusion proof is the same', async () => {
    const { id } = JSON.parse(readFileSync(log(), 'utf8').split('\n')[0] ?? '');
    const { out } = await verify(log(), proof(), '--inclusion', id);
    rewrite(log(), (text) => `\uFEFF${text}\n`.replaceAll('\n', '\r\n'));
    expect(await verify(log(), proof(), '--inclusion', id)).toMatchObject({ status: 0, out });
  });

  it('a changed word is still found in such a file', async () => {
    rewrite(log(), (text) => `\uFEFF${text.replaceAll('Zoë', 'Zoe')}\n`.replaceAll('\n', '\r\n'));
    expect((await verify()).out).toContain('TAMPERED location/Manila#1: event body does not match its hash');
  });
});

describe('an invalid byte in place of U+FFFD', () => {
  it.each([
    ['0xFF', [0xff]],
    ['a truncated letter', [0xef, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
  ])('is a finding in an event: %s', async (_, bytes) => {
    const text = readFileSync(log());
    const place = text.lastIndexOf('\uFFFD 3.');
    writeFileSync(
      log(),
      Buffer.concat([text.subarray(0, place), Buffer.from(bytes), text.subarray(place + 3)]),
    );
    const { status, out } = await verify();
    expect(status).toBe(1);
    expect(out).toMatch(/^TAMPERED location\/Manila#3: event body is not canonical JSON/);
  });

  it('is a finding in a checkpoint', async () => {
    const note = readFileSync(inProof(OLDER), 'latin1').replace('\u00E2\u0080\u0094', '\xFF');
    writeFileSync(inProof(OLDER), note, 'latin1');
    const { status, out } = await verify();
    expect({ status, out }).toMatchObject({ status: 1, out: expect.stringContaining(`checkpoint ${OLDER}`) });
  });
});

describe('what the offline verifier cannot read', () => {
  const refused = async (message: string, file: string, checkpoints = proof()) => {
    const { status, out, err } = await verify(file, checkpoints);
    expect({ status, out }).toStrictEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  };

  it('says which file and what to do: a folder as the export', () =>
    refused(`--export ${folder}: cannot be read (EISDIR); name the file`, folder));
  it('says which file and what to do: no such export', () =>
    refused('cannot be read (ENOENT); name the file', join(folder, 'none')));
  it('says which file and what to do: no such folder', () =>
    refused(`${join(folder, 'none')} cannot be read (ENOENT)`, log(), join(folder, 'none')));
  it('says which file and what to do: a file as the folder', () =>
    refused(`${log()} cannot be read (ENOTDIR)`, log(), log()));
  it('says which encoding: UTF-16, as a shell’s redirection writes', () => {
    writeFileSync(log(), Buffer.from(`\uFEFF${readFileSync(log(), 'utf8')}`, 'utf16le'));
    return refused('is UTF-16, not UTF-8', log());
  });
  it('says which format: gzip', () => {
    writeFileSync(log(), gzipSync(readFileSync(log())));
    return refused('is compressed (gzip); unpack it first', log());
  });
  it.each([
    ['a CSV export', '\uFEFFtime (UTC),event,type\r\n', 'is a CSV export'],
    ['a JSONL export', `{"hash":"${'0'.repeat(64)}","body":{"v":1}}\n`, 'is a JSONL export'],
    ['a manifest', '{\n  "origin": "emergency-line/demo"\n}\n', 'is the manifest of an export'],
    ['a page of the web', '<html></html>', 'is no export of the log'],
  ])('says which format, and not that it was tampered with: %s', (_, text, message) => {
    writeFileSync(log(), text);
    return refused(message, log());
  });
  it('finds the two checkpoints of the log', () => expect(readdirSync(proof())).toStrictEqual(CHECKPOINTS));
});
