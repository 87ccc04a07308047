import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../adapters/sha256.ts';
import { catalogue, readEvent } from '../../domain/emergency/events.ts';
import { brokenLink, genesis } from '../../domain/ledger/chain.ts';
import type { EventDefinition } from '../../domain/ledger/event-definition.ts';

const FOLDER = new URL('../fixtures/events/', import.meta.url);
const stored = z.strictObject({ body: z.string(), hash: z.string() });
const fixture = (name: string) => stored.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));

/** `admin/PinIssued.v1.json` and so on: every version ever written, by kind of stream. */
const written = Object.entries(catalogue).flatMap(([kind, events]) =>
  Object.values<EventDefinition>(events).flatMap(({ name: type, version: schema }) =>
    Array.from({ length: schema }, (_, old) => ({ name: `${kind}/${type}.v${old + 1}.json`, type, schema })),
  ),
);

describe('every event version ever written can be read', () => {
  it('and has a stored example, and no removed version has one', () => {
    const there = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
    expect(there.filter((name) => name.endsWith('.json')).sort()).toStrictEqual(
      written.map(({ name }) => name).sort(),
    );
  });

  it.each(written)('$name', ({ name, type, schema }) => {
    const { body, hash } = fixture(name);
    const raw = JSON.parse(body);
    const prev = genesis(sha256, 'emergency-line/fixtures', raw.stream);
    expect(brokenLink(sha256, { stream: raw.stream, seq: 1, prev }, { body, hash }, raw)).toBeNull();
    expect(readEvent(body)).toMatchObject({ id: raw.id, type, schema });
    expect(name).toBe(`${raw.stream.split('/')[0]}/${raw.type}.v${raw.schema}.json`);
  });
});
