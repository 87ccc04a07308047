import { describe, expect, it } from 'vitest';
import { around } from '../kit/around.ts';
import { day, NEW_NUMBER, TYPED } from '../kit/day.ts';
import { ANA, BEN, LIN, type MemoryLine, memoryLine, type Options, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { secretsIn } from '../kit/secrets.ts';

const secretsOf = ({ ports }: MemoryLine) => [
  ...[ANA, BEN, LIN, STRANGER, NEW_NUMBER].flatMap((number) => [number, number.slice(1)]),
  ...TYPED,
  ...ports.pinCodes.made,
];

describe('PINs, entered digits and numbers', () => {
  it('are in the text and in the directory, and nowhere else', async () => {
    const line = await memoryLine();
    await day(line);
    await line.catchUp();
    const { made } = line.ports.pinCodes;
    expect(line.ports.bus.taken).toHaveLength(line.items.length);
    expect(secretsIn(line, secretsOf(line))).toEqual([]);
    expect(line.ports.sms.sent.map(({ to }) => to)).toEqual([ANA, ANA, BEN, ANA]);
    expect(made.filter((pin) => line.ports.sms.sent.some(({ body }) => body.includes(pin)))).toHaveLength(4);
    expect(line.ports.directory.rows.get('ana')?.number).toBe(NEW_NUMBER);
  });

  const says = (text: string) => () => {
    throw new Error(text);
  };
  const quoting: [string, Options['wrap'] & object][] = [
    ['the directory', { directory: around(['find'], says(`no row for ${ANA}`)) }],
    ['the look-up', { lookup: around(['lookup'], says(`cannot look up ${ANA}`)) }],
    ['the key service', { pinCodes: around(['tag', 'matches'], says(`cannot tag ${TYPED[0]} for ${ANA}`)) }],
    ['the provider', { sms: around(['send'], says(`your PIN is ${TYPED[0]} to ${ANA}`)) }],
  ];
  it('are not passed on when an error’s name is a secret', async () => {
    const named = () => {
      throw Object.assign(new Error('refused'), { name: `Blocked${ANA}` });
    };
    const line = await memoryLine({ wrap: { directory: around(['find'], named) } });
    await expect(phoneCall(line, ANA).asksForPin()).rejects.toThrow(/could not answer \(UnknownError\)/);
    expect(secretsIn(line, secretsOf(line))).toEqual([]);
  });

  it.each(quoting)('are not passed on when %s quotes its input in an error', async (_, wrap) => {
    const line = await memoryLine({ wrap });
    const call = phoneCall(line, ANA);
    await expect(call.asksForPin()).rejects.toThrow(/OneTimePin could not answer \(Error\)/);
    await call.types('314159').catch(() => 'not answered');
    expect(secretsIn(line, secretsOf(line))).toEqual([]);
  });
});
