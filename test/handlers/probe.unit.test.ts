import { describe, expect, it } from 'vitest';
import { publishedSchemas } from '../../domain/emergency/published-schemas.ts';
import { callReplay } from '../../domain/emergency/replay/call.ts';
import { probe } from '../../handlers/probe.ts';
import { probeDelivery } from '../../use-cases/probe-delivery.ts';
import { change } from '../kit/changes.ts';
import { memoryLine } from '../kit/line.ts';
import { streamRecord } from '../kit/stream-records.ts';

const probed = async () => {
  const line = await memoryLine();
  const { board, directory, bus } = line.ports;
  const rows = async () => structuredClone([board.rows, directory.rows]);
  await change(line.ports, { locationId: 'Manila', action: 'set' });
  await line.catchUp();
  const [before, lines, published] = [await rows(), line.ports.lines.length, bus.taken.length];
  const { reply: event, wrote } = await line.watch(() =>
    probeDelivery(
      line.ports,
      { actor: 'operator/ops', actionId: 'drill-01KB3ZXA000000000000000001' },
      'doctor',
    ),
  );
  await line.catchUp();
  return {
    event,
    wrote,
    before,
    after: await rows(),
    said: line.ports.lines.slice(lines).map((text) => JSON.parse(text)),
    published: bus.taken.slice(published),
  };
};

describe('a probe', () => {
  it('is sent by the schedule, which is no operator, under a new id each time', async () => {
    const line = await memoryLine();
    const { wrote } = await line.watch(async () => {
      await probe(line.ports)();
      await probe(line.ports)();
    });
    expect(wrote).toStrictEqual(
      [1, 2].map(() => ({
        stream: expect.stringMatching(/^call\/drill-[0-9A-Z]{26}$/),
        type: 'DrillHeld',
        data: { heldBy: 'schedule' },
      })),
    );
    for (const event of line.items.slice(-2).map(({ body }) => JSON.parse(body))) {
      expect(event.actor).toBe('system/schedule');
      expect(callReplay.misfit(event)).toBeNull();
    }
    expect(new Set(wrote.map(({ stream }) => stream)).size).toBe(2);
  });

  it('counts as processed only where the board accepts writes', async () => {
    const denied = async () => {
      throw new Error('AccessDeniedException');
    };
    const line = await memoryLine({ wrap: { board: () => ({ probe: denied }) } });
    await probe(line.ports)();
    await line.consumers.project({ Records: line.items.map((item, index) => streamRecord(item, index)) });
    const messages = line.ports.lines.map((text) => JSON.parse(text).message);
    expect(messages).toContain('failed to process stream records');
    expect(messages).not.toContain('probe processed');
  });

  it('is one event on its own stream, by the operator who sent it', async () => {
    const { event, wrote } = await probed();
    expect(wrote).toStrictEqual([{ stream: event.stream, type: 'DrillHeld', data: { heldBy: 'doctor' } }]);
    expect(event).toMatchObject({ actor: 'operator/ops', contactId: event.stream.slice('call/'.length) });
    expect(event.stream).toMatch(/^call\/drill-[0-9A-Z]{26}$/);
  });

  it('changes no row of the board or the directory', async () => {
    const { before, after } = await probed();
    expect(after).toStrictEqual(before);
  });

  it('is published on the bus, valid by its schema', async () => {
    const { published, event } = await probed();
    expect(published.map(({ detailType }) => detailType)).toStrictEqual(['DrillHeld']);
    const detail = JSON.parse(published[0]?.detail ?? '');
    expect(publishedSchemas.DrillHeld?.parse(detail)).toMatchObject({ id: event.id, stream: event.stream });
  });

  it('is logged by both stream consumers', async () => {
    const { said, event } = await probed();
    expect(said).toMatchObject([
      { level: 'info', message: 'probe processed', function: 'Project', stream: event.stream },
      { level: 'info', message: 'probe published', function: 'Publish', stream: event.stream },
    ]);
  });
});
