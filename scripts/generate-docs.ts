import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { generated } from './doc-files.ts';

/** Writes the generated files of `docs/` and deletes the schemas of events that no longer exist (`npm run generate`). */
const docs = new URL('../docs/', import.meta.url);
const events = new URL('events/', docs);
const files = generated();

mkdirSync(events, { recursive: true });
for (const name of readdirSync(events)) if (!files.has(`events/${name}`)) rmSync(new URL(name, events));
for (const [path, text] of files) writeFileSync(new URL(path, docs), text);
console.log(`wrote ${files.size} files of docs/`);
