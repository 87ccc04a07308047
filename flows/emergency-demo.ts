import type { Config } from '../domain/config/config.ts';
import { compare, type Draft, flow, invoke, loop, message, setAttributes } from './build.ts';
import { choices } from './choices.ts';
import type { Flow } from './language/flow.ts';
import { lambda } from './names.ts';
import { opening, sayAndHangUp } from './opening.ts';

const first = (config: Config) => config.languages[0]?.code ?? '';

/** Which location it is about, and what its callers hear when its status cannot be had at all: one block each, 250 is Connect's most. */
const take = (config: Config, { id, whenUnknown }: Config['locations'][number]): Draft =>
  setAttributes(
    `Take ${id}`,
    { Center: id, WhenUnknown: whenUnknown[first(config)] ?? '' },
    { next: 'Check', onError: 'No answer' },
  );

const answer: Draft[] = [
  invoke('Check', lambda('CheckEmergency'), {
    parameters: { Center: '$.Attributes.Center', Fresh: 'false' },
    next: 'Say',
    onError: 'Status unknown',
  }),
  message('Say', '$.External.Message', 'Thank you'),
  ...sayAndHangUp('Status unknown', '$.Attributes.WhenUnknown'),
  ...sayAndHangUp(
    'No answer',
    'Sorry, we cannot answer just now. Please call again in a few minutes. Goodbye.',
  ),
];

type Line = Config['lines']['customer'][number];
const startOf = ({ number, locations }: Line) =>
  locations.length === 1 ? `Take ${locations[0]}` : `Menu of ${number}`;

/** A number that serves several locations asks which; after two wrong keys or silences it says so and ends. */
const menuOf = (config: Config, line: Line): Draft[] => {
  if (line.locations.length === 1) return [];
  const id = startOf(line);
  const served = config.locations.filter((location) => line.locations.includes(location.id));
  const things = served.map(({ id: to, name }) => ({ spoken: name[first(config)] ?? to, to: `Take ${to}` }));
  const again = `${id} - again`;
  const ways = { seconds: 10, silence: again, otherwise: again, onError: 'No choice' };
  return [
    ...choices(id, 'Which contact centre are you calling?', things, ways),
    loop(again, 2, { again: `${id} - not understood`, done: 'No choice' }),
    message(`${id} - not understood`, 'Sorry, we did not understand.', id),
  ];
};

/** The customers' line: one location's words per number, or a menu where a number serves several. */
export const emergencyDemo = (config: Config): Flow => {
  const { customer } = config.lines;
  const { start, drafts } = opening(config, 'Dialled number');
  const served = config.locations.filter(({ id }) =>
    customer.some(({ locations }) => locations.includes(id)),
  );
  return flow(
    'Emergency_Demo',
    'Tells callers whether the contact centre they call is in an emergency.',
    start,
    [
      ...drafts,
      compare('Dialled number', '$.SystemEndpoint.Address', {
        is: Object.fromEntries(customer.map((line) => [line.number, startOf(line)])),
        otherwise: 'Not a line',
      }),
      ...customer.flatMap((line) => menuOf(config, line)),
      ...served.map((location) => take(config, location)),
      ...answer,
      ...sayAndHangUp('Thank you', 'Thank you for calling. Goodbye.'),
      ...(customer.some(({ locations }) => locations.length > 1)
        ? sayAndHangUp('No choice', 'Sorry, no contact centre was chosen. Please call again. Goodbye.')
        : []),
      ...sayAndHangUp('Not a line', 'This number is not in service yet. Goodbye.'),
    ],
  );
};
