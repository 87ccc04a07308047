import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';
import { LOCAL_NAMES } from '../../local/resource-names.ts';
import { changed } from '../kit/config.ts';
import { SESSIONS } from '../kit/function-url-event.ts';

/** `seconds`: processor time, which other load on the machine does not affect. */
type Ran = { code: number; output: string; seconds: number; assembly: string };

const run = (file: string, args: string[], env: NodeJS.ProcessEnv) =>
  new Promise<{ code: number; output: string }>((done) =>
    execFile(file, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  );

/** Synthesizes a configuration as `cdk synth` does, including all checks. */
const synth = async (config: string): Promise<Ran> => {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  const assembly = join(folder, 'cdk.out');
  const file = join(folder, 'line.config.json');
  writeFileSync(file, config);
  const ran = await run(process.execPath, ['--import', 'tsx', '--import', PRINT_CPU_TIME, 'infra/app.ts'], {
    LINE_CONFIG: file,
    CDK_OUTDIR: assembly,
  });
  return { ...ran, assembly, seconds: Number(/^microseconds (\d+)$/m.exec(ran.output)?.[1]) / 1_000_000 };
};

/** A module that prints a process's processor time when it exits. */
const PRINT_CPU_TIME = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('microseconds ' + (user + system) + String.fromCharCode(10)); });",
)}`;

describe('a synthesis', () => {
  let ran: Ran;
  beforeAll(async () => {
    rmSync('dist/lambda', { recursive: true, force: true });
    ran = await synth(changed('deployment', { notify: { emails: ['desk@example.com'] } }));
  }, 240_000);
  const bundles = () => readdirSync('dist/lambda').map((name) => resolve('dist/lambda', name));

  it('passes the rule packs and CloudFormation’s own schemas', () => {
    expect(ran.output).not.toMatch(/^ERROR/m);
    expect(ran.code).toBe(0);
  });

  it('takes at most half a minute', () => {
    console.log(`cdk synth: ${ran.seconds.toFixed(1)} s of processor time`);
    expect(ran.seconds).toBeLessThan(30);
  });

  it('creates a template of less than 500 resources and 1 MB', () => {
    const file = join(ran.assembly, 'EmergencyLine.template.json');
    const resources = Object.keys(JSON.parse(readFileSync(file, 'utf8')).Resources).length;
    console.log(`template: ${resources} resources, ${Math.round(statSync(file).size / 1024)} kB`);
    expect(resources).toBeLessThan(500);
    expect(statSync(file).size).toBeLessThan(1_000_000);
  });

  it('bundles each Lambda in ES modules with its SDK inside', async () => {
    expect(bundles()).toHaveLength(FUNCTION_NAMES.length);
    for (const folder of bundles()) {
      const files = readdirSync(folder);
      expect(files).toEqual(expect.arrayContaining(['index.mjs', 'line.config.json']));
      const { metafile } = await build({
        entryPoints: files.filter((name) => name.endsWith('.mjs')).map((name) => join(folder, name)),
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        outdir: 'none',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
      expect(imports.map(({ path }) => path).filter((path) => !isBuiltin(path))).toStrictEqual([]);
    }
  });

  it('bundles Lambdas that start with their environment variables', async () => {
    const script = bundles().map(
      (folder) => `console.log(typeof (await import('${folder}/index.mjs')).handler);`,
    );
    const env = {
      ...LOCAL_NAMES,
      FAILED_RECORDS_BUCKET: 'failed-records',
      OPERATOR_SESSIONS: SESSIONS,
      LINE_CONFIG: resolve('dist/lambda/one-time-pin/line.config.json'),
    };
    const { output, code } = await run(
      process.execPath,
      ['--input-type=module', '-e', script.join('\n')],
      env,
    );
    expect([output.trim().split('\n'), code]).toStrictEqual([bundles().map(() => 'function'), 0]);
  });

  it('leaves deployment settings out of the bundles', () => {
    for (const folder of bundles()) {
      const bundled = readFileSync(join(folder, 'line.config.json'), 'utf8');
      expect(bundled).not.toContain('desk@example.com');
      expect(() => parseConfig(bundled, folder)).not.toThrow();
    }
  });
});

it('an invalid configuration is reported with its path before anything is synthesized', async () => {
  const { code, output, assembly } = await synth(changed('lines.admin', ['6568000001']));
  expect(code).toBe(2);
  expect(output).toContain('lines.admin[0]: a number in E.164');
  expect(existsSync(assembly)).toBe(false);
});

it('an unreadable configuration is reported', async () => {
  const { code, output } = await run(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    LINE_CONFIG: 'no-such.json',
  });
  expect([output.trim(), code]).toStrictEqual([
    'no-such.json cannot be read (ENOENT); set LINE_CONFIG to the configuration, or change to its folder',
    2,
  ]);
});
