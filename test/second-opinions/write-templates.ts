import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from './templates.ts';

/** Writes every template to the folder named, those of a Region into one of its name: what cfn-lint is pointed at. */
const [folder = ''] = process.argv.slice(2);
for (const { name, region, stack } of templates()) {
  mkdirSync(join(folder, region), { recursive: true });
  writeFileSync(
    join(folder, region, `${name.replaceAll(/\W+/g, '-')}.json`),
    JSON.stringify(stack.template, null, 1),
  );
}
