import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Run = { args: string[]; cwd: string; config: string; first?: string };

/** A `cdk` that records its arguments, synthesizes the given template, prints the given lines and exits with the given status, or with `hangs` not before it is stopped. */
export const fakeCdk = (
  prints: readonly string[],
  {
    status = 0,
    version = '2.1148.1 (build fake)',
    template = { Resources: {} } as object,
    hangs = false,
  } = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-cdk-'));
  const record = join(folder, 'ran.json');
  const file = join(folder, 'cdk');
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('version', `${version}\n`);
  put('template', JSON.stringify(template));
  put('prints', prints.map((line) => `${line}\n`).join(''));
  // A shell starts in a tenth of the time that Node takes. No argument has a character that JSON would escape.
  writeFileSync(
    file,
    `#!/bin/sh
if [ "$1" = --version ]; then
  cat '${folder}/version'
  exit
fi
command="$1" args='' last=''
for arg; do
  args="$args\${args:+,}\\"$arg\\""
  if [ "$last" = --output ]; then output="$arg"; fi
  last="$arg"
done
first="\${LINE_FIRST_DEPLOYMENT:+,\\"first\\":\\"$LINE_FIRST_DEPLOYMENT\\"}"
echo "{\\"args\\":[$args],\\"cwd\\":\\"$PWD\\",\\"config\\":\\"$LINE_CONFIG\\"$first}" >> '${record}'
if [ "$command" = synth ]; then
  for name in EmergencyLine EmergencyLine-Texts-ap-southeast-1; do cp '${folder}/template' "$output/$name.template.json"; done
else
  cat '${folder}/prints'
  ${hangs ? 'exec sleep 60' : `exit ${status}`}
fi
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
