import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../handlers/lambda/credentials.ts';

describe('the credentials of a Lambda', () => {
  afterEach(() => vi.unstubAllEnvs());

  const given = (variables: Record<string, string>) => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
      vi.stubEnv(name, variables[name]);
    return defaultProvider()();
  };

  it('are its role’s, from the environment', async () => {
    const role = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
    await expect(given(role)).resolves.toStrictEqual({
      accessKeyId: 'AKIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('need no session token on the local line', async () => {
    const local = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
    await expect(given(local)).resolves.toStrictEqual({ accessKeyId: 'AKIA', secretAccessKey: 'secret' });
  });

  it('are named in the error when the environment has none', async () => {
    await expect(given({ AWS_ACCESS_KEY_ID: 'AKIA' })).rejects.toThrow(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set; Lambda sets them from its role',
    );
  });
});
