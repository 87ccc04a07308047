import { describe, expect, it } from 'vitest';
import { call, callRequest } from '../../domain/emergency/call/decide.ts';
import type { CallEvent } from '../../domain/emergency/call/events.ts';
import { given } from '../kit/given.ts';
import { START } from '../kit/moving-system.ts';

describe("a call's stream", () => {
  it.each<CallEvent>([
    { type: 'CallerRefused', data: { reason: 'not-listed', numberTag: 'keyed-tag', period: '2026' } },
    { type: 'CallerRefused', data: { reason: 'malformed', numberTag: null, period: '2026' } },
    {
      type: 'EmergencyChangeRefused',
      data: {
        center: null,
        adminId: 'admin-1',
        action: 'remove',
        emergencyType: null,
        reason: 'unknown-center',
        breakGlass: null,
      },
    },
  ])('records its command: $type $data.reason', (command) => {
    given(call).when(command).thenExpect(command);
    expect(given(call, command).state).toStrictEqual({
      answered: [['call-1', 'step-1', 1, START, callRequest(command)]],
    });
  });
});
