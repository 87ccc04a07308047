import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventDefinitions } from '../../domain/emergency/events.ts';
import { generated } from '../../scripts/doc-files.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

const docs = new URL('../../docs/', import.meta.url);
const files = generated();

describe('the generated documentation', () => {
  it.each([...files.keys()])('has an up-to-date %s (else run: npm run generate)', (path) => {
    expect(readFileSync(new URL(path, docs), 'utf8')).toBe(files.get(path));
  });

  it('has exactly the schemas of each event: its detail, the whole event, and that in draft 4', () => {
    const types = new Set(['TamperDetected', ...eventDefinitions().map(({ name }) => name)]);
    const names = readdirSync(new URL('events/', docs)).sort();
    expect(names).toEqual(
      [...types]
        .flatMap((type) => ['', '.event', '.draft-04'].map((part) => `${type}${part}.schema.json`))
        .sort(),
    );
  });

  it('marks private fields as not published', () => {
    const page = files.get('events.md') ?? '';
    for (const field of ['number', 'name', 'tag', 'numberTag'])
      expect(page).toMatch(new RegExp(`\\| \`${field}\` \\| [^|]+ \\| no \\|`));
    expect(page).not.toMatch(/\| undefined/);
  });

  it('validates a configuration in an editor, which finds the schema from the file', () => {
    const config = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
    const schema = readFileSync(join(dirname(CONFIG_FILE), config.$schema), 'utf8');
    expect(schema).toBe(files.get('line.config.schema.json'));
    const { required } = JSON.parse(schema);
    expect(required.filter((key: string) => !(key in config))).toEqual([]);
  });
});
