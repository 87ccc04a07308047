import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import { onLine } from './connection.ts';
import { print } from './output.ts';
import { mayGetTexts, noPin } from './phone-report.ts';

type Json = { json?: boolean };

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
      onLine(async ({ operate }) => {
        const { uri = '' } = await operate('admin/totp', { adminId });
        print(json, { adminId, uri }, () => totpInstructions(uri));
      }),
    );
  admin
    .command('sms <adminId>')
    .description('switch an administrator to PINs by text')
    .action((adminId: string, { json }: Json) =>
      onLine(async ({ operate }) => {
        const { event, phone = 'UNKNOWN', changed = null } = await operate('admin/sms', { adminId });
        print(json, { adminId, event, changed, phone }, () =>
          [
            changed?.length === 0
              ? `Nothing was changed: ${adminId} authenticated by PINs sent by text already.`
              : `${adminId} now authenticates by PINs sent by text.`,
            ...noPin(adminId, phone),
            ...smsRisks(adminId, phone),
          ].join('\n'),
        );
      }),
    );
};
