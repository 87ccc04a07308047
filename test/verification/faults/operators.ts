import { parseE164 } from '../../../domain/emergency/secret.ts';
import { project } from '../../../handlers/project.ts';
import { publish } from '../../../handlers/publish.ts';
import { useSms, useTotp } from '../../../use-cases/choose-factor.ts';
import { enrollAdmin } from '../../../use-cases/enroll-admin.ts';
import { eraseAdmin } from '../../../use-cases/erase-admin.ts';
import { reenableAdmin } from '../../../use-cases/reenable-admin.ts';
import { revokeAdmin } from '../../../use-cases/revoke-admin.ts';
import { breakGlass } from '../../kit/break-glass.ts';
import { pump } from '../../kit/pump.ts';
import { type Action, answer, changed, type UseCase } from './use-cases.ts';

const act = { principal: 'desk', actionId: 'act' };

const entry = (adminId: string, digits: string) => {
  const number = parseE164(digits);
  if (!number) throw new Error('no E.164 number');
  return { adminId, number, name: 'Cat', locations: ['*'], language: 'en-US' };
};
const CAT = entry('cat', '+6591110004');

const operator = (name: string, does: Action, before: Action = async () => {}): UseCase => ({
  name: `an operator ${name}`,
  refusals: [],
  async prepare({ ports }) {
    await before(ports);
    return { act: does };
  },
});

/** A consumer of the log's stream, with all that happened since the enrollment before it. */
const consumer = (name: string, made: typeof project | typeof publish): UseCase => ({
  name,
  refusals: [],
  async prepare(stage) {
    for (const before of changed) await answer(stage.ports, before(stage));
    return { act: (ports) => pump(stage.items, made(ports))() };
  },
});

const flood = { locationId: 'Sydney', action: 'set', emergencyType: 'weather', reason: 'flood' } as const;
const dry = { locationId: 'Sydney', action: 'remove', emergencyType: null, reason: 'dry' } as const;

/** The actions of operators and of the stream's consumers. Their answer is the event's type, as ids differ on each run. */
export const ACTIONS: readonly UseCase[] = [
  operator('enrolls', async (ports) => (await enrollAdmin(ports, act, 'enroll', CAT)).event.type),
  operator(
    'changes a number',
    async (ports) => (await enrollAdmin(ports, act, 'change', entry('ben', '+6591110004'))).event.type,
  ),
  operator('revokes', async (ports) => (await revokeAdmin(ports, act, 'ben', 'left')).type),
  operator('erases', async (ports) => (await eraseAdmin(ports, act, 'ben', 'asked to be forgotten')).type),
  operator(
    'enrolls an erased administrator',
    async (ports) => (await enrollAdmin(ports, act, 'enroll', entry('ben', '+6591110002'))).event.type,
    (ports) => eraseAdmin(ports, { ...act, actionId: 'before' }, 'ben', 'asked to be forgotten'),
  ),
  operator(
    'switches to an authenticator',
    async (ports) => (await useTotp(ports, act, 'ben', ports.config.name)).event.type,
  ),
  operator(
    'switches back to SMS',
    async (ports) => (await useSms(ports, act, 'ben')).type,
    (ports) => useTotp(ports, { ...act, actionId: 'before' }, 'ben', ports.config.name),
  ),
  operator(
    'unblocks an administrator',
    async (ports) => (await reenableAdmin(ports, act, 'ben', { reason: 'known by voice' })).type,
  ),
  operator(
    'unblocks an administrator for an unverified one',
    async (ports) => (await reenableAdmin(ports, act, 'ben', { by: 'ana' })).type,
  ),
  operator('sets by break-glass', async (ports) => (await breakGlass(ports, act, flood)).type),
  operator(
    'removes by break-glass',
    async (ports) => (await breakGlass(ports, act, dry)).type,
    (ports) => breakGlass(ports, { ...act, actionId: 'before' }, flood),
  ),
  consumer('Project', project),
  consumer('Publish', publish),
];
