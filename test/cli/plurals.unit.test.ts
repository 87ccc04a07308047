import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { counted } from '../../domain/ledger/index.ts';

const FOLDERS = ['cli', 'domain', 'use-cases', 'local', 'handlers', 'adapters', 'projections'];
const NOUNS =
  'events|rows|streams|leaves|checkpoints|administrators|locations|resources|stacks|files|entries|warnings|faults|people|states';
/** A number before a plural in a text; a constant, in capitals, is never one. */
const UNCOUNTED = new RegExp(`\\$\\{(?![A-Z_]+\\})[^}\`]*\\} (${NOUNS})\\b`);

it('a message counts one of a thing in the singular', () => {
  expect([counted(1, 'event'), counted(2, 'leaf', 'leaves'), counted(0, 'row')]).toStrictEqual([
    '1 event',
    '2 leaves',
    '0 rows',
  ]);
  const wrong = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => UNCOUNTED.test(line)),
  );
  expect(wrong).toStrictEqual([]);
});
