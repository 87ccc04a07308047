import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventDefinitions } from '../../domain/emergency/events.ts';
import { generated } from '../../scripts/doc-files.ts';

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

  it('validates the shipped configuration in an editor', () => {
    const shipped = JSON.parse(readFileSync(new URL('../line.config.json', docs), 'utf8'));
    expect(shipped.$schema).toBe('./docs/line.config.schema.json');
    const { required } = JSON.parse(files.get('line.config.schema.json') ?? '{}');
    expect(required.filter((key: string) => !(key in shipped))).toEqual([]);
  });
});
