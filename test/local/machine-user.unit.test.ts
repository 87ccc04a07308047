import { userInfo } from 'node:os';
import { expect, it, vi } from 'vitest';
import { actorSchema } from '../../domain/ledger/envelope.ts';
import { machineUser } from '../../local/machine-user.ts';

vi.mock('node:os', async (load) => {
  const os = await load<typeof import('node:os')>();
  return { ...os, userInfo: vi.fn(os.userInfo) };
});

it.each([
  ['anna', 'anna'],
  ['anna.b@example.com', 'anna.b@example.com'],
  ['anna b', 'anna_b/uid-7'],
  ['anna_b', 'anna_b'],
  ['Zoë', 'Zo_/uid-7'],
  ['李', 'user/uid-7'],
  ['_apt', 'apt/uid-7'],
  ['', 'user/uid-7'],
  ['x'.repeat(300), `${'x'.repeat(80)}/uid-7`],
])('the user %j of this machine is the actor operator/%s', (username, principal) => {
  expect(machineUser({ username, uid: 7 })).toBe(principal);
  expect(actorSchema.safeParse(`operator/${principal}`).success).toBe(true);
});

it('a user without an entry on this machine is known by the number', () => {
  vi.mocked(userInfo).mockImplementationOnce(() => {
    throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
  });
  expect(machineUser()).toBe(`user/uid-${process.getuid?.()}`);
});
