import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_FILE } from '../kit/config-file.ts';

export const INSTANCE = '11111111-2222-4333-8444-555555555555';
export const ADMIN_NUMBER = { number: '+6568000001', id: '00000000-0000-4000-8000-000000000001' };
export const CUSTOMER_NUMBER = { number: '+6568000002', id: '00000000-0000-4000-8000-000000000002' };

/** The shipped configuration, ready to deploy: texts by End User Messaging, numbers of the instance. */
export const deployedConfig = (change: (config: Record<string, unknown>) => object = () => ({})): string => {
  const shipped = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  const { $schema: _, ...config } = shipped;
  const deployed = {
    ...config,
    sms: {
      provider: 'end-user-messaging',
      senderId: 'EMERGENCY',
      originationIdentity: 'EMERGENCY',
      configurationSetName: 'emergency-line',
    },
    connect: {
      ...config.connect,
      numbers: Object.fromEntries([ADMIN_NUMBER, CUSTOMER_NUMBER].map(({ number, id }) => [number, { id }])),
    },
  };
  const file = join(mkdtempSync(join(tmpdir(), 'emergency-line-')), 'line.config.json');
  writeFileSync(file, JSON.stringify({ ...deployed, ...change(deployed) }));
  return file;
};
