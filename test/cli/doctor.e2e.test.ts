import { describe, expect, it } from 'vitest';
import { createStores } from '../../handlers/composition/projector.ts';
import { grantsOf } from '../../infra/grants.ts';
import { notGranted, notUsed } from '../infra/calls.ts';
import { configOf, EUM, NOTIFY } from '../kit/configs.ts';
import { emergency } from './command.ts';
import { INSTANCE } from './deployed-config.ts';
import {
  CLAIMED,
  changeOld,
  findings,
  line,
  runDoctor,
  startExamined,
  type Wrong,
  wrongOf,
} from './run-doctor.ts';

startExamined();

describe('emergency doctor', () => {
  it('passes every check of a correct deployment and exits 0', async () => {
    const ran = await runDoctor({}, ['--json'], emergency);
    expect(wrongOf(ran)).toStrictEqual([]);
    expect({ status: ran.status, err: ran.err }).toStrictEqual({ status: 0, err: '' });
    expect(findings(ran).map(({ name }) => name)).toStrictEqual([
      'credentials',
      'clock',
      'stack EmergencyLine',
      'event log, point-in-time recovery',
      'event log, deletion protection',
      'event log, stream',
      'administrators’ keys, point-in-time recovery',
      'administrators’ keys, deletion protection',
      ...['event log', 'board', 'directory', 'administrators’ keys'].map((table) => `${table}, policy`),
      'event log, checkpoint',
      'Lambda concurrency',
      'CloudTrail',
      ...['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency'].map((name) => `Lambda ${name}`),
      'Lambda Operate',
      'Lambda Erase',
      ...['Authentication', 'Update', 'Update_Placeholder', 'Demo'].map(
        (name) => `flow EmergencyLine-Emergency_${name} of ${INSTANCE}`,
      ),
      'number +6568000001',
      'number +6568000002',
      'texts, account tier',
      'texts, spending limit',
      'texts, sender id in SG',
      'locations in an emergency',
      'board and directory',
      'stored states',
      'texts, dry run',
      ...['Singapore', 'Manila', 'Sydney'].map((name) => `administrators of ${name}`),
      'one number each',
      'numbers looked up',
      'texts, too late',
      'probe, log',
      'probe, projector',
      'probe, bus',
    ]);
    expect(ran.asked).toStrictEqual([
      'sts GetCallerIdentity',
      'cloudformation DescribeStacks',
      'lambda GetAccountSettings',
      'cloudtrail DescribeTrails',
      'cloudtrail GetTrailStatus',
      'cloudtrail GetEventSelectors',
      'lambda GetPolicy',
      'connect ListContactFlows',
      'connect DescribeContactFlow',
      'connect ListPhoneNumbersV2',
      'connect ListFlowAssociations',
      'end-user-messaging DescribeAccountAttributes',
      'end-user-messaging DescribeAccountLimits',
      'end-user-messaging DescribeSpendLimits',
      'end-user-messaging DescribeSenderIds',
      'end-user-messaging SendTextMessage',
      'logs FilterLogEvents',
    ]);
  });

  it('sends no text, changes no location, and leaves one probe on the bus', async () => {
    const before = (await line.bus()).length;
    const board = await line.board();
    const { edge } = await runDoctor();
    expect(await edge.messages('+6591110001')).toStrictEqual([]);
    expect(await line.board()).toStrictEqual(board);
    const published = (await line.bus()).slice(before);
    expect(published.map(({ detailType }) => detailType)).toStrictEqual(['DrillHeld']);
  });

  it.each([
    ['End User Messaging', EUM],
    ['Notify', NOTIFY],
  ])('makes exactly the calls that its role is granted, with texts by %s', async (_, sms) => {
    const { Doctor } = grantsOf(configOf({ sms }));
    const config: Wrong['config'] = (deployed) => ({ ...CLAIMED.config?.(deployed), sms });
    const ran = await runDoctor({ ...CLAIMED, config }, ['--json', '--ring']);
    const { calls } = ran;
    // Only a person can tell whether the test alarm arrived.
    expect(wrongOf(ran)).toStrictEqual([expect.stringMatching(/^alarms, test: /)]);
    expect(notGranted(Doctor, calls)).toStrictEqual([]);
    expect(notUsed(Doctor, calls)).toStrictEqual([]);
  });

  it('checks a claimed number by the number that Connect assigned', async () => {
    const ran = await runDoctor(CLAIMED);
    expect(wrongOf(ran)).toStrictEqual([]);
    expect(findings(ran).map(({ name }) => name)).toContain('number +6531110009');
  });

  it('names a location in an emergency that is not configured', async () => {
    await changeOld('set');
    const ran = await runDoctor();
    await changeOld('remove');
    expect(wrongOf(ran)).toStrictEqual([
      expect.stringMatching(
        /^locations in an emergency: in an emergency, but not in the configuration: Old;/,
      ),
    ]);
  });

  it('names a row of the board that differs from the log', async () => {
    const { board } = createStores(line.ctx);
    const [row = expect.fail('the board is empty')] = await line.board();
    const planted = { ...row, location: 'Atlantis' };
    await board.put(planted);
    const ran = await runDoctor();
    await board.remove(planted);
    expect(wrongOf(ran)).toStrictEqual([
      'board and directory: board row of location/Atlantis: no event in the log explains it',
    ]);
  });

  it('runs all other checks when one is denied', async () => {
    const ran = await runDoctor({ ...CLAIMED, denied: 'ListStackResources' });
    expect(wrongOf(ran)).toStrictEqual([`instance ${INSTANCE}: check failed: AccessDenied`]);
    expect(findings(ran).at(-1)).toMatchObject({ name: 'probe, bus', ok: true });
  });

  it('prints readable lines without an administrator’s telephone number', async () => {
    const { out } = await runDoctor({ tables: { recovery: false } }, []);
    expect(out).toContain('ok   Lambda OneTimePin: Connect may invoke it from the instance\n');
    expect(out).toContain(
      'FAIL event log, point-in-time recovery: off\n       run: emergency deploy, and find out in CloudTrail who changed the table\n',
    );
    expect(out).toMatch(/2 of 43 checks failed\.\n$/);
    expect(out).not.toMatch(/\+6591110001|\+6591110002/);
  });

  it('exits 2 when there is no deployment to check', async () => {
    const { status, err } = await runDoctor({ account: () => ({ stacks: [] }) });
    expect({ status, code: JSON.parse(err).error.message }).toStrictEqual({
      status: 2,
      code: 'there is no stack EmergencyLine in account 111122223333, ap-southeast-1; run: emergency deploy',
    });
  });
});
