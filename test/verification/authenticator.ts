import { totpCode } from '../../adapters/totp.ts';
import { parseTotpSecret } from '../../domain/emergency/secret.ts';
import { useTotp } from '../../use-cases/choose-factor.ts';
import type { MemoryPorts } from '../kit/ports.ts';

/** Gives an administrator an authenticator; answers what shows its code of now, as the app does. */
export const authenticator = async (ports: MemoryPorts, adminId: string): Promise<() => string> => {
  const act = { principal: 'desk', actionId: `totp-${adminId}` };
  const { uri } = await useTotp(ports, act, adminId, ports.config.name);
  const secret = parseTotpSecret(new URL(uri?.reveal() ?? 'otpauth://none').searchParams.get('secret'));
  if (!secret) throw new Error(`${adminId} was given no authenticator`);
  return () => totpCode(secret, Math.floor(ports.system.now() / 30_000));
};
