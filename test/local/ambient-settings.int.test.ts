import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { startLine } from '../../local/line.ts';
import { ADMIN_LINE, AISHA } from '../e2e/callers.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { whole } from '../kit/sample.ts';

const home = mkdtempSync(join(tmpdir(), 'home-'));
afterAll(() => rmSync(home, { recursive: true }));
mkdirSync(join(home, '.aws'));
const SETTINGS = [
  'region = xx-nowhere-1',
  'use_fips_endpoint = true',
  'use_dualstack_endpoint = true',
  'defaults_mode = nonsense',
  'retry_mode = nonsense',
  'max_attempts = nonsense',
  'endpoint_url = http://127.0.0.1:9',
  'auth_scheme_preference = httpBearerAuth',
  'account_id_endpoint_mode = nonsense',
  'credential_process = /bin/false',
].join('\n');
writeFileSync(join(home, '.aws/config'), `[default]\n${SETTINGS}\n[profile work]\n${SETTINGS}\n`);

/** Every setting of a shell that the AWS SDK reads, with a value that breaks or misdirects a client. */
const AMBIENT: [what: string, Record<string, string>][] = [
  ['a profile that does not exist', { AWS_PROFILE: 'gone' }],
  ['a default profile that does not exist', { AWS_DEFAULT_PROFILE: 'gone' }],
  ['a profile with settings of every kind', { HOME: home, AWS_PROFILE: 'work' }],
  ['a configuration file with settings of every kind', { AWS_CONFIG_FILE: join(home, '.aws/config') }],
  ['a folder as configuration file', { AWS_CONFIG_FILE: home, AWS_SHARED_CREDENTIALS_FILE: home }],
  ['FIPS endpoints', { AWS_USE_FIPS_ENDPOINT: 'true' }],
  ['dual-stack endpoints', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }],
  ['a wrong word for FIPS', { AWS_USE_FIPS_ENDPOINT: 'yes' }],
  ['an unknown defaults mode', { AWS_DEFAULTS_MODE: 'nonsense' }],
  ['the defaults mode auto', { AWS_DEFAULTS_MODE: 'auto' }],
  ['an unknown retry mode', { AWS_RETRY_MODE: 'nonsense', AWS_MAX_ATTEMPTS: 'nonsense' }],
  [
    'endpoints elsewhere',
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9' },
  ],
  ['a database elsewhere', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' }],
  ['ignored endpoints', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }],
  ['another Region', { AWS_REGION: 'xx-nowhere-1', AWS_DEFAULT_REGION: 'xx-nowhere-1' }],
  [
    'credentials of an account',
    { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: 'y' },
  ],
  ['half of the credentials', { AWS_ACCESS_KEY_ID: 'AKIA' }],
  [
    'a web identity',
    { AWS_WEB_IDENTITY_TOKEN_FILE: '/gone', AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/x' },
  ],
  ['credentials of a container', { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/' }],
  ['account endpoints', { AWS_ACCOUNT_ID_ENDPOINT_MODE: 'required' }],
  ['another authentication scheme', { AWS_AUTH_SCHEME_PREFERENCE: 'httpBearerAuth,sigv4a' }],
  ['a long application id', { AWS_SDK_UA_APP_ID: 'x'.repeat(99) }],
  [
    'a proxy',
    { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', ALL_PROXY: 'http://127.0.0.1:9' },
  ],
];

/** The settings in as few runs as possible, none of them overwriting another. */
const together = (): typeof AMBIENT => {
  const runs: typeof AMBIENT = [];
  for (const [what, env] of AMBIENT) {
    const free = runs.find(([, others]) => !Object.keys(env).some((name) => name in others));
    if (free) {
      free[0] += `, ${what}`;
      Object.assign(free[1], env);
    } else runs.push([what, { ...env }]);
  }
  return runs;
};

afterEach(() => vi.unstubAllEnvs());

it.each(whole ? AMBIENT : together())('the local line is not affected by %s', async (_, env) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const lines: string[] = [];
  const log = jsonLog((text) => void lines.push(text), Date.now);
  const line = await startLine({ folder: null, configFile: CONFIG_FILE, log });
  try {
    const { said } = await line.connect.dial({ from: AISHA, to: ADMIN_LINE });
    expect(said.join(' ')).toContain('We have sent a PIN to your mobile phone');
    await line.caughtUp();
    expect(lines.filter((text) => /"level":"(warn|error)"/.test(text))).toStrictEqual([]);
  } finally {
    await line.stop();
  }
});
