import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A `cdk` that keeps its arguments, prints what it is given and ends as it is told. */
export const fakeCdk = (
  prints: readonly string[],
  { status = 0, version = '2.1148.1 (build fake)' } = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-cdk-'));
  const kept = join(folder, 'ran.json');
  const file = join(folder, 'cdk');
  writeFileSync(
    file,
    `#!/usr/bin/env node
if (process.argv[2] === '--version') {
  console.log(${JSON.stringify(version)});
} else {
  require('node:fs').writeFileSync(${JSON.stringify(kept)}, JSON.stringify({
    args: process.argv.slice(2), cwd: process.cwd(), config: process.env.LINE_CONFIG,
  }));
  for (const line of ${JSON.stringify(prints)}) console.log(line);
  process.exitCode = ${status};
}
`,
  );
  chmodSync(file, 0o755);
  return {
    folder,
    PATH: `${folder}:${process.env.PATH}`,
    /** Null when it was not run, but for its version. */
    ran: (): { args: string[]; cwd: string; config: string } | null =>
      existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : null,
  };
};
