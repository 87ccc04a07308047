import { type AdminCommand, admin } from '../../../domain/emergency/admin/decide.ts';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import {
  type AdminState,
  challengeOn,
  enrolledEntry,
  profileOf,
} from '../../../domain/emergency/admin/state.ts';
import { call } from '../../../domain/emergency/call/decide.ts';
import { location, type Requester } from '../../../domain/emergency/location/decide.ts';
import { changeRequest } from '../../../domain/emergency/location/state.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import { handleCommand } from '../../../domain/ledger/handle-command.ts';
import { authorizeChange } from '../../../use-cases/authorize-change.ts';
import { actorOf } from '../../../use-cases/identify-caller.ts';
import { askForPin, asksToChange, change, enroll, revoke, textPin, type } from '../../kit/admin-events.ts';
import { administrator, remove, set } from '../../kit/location-events.ts';
import { log } from '../../kit/log.ts';
import { memoryEventStore } from '../../kit/memory-event-store.ts';
import { movingSystem } from '../../kit/moving-system.ts';
import { shippedConfig } from '../../kit/ports.ts';
import type { Action } from './actions.ts';

type What<Do extends Action['what']['do']> = Extract<Action['what'], { do: Do }>;
type Answer = Promise<{ event: StoredEvent; replayed: boolean }>;

const OUTCOMES = {
  sent: { sent: true, messageId: 'text' },
  'not-sent': { sent: false, reason: 'refused', detail: 'CODE' },
  lost: { sent: false, reason: 'unknown', detail: 'lost' },
} as const;

const OPERATOR = 'operator/duty';

/** The whole domain on a log in memory, with actions run as the handlers run them; each has its own step. */
export const lineOfActions = (limits: PinLimits) => {
  const store = memoryEventStore(log);
  const system = movingSystem();
  const ports = { store, system };
  const granting = { ...ports, config: { ...shippedConfig(), pin: limits } };
  let step = 0;

  const whoOn = (contactId: string, request: string, actor = 'admin/admin-1') => ({
    actor,
    contactId,
    step: `step-${step}`,
    request,
  });

  const toAdmin = (
    contactId: string,
    request: string,
    make: (state: AdminState, at: number, id: string) => Command,
    actor?: string,
  ): Answer =>
    handleCommand(ports, admin, 'admin/admin-1', whoOn(contactId, request, actor), ({ state }, place) => {
      const { at, id } = place.stamp();
      return { ...make(state, at, id), contactId, at };
    });

  const requesterNow = async (): Promise<Requester> => {
    const listed = enrolledEntry((await store.head(admin, 'admin/admin-1')).state);
    return listed
      ? administrator({ verification: listed.session, locations: listed.profile.locations })
      : { kind: 'unknown' };
  };

  const toLocation = async (contactId: string, what: What<'set' | 'remove'>): Answer => {
    const { do: act, where, heard } = what;
    const requester = await requesterNow();
    const who = whoOn(contactId, changeRequest(act, 'weather'), actorOf(requester));
    return handleCommand(ports, location, `location/${where}`, who, async ({ state }, place) => {
      const heardSeq = (state.status?.seq ?? 0) - (heard === 'now' ? 0 : 1);
      const circumstances = { locationId: where, contactId, heardSeq, at: place.stamp().at, requester };
      const change = act === 'set' ? set(0, circumstances) : remove(0, circumstances);
      return { ...change, requester: await authorizeChange(granting, state, change, who) };
    });
  };

  const once = (what: Action['what'], contactId: string): Answer => {
    switch (what.do) {
      case 'enroll':
        return list(contactId, enroll());
      case 'change':
        return list(contactId, change({ numberChanged: false }));
      case 'revoke':
        return list(contactId, revoke());
      case 'reenable':
        return toAdmin(
          contactId,
          'reenable',
          (_, at) => ({
            do: 'reenable' as const,
            adminId: 'admin-1',
            at,
            approver: { breakGlass: { principal: 'duty', reason: what.do } },
          }),
          OPERATOR,
        );
      case 'authorize':
        return toAdmin(contactId, 'set:Manila', () => asksToChange(0, { limits }));
      case 'ask':
        return toAdmin(contactId, 'issue-pin', (state, _, challengeId) =>
          askForPin(0, { challengeId, limits, numberSeq: profileOf(state)?.numberSeq ?? 0 }),
        );
      case 'type':
        return toAdmin(contactId, 'verify-pin', () => type(what.typed, 0, { limits }));
      case 'set':
      case 'remove':
        return toLocation(contactId, what);
      case 'stranger':
        return handleCommand(
          ports,
          call,
          `call/${contactId}`,
          whoOn(contactId, 'CallerRefused', 'caller'),
          () => ({
            type: 'CallerRefused' as const,
            data: { reason: 'malformed' as const, numberTag: null, period: '2026' },
          }),
        );
      default:
        return toAdmin(contactId, 'record-send', (state) => {
          const challenge = challengeOn(state, contactId);
          const unsent = challenge?.kind === 'sms' && challenge.sent === null ? challenge : undefined;
          const challengeId = unsent?.challengeId ?? 'none';
          return textPin(0, { challengeId, limits, outcome: OUTCOMES[what.do] });
        });
    }
  };

  const list = (
    contactId: string,
    command: ReturnType<typeof enroll | typeof change | typeof revoke>,
  ): Answer =>
    handleCommand(ports, admin, 'admin/admin-1', whoOn(contactId, command.do, OPERATOR), () => command);

  return {
    store,
    /** Runs an action as often as Connect sends it, simultaneously; returns all results. */
    async does({ what, call, ticks, times }: Action) {
      step += 1;
      system.move(ticks);
      return Promise.all(Array.from({ length: times }, () => once(what, `call-${call}`)));
    },
  };
};

type Command = Exclude<AdminCommand, { do: 'enroll' | 'change' | 'revoke' }>;
