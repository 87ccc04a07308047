import fc from 'fast-check';
import { connectEvent } from './connect-event.ts';
import { ANA, type MemoryLine, STRANGER } from './line.ts';
import { type Lambda, REPLIES } from './replies.ts';

/** The caller's entry: six digits that must not appear anywhere afterwards. */
export const TYPED = '738291';

const LAMBDAS = Object.keys(REPLIES) as Lambda[];
const GONE = Symbol('left out');

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Timeout',
    'none',
    'null',
    '１２３４５６',
    '٠١٢٣٤٥',
    '\u0000',
    '🚨',
    '-0',
    '1e9',
    'true',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'a:sent',
    'x'.repeat(60),
    'Manila',
  ),
  fc.constantFrom(ANA, `${ANA} `, 'x'.repeat(1000), '9'.repeat(100_000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const anything = fc.oneof(text, fc.constant(null), fc.integer(), fc.anything({ maxDepth: 2 }));

/** Mostly a flow's value, sometimes another text, rarely anything else or nothing. */
const mostly = (...good: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(...good) },
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(GONE) },
  );

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== GONE));

/** Unknown fields; `__proto__` is an own key, as in parsed JSON. */
const extra = fc.dictionary(
  fc.oneof(fc.constantFrom('__proto__', 'constructor', TYPED, ANA, `p${TYPED}`), fc.string()),
  fc.oneof({ weight: 5, arbitrary: text }, anything),
  { maxKeys: 1 },
);

const parameters = fc
  .tuple(
    fc.record({
      step: mostly(...Array.from({ length: 30 }, (_, n) => `block-${n}`)),
      entered: mostly(TYPED, `${TYPED}#`, '000000', 'Timeout'),
      Center: mostly('Manila', 'Sydney', 'Atlantis'),
      Fresh: mostly('true', 'false'),
      EmergencyAction: mostly('set', 'remove'),
      EmergencyType: mostly('weather', 'plague', 'none'),
      heardSeq: mostly('0', '1'),
    }),
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, extra),
  )
  .map(([asked, added]) => Object.fromEntries([...Object.entries(present(asked)), ...Object.entries(added)]));

const address = mostly(ANA, ANA, STRANGER, 'anonymous', '+٦٥٩١١١٠٠٠١').map((Address) =>
  Address === GONE ? null : { Address },
);

const contact = (instanceArn: string) =>
  fc
    .record({
      ContactId: mostly(...Array.from({ length: 30 }, (_, n) => `call-${n}`)),
      Channel: fc.oneof({ weight: 20, arbitrary: fc.constant('VOICE') }, mostly('CHAT', 'TASK')),
      InitiationMethod: fc.oneof({ weight: 20, arbitrary: fc.constant('INBOUND') }, mostly('OUTBOUND')),
      InstanceARN: fc.oneof({ weight: 20, arbitrary: fc.constant(instanceArn) }, mostly(`${instanceArn}0`)),
      LanguageCode: mostly('en-US', 'ja-JP', 'constructor'),
      CustomerEndpoint: address,
    })
    .map(present);

export type Sent = { lambda: Lambda; event: unknown };

/** An event to a Lambda: mostly nearly valid, sometimes arbitrary. */
export const sentTo = ({ ports: { config } }: MemoryLine, ...lambdas: Lambda[]): fc.Arbitrary<Sent> => {
  const lambda = fc.constantFrom(...(lambdas.length > 0 ? lambdas : LAMBDAS));
  const nearlyRight = fc
    .tuple(parameters, contact(config.connect.instanceArn))
    .map(([asked, ContactData]) => {
      const event = connectEvent(config, { from: ANA, contactId: 'call' }, asked);
      return { ...event, Details: { ...event.Details, ContactData } };
    });
  return fc.record({ lambda, event: fc.oneof({ weight: 20, arbitrary: nearlyRight }, anything) });
};
