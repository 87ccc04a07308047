import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bundleLambda } from '../../../infra/bundle.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES, localEndpoints } from '../../../local/resource-names.ts';
import { configOf } from '../../kit/configs.ts';
import { connectEvent } from '../../kit/connect-event.ts';
import { failingService } from './failing-service.ts';

it('a deployed function logs the source files of an error', async () => {
  const out = mkdtempSync(join(tmpdir(), 'bundle-'));
  const service = await failingService({ name: 'AccessDeniedException', status: 403 });
  try {
    const config = configOf();
    const folder = await bundleLambda('check-emergency', config, out);
    const event = connectEvent(
      config,
      { from: '+6591110001', contactId: 'contact-1' },
      { Center: 'Manila', Fresh: 'true' },
    );
    const program = `const { handler } = await import(${JSON.stringify(join(folder, 'index.mjs'))}); await handler(${JSON.stringify(event)}).catch(() => {});`;
    const env = {
      ...LOCAL_NAMES,
      ...LOCAL_CREDENTIALS,
      ...localEndpoints(service.endpoint, service.endpoint),
      LINE_CONFIG: join(folder, 'line.config.json'),
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env,
    });
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      operation: 'DynamoDB Query',
      resource: 'Events',
    });
    expect(error.at.join('\n')).toMatch(/^at .*adapters\/dynamo-event-store\.ts:\d+:\d+$/m);
    expect(error.at.join('\n')).not.toMatch(/chunk|index\.mjs/);
  } finally {
    await service.close();
    rmSync(out, { recursive: true });
  }
});
