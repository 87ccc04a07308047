import { totpCode } from '../../adapters/totp.ts';
import { parseTotpSecret } from '../../domain/emergency/secret.ts';
import { useTotp } from '../../use-cases/choose-factor.ts';
import type { MemoryLine } from './line.ts';

/** Sets up an authenticator for an administrator; `code` is its code a number of time steps from now. */
export const authenticator = async (line: MemoryLine, adminId = 'ana', actionId = 'act-1') => {
  const action = { principal: 'desk', actionId };
  const { event, uri } = await useTotp(line.ports, action, adminId, 'Emergency line');
  const secret = parseTotpSecret(new URL(uri?.reveal() ?? 'otpauth://none').searchParams.get('secret'));
  if (!secret) throw new Error('the URI has no secret');
  const step = () => Math.floor(line.ports.system.now() / 30_000);
  return { event, uri, secret, code: (steps = 0) => totpCode(secret, step() + steps) };
};
