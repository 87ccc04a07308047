import { userInfo } from 'node:os';
import { expect, it } from 'vitest';
import { actorSchema } from '../../domain/ledger/envelope.ts';
import { machineUser } from '../../local/machine-user.ts';

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
  const info = (() => ({ ...userInfo(), username })) as typeof userInfo;
  expect(machineUser(info, 7)).toBe(principal);
  expect(actorSchema.safeParse(`operator/${principal}`).success).toBe(true);
});

it('a user without an entry on this machine is known by the number', () => {
  const info = () => {
    throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
  };
  expect(machineUser(info, 1234)).toBe('user/uid-1234');
});
