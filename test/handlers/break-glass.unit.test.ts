import { describe, expect, it } from 'vitest';
import { breakGlass } from '../kit/break-glass.ts';
import { memoryLine } from '../kit/line.ts';

const act = (actionId: string) => ({ principal: 'alice', actionId });
const reason = 'The phone system is down.';
const weather = { locationId: 'Manila', action: 'set', emergencyType: 'weather', reason } as const;

describe('break-glass', () => {
  it('changes what callers hear, and publishes the operator and the reason', async () => {
    const line = await memoryLine();
    await breakGlass(line.ports, act('1'), weather);
    await line.catchUp();
    expect(await line.ports.board.get('Manila')).toMatchObject({
      emergency: true,
      updatedBy: 'operator/alice',
    });
    const published = line.ports.bus.taken.find(({ detailType }) => detailType === 'EmergencySet');
    expect(JSON.parse(published?.detail ?? '{}')).toMatchObject({
      actor: 'operator/alice',
      data: { by: null, breakGlass: { principal: 'alice', reason } },
    });
  });

  it.each(['"now"', 'C:\\temp\\', 'first line\nsecond line', '<reason>'])(
    'is described in one sentence with its reason %j',
    async (given) => {
      const line = await memoryLine();
      await breakGlass(line.ports, act('1'), { ...weather, reason: given });
      await line.catchUp();
      const published = line.ports.bus.taken.find(({ detailType }) => detailType === 'EmergencySet');
      const { notice, at } = JSON.parse(published?.detail ?? '{}');
      expect(notice).toBe(
        `BREAK-GLASS: operator alice put Manila into an emergency: weather (break-glass by alice: ${given.replace('\n', '\\u{A}')}). (${at})`,
      );
    },
  );

  it('is recorded when it is refused, and changes nothing', async () => {
    const line = await memoryLine();
    const event = await breakGlass(line.ports, act('1'), { ...weather, reason: ' ' });
    expect(event).toMatchObject({ type: 'EmergencyChangeRefused', data: { reason: 'no-reason' } });
    await line.catchUp();
    expect(await line.ports.board.get('Manila')).toBeNull();
  });

  it('is done once, however often the command is sent', async () => {
    const line = await memoryLine();
    const first = await breakGlass(line.ports, act('1'), weather);
    expect((await breakGlass(line.ports, act('1'), weather)).id).toBe(first.id);
  });
});
