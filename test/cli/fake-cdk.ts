import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Run = { args: string[]; cwd: string; config: string; first?: string };

/** A `cdk` that records its arguments, synthesizes the given template, prints the given lines and exits with the given status. */
export const fakeCdk = (
  prints: readonly string[],
  { status = 0, version = '2.1148.1 (build fake)', template = { Resources: {} } as object } = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-cdk-'));
  const record = join(folder, 'ran.json');
  const file = join(folder, 'cdk');
  writeFileSync(
    file,
    `#!/usr/bin/env node
if (process.argv[2] === '--version') {
  console.log(${JSON.stringify(version)});
} else {
  const { appendFileSync, writeFileSync } = require('node:fs');
  const args = process.argv.slice(2);
  const { LINE_CONFIG: config, LINE_FIRST_DEPLOYMENT: first } = process.env;
  appendFileSync(${JSON.stringify(record)}, JSON.stringify({ args, cwd: process.cwd(), config, first }) + '\\n');
  if (args[0] === 'synth') {
    const names = ['EmergencyLine', 'EmergencyLine-Texts-ap-southeast-1'];
    for (const name of names) writeFileSync(args[args.indexOf('--output') + 1] + '/' + name + '.template.json', ${JSON.stringify(JSON.stringify(template))});
  } else {
    for (const line of ${JSON.stringify(prints)}) console.log(line);
    process.exitCode = ${status};
  }
}
`,
  );
  chmodSync(file, 0o755);
  const runs = (): Run[] =>
    existsSync(record)
      ? readFileSync(record, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  return {
    folder,
    PATH: `${folder}:${process.env.PATH}`,
    /** Every run except those for its version. */
    runs,
    /** The last run that was not a synthesis, or null. */
    ran: () => runs().findLast(({ args }) => args[0] !== 'synth') ?? null,
  };
};
