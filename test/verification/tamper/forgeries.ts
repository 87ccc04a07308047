import { dataOf, type Forged, idOf, type ProductLog } from './forged-log.ts';

/** Forges events into a log; the last one is to be found. */
export type Forgery = (log: ProductLog) => Forged[];

type Data = Record<string, unknown>;

const [ANA, BEN, LIN] = ['admin/ana', 'admin/ben', 'admin/lin'];
const later = ({ now }: ProductLog, seconds: number) => new Date(now + seconds * 1000).toISOString();

const one =
  (
    type: string,
    stream: string,
    data: (log: ProductLog) => Data,
    meta: (log: ProductLog) => Forged['meta'] = () => ({}),
  ): Forgery =>
  (log) => [{ stream, event: { type, data: data(log) }, meta: meta(log) }];

const onBensCall = ({ calls }: ProductLog) => ({ contactId: calls.ben });
const byOperator = () => ({ actor: 'operator/desk', contactId: 'act-forged' });

/** A changed copy of an event of the product. */
const again = (
  type: string,
  stream: string,
  more: Data | ((log: ProductLog) => Data),
  to = stream,
  meta?: (log: ProductLog) => Forged['meta'],
) =>
  one(
    type,
    to,
    (log) => ({ ...dataOf(log, stream, type), ...(typeof more === 'function' ? more(log) : more) }),
    meta,
  );

const verification = (log: ProductLog, more: Data = {}) => ({
  adminId: 'ben',
  challengeId: dataOf(log, BEN, 'PinIssued').challengeId,
  attempt: 2,
  sessionEndsAt: later(log, 300),
  totpStep: null,
  failuresBefore: 0,
  ...more,
});

const authorization = (log: ProductLog, more: Data = {}) => ({
  ...dataOf(log, ANA, 'ChangeAuthorised'),
  change: 2,
  ...more,
});

/** A change of Manila by Ana with an authorization of its own, as the product makes them. */
const authorized =
  (change: Data, more: { grant?: Data; meta?: (log: ProductLog) => Forged['meta'] } = {}): Forgery =>
  (log) => [
    {
      stream: ANA,
      event: { type: 'ChangeAuthorised', data: authorization(log, more.grant) },
      meta: { step: 'forged:Manila' },
    },
    {
      stream: 'location/Manila',
      event: {
        type: 'EmergencySet',
        data: { ...dataOf(log, 'location/Manila', 'EmergencySet'), reaffirmed: true, ...change },
      },
      meta: { actor: ANA, ...more.meta?.(log) },
    },
  ];

/** An authorized change that is right in all parts, which must not be found. */
export const RIGHT_CHANGE = authorized({});

