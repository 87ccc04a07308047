import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createSmsSender } from '../../handlers/composition/messaging.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES, localEndpoints } from '../../local/resource-names.ts';
import { withEdge } from '../adapters/with-edge.ts';
import { configOf, EUM } from '../kit/configs.ts';

const running = withEdge();
beforeAll(() => {
  for (const [name, value] of Object.entries(LOCAL_CREDENTIALS)) vi.stubEnv(name, value);
});
afterAll(() => vi.unstubAllEnvs());

it('feedback that the provider refuses is logged once in a process, and fails no call', async () => {
  const logged: unknown[][] = [];
  const { endpoint } = running.edge();
  const sms = createSmsSender({
    environment: { ...LOCAL_NAMES, ...localEndpoints(endpoint, endpoint) },
    config: configOf({ sms: EUM }),
    log: (...line) => void logged.push(line),
  } as AppContext);
  await sms.feedback('no-such-message', true);
  await sms.feedback('no-such-message', true);
  expect(running.calls).toHaveLength(2);
  const warnings = logged.filter(([level]) => level === 'warn');
  expect(warnings).toMatchObject([
    [
      'warn',
      'delivery feedback failed; further failures are not logged',
      { error: { name: 'ResourceNotFoundException' } },
    ],
  ]);
});
