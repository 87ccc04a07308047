import { describe, expect, expectTypeOf, it } from 'vitest';
import { readEvent } from '../../domain/emergency/events.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import type { LocationEvent } from '../../domain/emergency/location/events.ts';
import type { LocationState } from '../../domain/emergency/location/state.ts';
import { applyEvent, type Decider, ownEvent } from '../../domain/ledger/decider.ts';
import {
  defineEvent,
  type EventOf,
  eventsByName,
  UnknownEvent,
} from '../../domain/ledger/event-definition.ts';
import type { EventStore } from '../../domain/ledger/event-store.ts';
import { type CommandResult, handleCommand } from '../../domain/ledger/handle-command.ts';
import type { System } from '../../domain/ledger/system.ts';
import * as z from '../../domain/zod.ts';
import pinSent from '../fixtures/events/admin/PinSent.v1.json' with { type: 'json' };
import { set } from '../kit/location-events.ts';

const whole = {
  version: 2,
  description: 'A door was opened.',
  outcome: 'done',
  payload: () => ({ door: z.text(1, 40), by: z.nullable(z.text(1)) }),
  upcast: { 1: (old: Record<string, unknown>) => ({ ...old, by: null }) },
} as const;
const sentenceOf = ({ door, by }: { door: string; by: string | null }) =>
  `${by ?? 'Somebody'} opened ${door}.`;
const { upcast: _, ...withoutUpcast } = whole;
const { outcome: __, ...withoutOutcome } = whole;
const doorOpened = defineEvent('DoorOpened', { ...whole, sentence: sentenceOf });

describe('the definition of an event', () => {
  it('does not compile without a sentence, an outcome, or an upcaster for each older version', () => {
    // @ts-expect-error no sentence
    defineEvent('DoorOpened', whole);
    // @ts-expect-error no outcome
    defineEvent('DoorOpened', { ...withoutOutcome, sentence: sentenceOf });
    // @ts-expect-error an outcome that does not exist
    defineEvent('DoorOpened', { ...whole, outcome: 'maybe', sentence: sentenceOf });
    // @ts-expect-error no upcaster of version 1
    defineEvent('DoorOpened', { ...withoutUpcast, sentence: sentenceOf });
    // @ts-expect-error no upcaster of version 2
    defineEvent('DoorOpened', { ...whole, version: 3, sentence: sentenceOf });
    // @ts-expect-error the first version has nothing to upcast
    defineEvent('DoorOpened', { ...whole, version: 1, sentence: sentenceOf });
    // @ts-expect-error a private field that the payload does not have
    defineEvent('DoorOpened', { ...whole, privateFields: ['window'], sentence: sentenceOf });
    // @ts-expect-error a sentence about a field that the payload does not have
    defineEvent('DoorOpened', { ...whole, sentence: ({ window }) => `${window}` });
  });

  it('gives the event its type, with no field that its payload lacks', () => {
    const events = eventsByName(doorOpened);
    expectTypeOf<EventOf<typeof events>>().toEqualTypeOf<{
      type: 'DoorOpened';
      data: { door: string; by: string | null };
    }>();
    expectTypeOf<Extract<LocationEvent, { type: 'EmergencySet' }>['data']['messages']>().toEqualTypeOf<
      Record<string, string>
    >();
    expect(Object.keys(events)).toStrictEqual(['DoorOpened']);
  });

  it('builds its payload schema once, on first use', () => {
    let made = 0;
    const lazy = defineEvent('DoorClosed', {
      version: 1,
      description: 'A door was closed.',
      outcome: 'done',
      payload: () => {
        made += 1;
        return { door: z.text(1) };
      },
      sentence: ({ door }) => `${door} was closed.`,
    });
    expect(made).toBe(0);
    expect(lazy.payload()).toBe(lazy.payload());
    expect(made).toBe(1);
  });

  it('refuses a payload with a field too many', () => {
    expect(() => doorOpened.payload().parse({ door: 'A', by: null, window: 'B' })).toThrow();
  });
});

describe('a command for a stream', () => {
  it('is one of its decider’s commands, and becomes one of its events', () => {
    const handled = (
      ports: { store: EventStore; system: System },
      who: Parameters<typeof handleCommand>[3],
    ) => {
      // @ts-expect-error a command of an administrator's stream
      handleCommand(ports, location, 'location/Manila', who, () => ({
        do: 'revoke',
        adminId: 'a',
        reason: 'left',
      }));
      return handleCommand(ports, location, 'location/Manila', who, () => set(0));
    };
    expectTypeOf(handled).returns.resolves.toEqualTypeOf<CommandResult<LocationState, LocationEvent>>();
    expectTypeOf<CommandResult<LocationState, LocationEvent>['event']['type']>().toEqualTypeOf<
      LocationEvent['type']
    >();
    expectTypeOf(location).toExtend<Decider<LocationState, never, LocationEvent>>();
  });

  it('cannot fold an event of another kind of stream', () => {
    const pin = readEvent(pinSent.body);
    expect(() => ownEvent(location, pin)).toThrow(UnknownEvent);
    expect(() => applyEvent(location, location.initial, pin)).toThrow(
      /^unknown event type PinSent in location\/… \(event /,
    );
  });
});
