import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import type { AppContext } from '../handlers/composition/context.ts';
import { useSms, useTotp } from '../use-cases/choose-factor.ts';
import type { OperatorAction } from '../use-cases/operator-action.ts';
import { onLine } from './connection.ts';
import { operatorAction, portsOf } from './operator-action.ts';
import { print, UserError } from './output.ts';
import { mayGetTexts, noPin } from './phone-report.ts';

type Json = { json?: boolean };

export const notEnrolled = (adminId: string): UserError =>
  new UserError(`${adminId} is not enrolled; see: emergency admin list`);

/**
 * Sets up an authenticator app for an administrator and returns its URI; the secret is revealed only here.
 * @throws UserError when the administrator is not enrolled
 */
export const setUpTotp = async (ctx: AppContext, act: OperatorAction, adminId: string): Promise<string> => {
  const { uri } = await useTotp(portsOf(ctx), act, adminId, ctx.config.name);
  if (!uri) throw notEnrolled(adminId);
  return uri.reveal();
};

/** The risk of texts, to pass on to the administrator (ASVS 6.6.1). */
const smsRisk = (adminId: string): string =>
  `PINs are sent by text. Tell them: anyone who holds the phone or its SIM can read the PIN, and a text can be late. An authenticator app is safer: emergency admin totp ${adminId}`;

/** The risk of texts, unless none can reach a number of this type. */
export const smsRisks = (adminId: string, type: string): string[] =>
  mayGetTexts(type) ? [smsRisk(adminId)] : [];

/** The URI as a QR code and as text. The code is inverted, for dark terminals. */
export const totpInstructions = (uri: string): string =>
  [
    'Scan this with the authenticator app, or enter the URI. It is shown only once.',
    '',
    renderUnicodeCompact(uri, { border: 2 }),
    '',
    uri,
  ].join('\n');

/** The commands that choose how an administrator authenticates. */
export const factorCommands = (admin: Command): void => {
  admin
    .command('totp <adminId>')
    .description(
      'switch an administrator to an authenticator app; prints its secret once, as a URI and a QR code',
    )
    .action((adminId: string, { json }: Json) =>
      onLine(async ({ ctx }) => {
        const uri = await setUpTotp(ctx, operatorAction(ctx), adminId);
        print(json, { adminId, uri }, () => totpInstructions(uri));
      }),
    );
  admin
    .command('sms <adminId>')
    .description('switch an administrator to PINs by text')
    .action((adminId: string, { json }: Json) =>
      onLine(async ({ ctx }) => {
        const event = await useSms(portsOf(ctx), operatorAction(ctx), adminId);
        if (event.type !== 'AdminChanged') throw notEnrolled(adminId);
        const { type } = event.data.phone as { type: string };
        print(json, { adminId, event: event.id, phone: type }, () =>
          [
            `${adminId} now authenticates by PINs sent by text.`,
            ...noPin(adminId, type),
            ...smsRisks(adminId, type),
          ].join('\n'),
        );
      }),
    );
};
