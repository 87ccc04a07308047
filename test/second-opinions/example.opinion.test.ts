import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { buildFlows } from '../../flows/index.ts';
import { generatedFlows } from '../../scripts/doc-files.ts';

const FILE = 'line.config.json';

it('the shipped line.config.json, in its short form, has the flows of flows/json', () => {
  const flows = buildFlows(parseConfig(readFileSync(FILE, 'utf8'), FILE));
  expect(Object.keys(flows).map((name) => `${name}.json`)).toStrictEqual([...generatedFlows().keys()]);
  for (const [name, flow] of Object.entries(flows))
    expect(flow).toStrictEqual(JSON.parse(generatedFlows().get(`${name}.json`) ?? ''));
});