/** Every forgery by event type. A log with it is signed and has no wrong byte. */
export const FORGERIES: Record<string, Record<string, Forgery>> = {
  PinVerified: {
    'without a PIN issued on that contact': one('PinVerified', BEN, verification),
    'after the PIN expired': one(
      'PinVerified',
      BEN,
      (log) => verification(log, { sessionEndsAt: later(log, 3900) }),
      (log) => ({
        ...onBensCall(log),
        at: later(log, 3600),
      }),
    ),
    'with the tries miscounted': one(
      'PinVerified',
      BEN,
      (log) => verification(log, { attempt: 1 }),
      onBensCall,
    ),
    'with a session of a day': one(
      'PinVerified',
      BEN,
      (log) => verification(log, { sessionEndsAt: later(log, 86_400) }),
      onBensCall,
    ),
    'by an authenticator that was never enrolled': one(
      'PinVerified',
      BEN,
      (log) => verification(log, { totpStep: 7 }),
      onBensCall,
    ),
    'as an operator': one('PinVerified', BEN, verification, (log) => ({
      ...onBensCall(log),
      actor: 'operator/desk',
    })),
  },
  PinIssued: {
    'to a revoked administrator': again(
      'PinIssued',
      BEN,
      (log) => ({ adminId: 'lin', issuedAt: later(log, 0) }),
      LIN,
    ),
    'with another time of issue': again(
      'PinIssued',
      BEN,
      (log) => ({ issuedAt: later(log, 60) }),
      BEN,
      () => ({ contactId: 'other' }),
    ),
    'in the name of another': again('PinIssued', BEN, (log) => ({ issuedAt: later(log, 0) }), ANA),
  },
  PinSent: {
    'without a PIN issued': again('PinSent', BEN, { challengeId: 'other' }, BEN, () => ({
      contactId: 'other',
    })),
    'to prolong a PIN': again('PinSent', BEN, (log) => ({ expiresAt: later(log, 600) }), BEN, onBensCall),
  },
  PinSendFailed: {
    'without a PIN issued': one(
      'PinSendFailed',
      BEN,
      () => ({ adminId: 'ben', challengeId: 'other', provider: 'x', reason: 'refused', detail: 'x' }),
      () => ({ contactId: 'other' }),
    ),
  },
  PinIssueRefused: {
    'as disabled, of an administrator who is not': one('PinIssueRefused', BEN, () => ({
      adminId: 'ben',
      reason: 'disabled',
      scope: null,
      until: null,
    })),
    'as throttled, without a text before': one('PinIssueRefused', BEN, (log) => ({
      adminId: 'ben',
      reason: 'throttled',
      scope: 'wait',
      until: later(log, 600),
    })),
  },
  CodeRequested: {
    'of an administrator who gets texts': one(
      'CodeRequested',
      BEN,
      (log) => ({ adminId: 'ben', challengeId: 'c', tries: 3, expiresAt: later(log, 600) }),
      () => ({ contactId: 'other' }),
    ),
  },
  CodeAccepted: {
    'without a code requested': one(
      'CodeAccepted',
      BEN,
      (log) => ({
        adminId: 'ben',
        challengeId: dataOf(log, BEN, 'PinIssued').challengeId,
        attempt: 2,
        totpStep: 7,
      }),
      onBensCall,
    ),
  },
  PinRejected: {
    'with the failures reset': again('PinRejected', BEN, { failures: 0 }, BEN, onBensCall),
    'as expired, while the PIN was valid': again(
      'PinRejected',
      BEN,
      { reason: 'expired', triesLeft: 0, failures: 1 },
      BEN,
      onBensCall,
    ),
    'under a step that no other command used': again(
      'PinRejected',
      BEN,
      { challengeId: null, reason: 'step-reused', triesLeft: 0 },
      BEN,
      onBensCall,
    ),
  },
  ChangeAuthorised: {
    'without a session': one('ChangeAuthorised', BEN, (log) => authorization(log, { adminId: 'ben' })),
    'on another call': one('ChangeAuthorised', ANA, authorization, () => ({ contactId: 'other' })),
    'after the session': one('ChangeAuthorised', ANA, authorization, (log) => ({ at: later(log, 3600) })),
    'with the changes miscounted': one('ChangeAuthorised', ANA, (log) => authorization(log, { change: 1 })),
    'citing another verification': one('ChangeAuthorised', ANA, (log) =>
      authorization(log, { verifiedBy: 'other' }),
    ),
  },
  ChangeNotAuthorised: {
    'as over, without a session': one('ChangeNotAuthorised', BEN, () => ({
      adminId: 'ben',
      locationId: 'Manila',
      action: 'set',
      reason: 'session-over',
    })),
  },
  AdminEnrolled: {
    'after the erasure': again('AdminEnrolled', BEN, { adminId: 'eve' }, 'admin/eve', byOperator),
    'a second time': again('AdminEnrolled', BEN, {}, BEN, byOperator),
    'in the stream of another': again('AdminEnrolled', BEN, {}, 'admin/mallory', byOperator),
    'on the phone': again('AdminEnrolled', BEN, { adminId: 'mallory' }, 'admin/mallory'),
  },
  AdminChanged: {
    'without an enrollment': one(
      'AdminChanged',
      'admin/mallory',
      (log) => ({ ...dataOf(log, BEN, 'AdminEnrolled'), adminId: 'mallory' }),
      byOperator,
    ),
  },
  AdminRevoked: {
    'of an administrator who was never enrolled': one(
      'AdminRevoked',
      'admin/mallory',
      () => ({ adminId: 'mallory', reason: 'x' }),
      byOperator,
    ),
  },
  AdminErased: {
    'of another administrator': one('AdminErased', BEN, () => ({ adminId: 'ana', basis: 'x' }), byOperator),
  },
  AdminReenabled: {
    'by a verification that is not in the log': again(
      'AdminReenabled',
      LIN,
      { adminId: 'ben', by: { adminId: 'ana', verifiedBy: 'other' } },
      BEN,
      byOperator,
    ),
    'by a session that was over': again('AdminReenabled', LIN, { adminId: 'ben' }, BEN, (log) => ({
      ...byOperator(),
      at: later(log, 3600),
    })),
    'by the administrator alone': one(
      'AdminReenabled',
      ANA,
      (log) => ({
        adminId: 'ana',
        by: { adminId: 'ana', verifiedBy: idOf(log, ANA, 'PinVerified') },
        breakGlass: null,
      }),
      byOperator,
    ),
    'by nobody': again('AdminReenabled', LIN, { adminId: 'ben', by: null }, BEN, byOperator),
  },
  AdminActRefused: {
    'as erased, of an administrator who is not': one(
      'AdminActRefused',
      BEN,
      () => ({ adminId: 'ben', act: 'change', reason: 'erased', breakGlass: null }),
      byOperator,
    ),
  },
  EmergencySet: {
    'by nobody': authorized({ by: null, verifiedBy: null }),
    'without an authorization': again(
      'EmergencySet',
      'location/Manila',
      { reaffirmed: true },
      'location/Manila',
      () => ({ actor: ANA }),
    ),
    'by an authorization that was used': again(
      'EmergencySet',
      'location/Manila',
      { reaffirmed: true },
      'location/Manila',
      () => ({ actor: ANA, step: 'block-4' }),
    ),
    'at another location': (log) => {
      const [grant, set] = authorized({ locationId: 'Sydney', reaffirmed: false })(log) as [Forged, Forged];
      return [grant, { ...set, stream: 'location/Sydney' }];
    },
    'for an authorization to remove': authorized({}, { grant: { action: 'remove' } }),
    'after the session': authorized({}, { meta: (log) => ({ at: later(log, 3600) }) }),
    'citing another verification': authorized({ verifiedBy: 'other' }),
    'on another call': authorized({}, { meta: () => ({ contactId: 'other' }) }),
    'as new, while it was on': authorized({ reaffirmed: false }),
    'by a break-glass of the administrator': authorized({
      by: null,
      verifiedBy: null,
      breakGlass: { principal: 'ana', reason: 'x' },
    }),
  },
  EmergencyRemoved: {
    'without an authorization': one(
      'EmergencyRemoved',
      'location/Manila',
      (log) => {
        const { by, verifiedBy, breakGlass } = dataOf(log, 'location/Manila', 'EmergencySet');
        return { locationId: 'Manila', by, verifiedBy, breakGlass, reaffirmed: false };
      },
      () => ({ actor: ANA }),
    ),
  },
  EmergencyChangeRefused: {
    'as unknown, in the stream of a location': one(
      'EmergencyChangeRefused',
      'location/Manila',
      () => ({
        center: 'Manila',
        adminId: null,
        action: 'set',
        emergencyType: 'weather',
        reason: 'unknown-center',
        breakGlass: null,
      }),
      () => ({ actor: 'caller' }),
    ),
    'in the stream of another location': one(
      'EmergencyChangeRefused',
      'location/Manila',
      () => ({
        center: 'Sydney',
        adminId: null,
        action: 'remove',
        emergencyType: null,
        reason: 'not-verified',
        breakGlass: null,
      }),
      () => ({ actor: 'caller' }),
    ),
  },
  CallerRefused: {
    'in the stream of another contact': one(
      'CallerRefused',
      'call/other',
      () => ({ reason: 'malformed', numberTag: null, period: '2026' }),
      () => ({ actor: 'caller' }),
    ),
  },
  DrillHeld: {
    'by a caller': one(
      'DrillHeld',
      'call/drill-1',
      () => ({ heldBy: 'doctor' }),
      () => ({ contactId: 'drill-1', actor: 'caller' }),
    ),
  },
  NumbersUnmasked: {
    'by an administrator on the phone': one(
      'NumbersUnmasked',
      'call/export-1',
      () => ({ query: {}, reason: 'x' }),
      () => ({ contactId: 'export-1', actor: ANA }),
    ),
  },
  EventsRepublished: {
    'by a caller': one(
      'EventsRepublished',
      'call/export-1',
      () => ({ stream: null, from: '2026-01-01T00:00:00.000Z', to: null }),
      () => ({ contactId: 'export-1', actor: 'caller' }),
    ),
  },
  LogExported: {
    'by a caller': one(
      'LogExported',
      'call/export-1',
      () => ({ query: {}, format: 'log', events: 1, sha256: '00'.repeat(32), numbers: 'masked' }),
      () => ({ contactId: 'export-1', actor: 'caller' }),
    ),
  },
};

export const NAMED_FORGERIES: [name: string, Forgery][] = Object.entries(FORGERIES).flatMap(
  ([type, forgeries]) =>
    Object.entries(forgeries).map(([name, forgery]): [string, Forgery] => [`${type} ${name}`, forgery]),
);
