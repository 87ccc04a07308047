import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import type { AppContext } from '../handlers/composition/context.ts';
import { useSms, useTotp } from '../use-cases/choose-factor.ts';
import type { OperatorAction } from '../use-cases/operator-action.ts';
import { onLine } from './connection.ts';
import { operatorAction, portsOf } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Json = { json?: boolean };

const notListed = (adminId: string) =>
  new UserError(`${adminId} is not on the list; see: emergency admin list`);

/**
 * Gives an administrator an authenticator app and answers what it has to be shown: the one time its secret is printed.
 * @throws UserError when the administrator is not on the list
 */
export const giveTotp = async (ctx: AppContext, act: OperatorAction, adminId: string): Promise<string> => {
  const { uri } = await useTotp(portsOf(ctx), act, adminId, ctx.config.name);
  if (!uri) throw notListed(adminId);
  return uri.reveal();
};

/** What whoever is sent texts has to be told (ASVS 6.6.1). */
export const riskOfTexts = (adminId: string): string =>
  `PINs go by text. Say so to them: who has the phone, or has its number moved to another SIM, reads them too, and a text can be late. An authenticator app is stronger: emergency admin totp ${adminId}`;

/** The URI, and the same to be scanned: what is light is drawn, as terminals are dark. */
export const toBeScanned = (uri: string): string =>
  [
    'Scan this with the authenticator app, or type the URI into it. It is not shown again.',
    '',
    renderUnicodeCompact(uri, { border: 2 }),
    '',
    uri,
  ].join('\n');

/** The commands that choose how an administrator proves himself. */
export const factorCommands = (admin: Command): void => {
  admin
    .command('totp <adminId>')
    .description('an authenticator app in place of texts; prints its secret once, as a URI and a QR code')
    .option('--json')
    .action((adminId: string, { json }: Json) =>
      onLine(async ({ ctx }) => {
        const uri = await giveTotp(ctx, operatorAction(ctx), adminId);
        print(json, { adminId, uri }, () => toBeScanned(uri));
      }),
    );
  admin
    .command('sms <adminId>')
    .description('texts in place of an authenticator app')
    .option('--json')
    .action((adminId: string, { json }: Json) =>
      onLine(async ({ ctx }) => {
        const event = await useSms(portsOf(ctx), operatorAction(ctx), adminId);
        if (event.type !== 'AdminChanged') throw notListed(adminId);
        print(json, { adminId, event: event.id }, () =>
          [`${adminId} is sent PINs by text again.`, riskOfTexts(adminId)].join('\n'),
        );
      }),
    );
};
