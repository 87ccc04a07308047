import equal from 'fast-deep-equal';
import {
  type AdminState,
  admin,
  adminStream,
  type E164,
  enrolledEntry,
  parseE164,
} from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { useSms, useTotp } from '../use-cases/choose-factor.ts';
import { decryptField } from '../use-cases/encrypted-fields.ts';
import { type EnrollResult, enrollAdmin } from '../use-cases/enroll-admin.ts';
import type { OperatorAction } from '../use-cases/operator-action.ts';
import { reenableAdmin } from '../use-cases/reenable-admin.ts';
import { revokeAdmin } from '../use-cases/revoke-admin.ts';
import { UnusableNumber } from '../use-cases/usable-number.ts';
import { adminId, requireKnown } from './known-admin.ts';
import {
  type OperatorPorts,
  RequestRefused,
  type Route,
  reasonText,
  replyOf,
  route,
  wording,
} from './operator-route.ts';

/** The longest name, in characters; encrypted, it takes about three times that in its event. */
const MAX_NAME = 80;

const number = z.pipe(
  z.string(),
  z.transform((text, context): E164 => {
    const parsed = parseE164(text);
    if (parsed) return parsed;
    context.issues.push({
      code: 'custom',
      message: 'must be an E.164 number such as +6591110001',
      input: '',
    });
    return z.NEVER;
  }),
);
const entry = {
  number: z.optional(number),
  name: z.optional(wording(MAX_NAME)),
  locations: z.optional(z.array(z.string())),
  language: z.optional(z.string()),
};

const notEnrolled = (id: string) =>
  new RequestRefused(404, 'not-enrolled', `${id} is not enrolled; see: emergency admin list`);

const stateOf = async ({ store }: OperatorPorts, id: string): Promise<AdminState> =>
  (await store.head(admin, adminStream(id))).state;

/** Whether this very command was processed before, so that its event is returned whatever has changed since. */
const isRetry = ({ answered }: AdminState, { actionId }: OperatorAction): boolean =>
  answered.some(([contactId]) => contactId === actionId);

/** The fields that a command changes; null for a retry, which finds them changed. `state`: before the command. */
const changedBy = (state: AdminState, action: OperatorAction, fields: string[]): string[] | null =>
  isRetry(state, action) ? null : fields;

/** @throws RequestRefused when the id contains the number: ids are stored in clear in every event */
const requireNumberless = (id: string, wanted: E164): void => {
  if (id.includes(wanted.reveal().slice(1)))
    throw new RequestRefused(
      400,
      'bad-request',
      'an administrator id must not contain the phone number: every event includes it',
    );
};

const locationsOf = ({ config }: OperatorPorts, wanted: string[]): string[] => {
  const known = config.locations.map(({ id }) => id);
  const unknown = wanted.filter((id) => id !== '*' && !known.includes(id));
  if (unknown.length === 0 && wanted.length > 0) return wanted;
  throw new RequestRefused(
    400,
    'bad-request',
    `locations: unknown ${unknown.join(', ') || '(none)'}; use ${known.join(', ')}, or * for all`,
  );
};

const languageOf = ({ config }: OperatorPorts, wanted?: string): string => {
  const codes = config.languages.map(({ code }) => code);
  if (wanted !== undefined && !codes.includes(wanted))
    throw new RequestRefused(400, 'bad-request', `language: must be one of ${codes.join(', ')}`);
  return wanted ?? codes[0] ?? 'en-US';
};

/** @throws RequestRefused for a number that no phone has */
const enrollUsable: typeof enrollAdmin = (...entry) =>
  enrollAdmin(...entry).catch((error: unknown) => {
    throw error instanceof UnusableNumber ? new RequestRefused(400, 'unusable-number', error.message) : error;
  });

/** The reply to an enrollment: the event, the number's type, and why a look-up failed. */
const enrolledReply = ({ event, lookup }: EnrollResult) => ({
  ...replyOf(event),
  maskedNumber: event.data.maskedNumber,
  phone: (event.data.phone as { type: string }).type,
  factor: event.data.factor,
  ...(lookup.found ? {} : { lookupError: lookup.detail }),
});

const FIELDS = ['number', 'name', 'locations', 'language', 'phone'] as const;

