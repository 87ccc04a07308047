import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { generated, generatedFlows } from './doc-files.ts';

/** Writes the generated files of `docs/` and `flows/json/`, and deletes those that are no longer made (`npm run generate`). */
const docs = new URL('../docs/', import.meta.url);
const events = new URL('events/', docs);
const flows = new URL('../flows/json/', import.meta.url);
const [files, flowFiles] = [generated(), generatedFlows()];

for (const folder of [events, flows]) mkdirSync(folder, { recursive: true });
for (const name of readdirSync(events)) if (!files.has(`events/${name}`)) rmSync(new URL(name, events));
for (const name of readdirSync(flows)) if (!flowFiles.has(name)) rmSync(new URL(name, flows));
for (const [path, text] of files) writeFileSync(new URL(path, docs), text);
for (const [name, text] of flowFiles) writeFileSync(new URL(name, flows), text);
console.log(`wrote ${files.size} files of docs/ and ${flowFiles.size} of flows/json/`);
