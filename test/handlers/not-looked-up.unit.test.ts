import { describe, expect, it } from 'vitest';
import { writeEntry } from '../kit/enroll.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { LANDLINE, MOBILE, NO_ANSWER } from '../kit/number-lookup.ts';
import { phoneCall } from '../kit/phone-call.ts';

const NEW = '+6591110009';

/** An administrator whose number could not be looked up at enrollment. */
const enrolledUnknown = async () => {
  const line = await memoryLine();
  line.ports.lookup.phones.set(NEW, NO_ANSWER);
  await writeEntry(line.ports, 'enroll', { adminId: 'new', number: NEW });
  await line.catchUp();
  return line;
};
const row = (line: Awaited<ReturnType<typeof enrolledUnknown>>) => line.ports.directory.rows.get('new');

describe('an administrator whose number could not be looked up at enrollment', () => {
  it('is sent a PIN on the first call, when the number is then found to be a mobile', async () => {
    const line = await enrolledUnknown();
    line.ports.lookup.phones.set(NEW, MOBILE);
    expect(await phoneCall(line, NEW).asksForPin()).toMatchObject({ status: 'SENT' });
  });

  it('has the phone in the directory from then on, used when the provider is down, with its carrier', async () => {
    const line = await enrolledUnknown();
    expect(row(line)?.phone).toStrictEqual(NO_ANSWER);
    line.ports.lookup.phones.set(NEW, MOBILE);
    await phoneCall(line, NEW).asksForPin();
    await line.catchUp();
    expect(row(line)?.phone).toStrictEqual(MOBILE);
    line.ports.lookup.phones.set(NEW, NO_ANSWER);
    expect(await phoneCall(line, NEW).asksForPin()).toMatchObject({ status: 'SENT' });
    line.ports.lookup.phones.set(NEW, { ...MOBILE, carrier: 'Another Mobile', mnc: '03' });
    expect(await phoneCall(line, NEW).asksForPin()).toMatchObject({ status: 'CARRIER_CHANGED' });
  });

  it('is refused as not looked up, and not as not mobile, while the look-up still fails', async () => {
    const line = await enrolledUnknown();
    const { reply, wrote } = await line.watch(phoneCall(line, NEW).asksForPin);
    expect(reply).toStrictEqual({ status: 'NOT_LOOKED_UP', pinLength: 'none', waitSeconds: 'none' });
    expect(wrote).toMatchObject([{ type: 'PinIssueRefused', data: { reason: 'not-looked-up' } }]);
    expect(line.ports.sms.sent).toStrictEqual([]);
  });

  it('is refused as not mobile when the number is then found to be none', async () => {
    const line = await enrolledUnknown();
    line.ports.lookup.phones.set(NEW, LANDLINE);
    expect(await phoneCall(line, NEW).asksForPin()).toMatchObject({ status: 'NOT_MOBILE' });
  });
});

describe('an entry changed while numbers cannot be looked up', () => {
  it('has the phone of an unchanged number', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(ANA, NO_ANSWER);
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Manila'] });
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')).toMatchObject({ phone: MOBILE, locations: ['Manila'] });
  });

  it('has no phone of the old number when the number changed', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(NEW, NO_ANSWER);
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: NEW });
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')?.phone).toStrictEqual(NO_ANSWER);
  });
});

describe('the look-up of a number', () => {
  it('is made once, however often the command is retried after conflicts', async () => {
    let lookups = 0;
    const line = await memoryLine({
      wrap: {
        lookup: ({ lookup }) => ({
          lookup: (number) => {
            lookups += 1;
            return lookup(number);
          },
        }),
      },
    });
    await Promise.all([phoneCall(line, ANA).asksForPin(), phoneCall(line, ANA).asksForPin()]);
    expect(lookups).toBe(2);
  });

  it('runs in parallel with the tag’s computation', async () => {
    const order: string[] = [];
    const line = await memoryLine({
      wrap: {
        lookup: ({ lookup }) => ({
          lookup: async (number) => {
            order.push('look-up begins');
            await new Promise((resolve) => setImmediate(resolve));
            order.push('look-up ends');
            return lookup(number);
          },
        }),
        pinCodes: ({ tag }) => ({
          tag: async (...all) => {
            order.push('tag begins');
            return tag(...all);
          },
        }),
      },
    });
    await phoneCall(line, ANA).asksForPin();
    expect(order).toStrictEqual(['look-up begins', 'tag begins', 'look-up ends']);
  });
});
