import { describe, expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { machineUser } from '../../local/machine-user.ts';
import { announcedLine } from '../kit/served-line.ts';
import { emergency, newFolder } from './product.ts';

const ID = '01KB3ZXA0000000000000000';
const folder = newFolder();
const served = await announcedLine(folder);

const post = async (route: string, body: unknown) => {
  const response = await fetch(`${served.url}/api/operate/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { event?: string } };
};

describe('the routes of operators on the local API', () => {
  it('write in the name of the user of this machine, and the board has it', async () => {
    const body = { location: 'Manila', type: 'weather', reason: 'a drill', id: `${ID}01` };
    const done = await post('set', body);
    expect(done).toMatchObject({
      status: 200,
      body: { type: 'EmergencySet', actor: `operator/${machineUser()}`, stream: 'location/Manila' },
    });
    expect(await served.board()).toMatchObject([{ location: 'Manila', emergency: true }]);
    expect((await post('set', body)).body.event).toBe(done.body.event);
  });

  it('take no other actor', async () => {
    const body = { location: 'Manila', reason: 'r', id: `${ID}02` };
    for (const field of ['actor', 'principal', 'as'])
      expect(await post('remove', { ...body, [field]: 'mallory' })).toMatchObject({ status: 400 });
  });

  it.each<[string, unknown, number, string]>([
    ['set', '{', 400, 'bad-request'],
    ['nothing', { id: `${ID}03` }, 404, 'not-found'],
    ['admin/erase', { adminId: 'nobody', basis: 'b', id: `${ID}04` }, 404, 'unknown-admin'],
  ])('answer %s with %j by an error of the API', async (route, body, status, code) => {
    expect(await post(route, body)).toMatchObject({ status, body: { error: { code } } });
  });
});

it('a command uses the API of the line that runs, whose log names the machine’s user', async () => {
  const args = ['set', 'Sydney', '--type', 'weather', '--reason', 'a drill', '--json'];
  expect(await emergency(args, { EMERGENCY_LINE_DATA: folder })).toMatchObject({ code: 0, stderr: '' });
  const events = await client(served.url).events();
  expect(events.findLast(({ stream }) => stream === 'location/Sydney')).toMatchObject({
    type: 'EmergencySet',
    actor: `operator/${machineUser()}`,
  });
});
