import { describe, expect, it } from 'vitest';
import { authorityLines } from '../../cli/authority-lines.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { asOf } from '../../use-cases/queries/as-of.ts';
import { lateChanges } from '../../use-cases/queries/change-authority.ts';
import { change } from '../kit/changes.ts';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

/** A verified call of Ana's, and what happens the moment before her change is appended to Manila's stream. */
const during = async (happens: (line: MemoryLine) => Promise<unknown>) => {
  const acts: (() => Promise<unknown>)[] = [];
  const line: MemoryLine = await memoryLine({
    wrap: {
      store: (store) => ({
        append: async (decider, head, ...rest) => {
          if (head.stream === 'location/Manila') await acts.shift()?.();
          return store.append(decider, head, ...rest);
        },
      }),
    },
  });
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  acts.push(() => happens(line));
  return { line, call };
};

const eventsOf = (line: MemoryLine, contactId: string): StoredEvent[] =>
  line.items
    .map(({ body }) => JSON.parse(body) as StoredEvent)
    .filter((event) => event.contactId === contactId);

const as = (at: string) => at;

describe('an administrator whose access ends between the authorization of a change and the change', () => {
  it.each([
    ['revoked', 'AdminRevoked', (line: MemoryLine) => revoke(line.ports, 'ana')],
    [
      'updated, which ends a call’s session',
      'AdminChanged',
      (line: MemoryLine) =>
        writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Sydney'] }),
    ],
  ])('has made that change, and as-of and story say that it came before: %s', async (words, type, ends) => {
    const { line, call } = await during(ends);
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE' });
    expect(await call.removes('Manila', 1)).toMatchObject({ status: 'NOT_VERIFIED' });
    const story = eventsOf(line, call.contactId);
    const authorized = story.find((event) => event.type === 'ChangeAuthorised');
    const { changes } = await asOf(line.ports.store, 'Manila', line.ports.system.now());
    expect(changes.at(-1)).toMatchObject({
      contactId: call.contactId,
      authorizedBy: { id: authorized?.id },
      accessEndedBy: { stream: 'admin/ana', type },
    });
    const late = await lateChanges(line.ports.store, story);
    expect(late).toMatchObject([
      { stream: 'location/Manila', authorizedBy: { id: authorized?.id }, accessEndedBy: { type } },
    ]);
    for (const authority of [...changes.slice(-1), ...late])
      expect(authorityLines(authority, as)).toStrictEqual([
        expect.stringMatching(
          new RegExp(`^Authorized on .*: before the administrator was ${words.slice(0, 7)}`),
        ),
      ]);
  });

  it('is refused it when another event of the location comes first, for then it is decided again', async () => {
    const { line, call } = await during(async (one) => {
      await change(one.ports, { locationId: 'Manila', action: 'refused' });
      await revoke(one.ports, 'ana');
    });
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'NOT_VERIFIED' });
    expect(line.items.filter(({ type }) => type === 'EmergencySet')).toStrictEqual([]);
  });

  it('is refused it when the function stopped and Connect tries again', async () => {
    const { line, call } = await during(async (one) => {
      await revoke(one.ports, 'ana');
      throw new Error('stopped here');
    });
    await expect(call.sets('Manila', 'weather', 0, 'set')).rejects.toThrow('could not answer');
    expect(await call.sets('Manila', 'weather', 0, 'set')).toMatchObject({ status: 'NOT_VERIFIED' });
    expect(line.items.filter(({ type }) => type === 'EmergencySet')).toStrictEqual([]);
  });
});

describe('nothing is said', () => {
  it('of a change before the access ended, nor of one by an operator', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.provesWhoItIs();
    await call.sets('Manila', 'weather', 0);
    line.ports.system.advance(1);
    await revoke(line.ports, 'ana');
    await change(line.ports, { locationId: 'Sydney', action: 'set' });
    const all = line.items.map(({ body }) => JSON.parse(body) as StoredEvent);
    expect(await lateChanges(line.ports.store, all)).toStrictEqual([]);
    for (const place of ['Manila', 'Sydney'])
      expect((await asOf(line.ports.store, place, line.ports.system.now())).changes).toMatchObject([
        { accessEndedBy: null },
      ]);
  });
});
