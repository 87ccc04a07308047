import type { Random } from '../../kit/random.ts';

/** Texts that have hurt somebody: other digits, blanks, prototype keys, Connect's own words, very long ones. */
const TEXTS = [
  ...[
    '',
    ' ',
    '#',
    '*',
    '+',
    '-0',
    '1e9',
    '0x10',
    'NaN',
    'null',
    'undefined',
    'true',
    'none',
    'Timeout',
    'timeout',
  ],
  ...[
    'anonymous',
    'ANONYMOUS',
    'restricted',
    '１２３４５６',
    '٠١٢٣٤٥',
    '१२३४५६',
    '12345６',
    ' 123456',
    '123456 ',
  ],
  ...[
    '123 456',
    '+12345',
    '123456#',
    '12345\u0000',
    '\u0000',
    '\u200b123456',
    '\ud83d\udea8',
    '\ud83d',
    '\r\n',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'],
  ...[
    'a:sent',
    'pin:sent',
    '../admin/ana',
    'admin/ana',
    '{{PIN}}',
    '#{pin}',
    "' OR 1=1 --",
    '<script>',
    '%s%n',
  ],
  ...['$.Attributes.pin', '+65 9111 0001', '+6591110001 ', '+٦٥٩١١١٠٠٠١', 'tel:+6591110001'],
  ...['x'.repeat(60), 'x'.repeat(101), 'x'.repeat(1_000), '9'.repeat(1_001), '0'.repeat(20_000)],
];

const letters = 'abcXYZ019 _-:./#*+\u00e9\u0660\uff11\u2028\u{1f4a3}';

const text = (random: Random): string =>
  random.chance(0.7)
    ? random.pick(TEXTS)
    : Array.from({ length: random.below(24) }, () => random.pick([...letters])).join('');

const NUMBERS = [0, -0, -1, 1, 1.5, 123456, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY];

/** Any text, or anything JSON (and not only JSON) can carry. */
export const odd = (random: Random, depth = 2): unknown => {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return random.pick(NUMBERS);
    case 3:
      return random.chance(0.5);
    case 4:
    case 5:
      return text(random);
    case 6:
      return Array.from({ length: random.below(4) }, () => odd(random, depth - 1));
    case 7:
      return oddObject(random, depth - 1);
    default:
      return random.pick([() => 1, Symbol('s'), new Date(0), 1n, new Map(), Object.create(null), /x/]);
  }
};

export const oddText = text;

/** As JSON brings it: `__proto__` is a key as any other, and no prototype is changed. */
const oddObject = (random: Random, depth: number): unknown =>
  Object.fromEntries(Array.from({ length: random.below(4) }, () => [text(random), odd(random, depth)]));
