import type { Config } from '../../domain/config/config.ts';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { shipped } from './config.ts';

/** The shipped configuration, changed. */
export const configOf = (change: Record<string, unknown> = {}): Config =>
  parseConfig(JSON.stringify({ ...JSON.parse(shipped), ...change }), 'line.config.json');

/** The SMS providers, each with its required settings only. */
export const EUM = {
  provider: 'end-user-messaging',
  senderId: 'EMERGENCY',
  originationIdentity: 'EMERGENCY',
};
export const NOTIFY = { provider: 'end-user-messaging-notify', displayName: 'Emergency' };
export const PINPOINT = { provider: 'pinpoint', senderId: 'EMERGENCY', applicationId: '0'.repeat(32) };