/** Switches to an authenticator app and returns its URI: the secret is revealed in this reply only. */
const totpReply = async (ports: OperatorPorts, action: OperatorAction, id: string) => {
  const { event, uri } = await useTotp(ports, action, id, ports.config.name);
  if (uri === null) throw notEnrolled(id);
  return { ...replyOf(event), uri: uri.reveal() };
};

/** The routes that manage administrators. Whatever they check is in the log. */
export const adminRoutes = {
  'admin/enroll': route(
    'Operator',
    'cli',
    { ...entry, adminId, number, name: wording(MAX_NAME), totp: z.optional(z.boolean()) },
    async (ports, action, { totp = false, ...body }) => {
      const id = body.adminId;
      requireNumberless(id, body.number);
      const locations = locationsOf(ports, body.locations ?? ['*']);
      const language = languageOf(ports, body.language);
      const enrolled = await enrollUsable(ports, action, 'enroll', { ...body, locations, language });
      const reply = enrolledReply(enrolled);
      return totp ? { ...reply, uri: (await totpReply(ports, action, id)).uri } : reply;
    },
  ),
  'admin/change': route('Operator', 'cli', { ...entry, adminId }, async (ports, action, body) => {
    const id = body.adminId;
    const state = await stateOf(ports, id);
    const profile = enrolledEntry(state)?.profile;
    const current = profile && parseE164(await decryptField(ports.personalData, id, profile, 'number'));
    if (!profile || !current)
      throw new RequestRefused(
        404,
        'not-enrolled',
        `${id} is not enrolled; use: emergency admin enroll ${id}`,
      );
    const wanted = body.number ?? current;
    requireNumberless(id, wanted);
    const name = (await decryptField(ports.personalData, id, profile, 'name')) ?? id;
    const changed = {
      adminId: id,
      number: wanted,
      name: body.name ?? name,
      locations: body.locations ? locationsOf(ports, body.locations) : profile.locations,
      language: languageOf(ports, body.language ?? profile.language),
    };
    const enrolled = await enrollUsable(ports, action, 'change', changed);
    const reply = enrolledReply(enrolled);
    const before = { ...profile, number: current.reveal(), name, phone: profile.phone.type };
    const after = { ...changed, number: wanted.reveal(), phone: reply.phone };
    const fields = FIELDS.filter((field) => !equal(before[field], after[field]));
    return { ...reply, changed: changedBy(state, action, fields) };
  }),
  'admin/revoke': route('Operator', 'cli', { adminId, reason: reasonText() }, async (ports, action, body) => {
    const state = await stateOf(ports, body.adminId);
    if (!enrolledEntry(state) && !isRetry(state, action)) throw notEnrolled(body.adminId);
    return replyOf(await revokeAdmin(ports, action, body.adminId, body.reason));
  }),
  'admin/totp': route('Operator', 'cli', { adminId }, (ports, action, body) =>
    totpReply(ports, action, body.adminId),
  ),
  'admin/sms': route('Operator', 'cli', { adminId }, async (ports, action, body) => {
    const state = await stateOf(ports, body.adminId);
    const before = enrolledEntry(state)?.profile.factor;
    const event = await useSms(ports, action, body.adminId);
    if (event.type !== 'AdminChanged') throw notEnrolled(body.adminId);
    return {
      ...replyOf(event),
      phone: (event.data.phone as { type: string }).type,
      changed: changedBy(state, action, before === 'sms' ? [] : ['factor']),
    };
  }),
  'admin/reenable': route(
    'Operator',
    'cli',
    { adminId, by: z.optional(adminId), reason: z.optional(reasonText()) },
    async (ports, action, { adminId: id, by, reason }) => {
      await requireKnown(ports, id);
      const state = await stateOf(ports, id);
      if ((by === undefined) === (reason === undefined))
        throw new RequestRefused(400, 'bad-request', 'give either by or reason');
      const approval = by === undefined ? { reason: reason ?? '' } : { by };
      const event = await reenableAdmin(ports, action, id, approval);
      return {
        ...replyOf(event),
        changed: changedBy(state, action, state.stopped.length > 0 ? ['stopped'] : []),
      };
    },
  ),
} satisfies Record<string, Route>;
