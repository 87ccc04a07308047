import type { Config } from '../domain/config/config.ts';
import { compare, type Draft, flow, invoke, loop, message, setAttributes } from './build.ts';
import { choices } from './choices.ts';
import type { Flow } from './language/flow.ts';
import { lambda } from './names.ts';
import { opening, sayAndHangUp } from './opening.ts';

const firstLanguage = (config: Config) => config.languages[0]?.code ?? '';

/**
 * Selects a location and the text its callers hear when its status is unavailable. One block per location; Connect
 * allows 250 blocks.
 */
const select = (config: Config, { id, whenUnknown }: Config['locations'][number]): Draft =>
  setAttributes(
    `Select ${id}`,
    { Center: id, WhenUnknown: whenUnknown[firstLanguage(config)] ?? '' },
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
    'Sorry, we cannot answer right now. Please call again in a few minutes. Goodbye.',
  ),
];

type CustomerLine = Config['lines']['customer'][number];
const startOf = ({ number, locations }: CustomerLine) =>
  locations.length === 1 ? `Select ${locations[0]}` : `Menu of ${number}`;

/** Asks which location when a number serves several; ends the call after three wrong keys or silences. */
const menuOf = (config: Config, line: CustomerLine): Draft[] => {
  if (line.locations.length === 1) return [];
  const id = startOf(line);
  const served = config.locations.filter((location) => line.locations.includes(location.id));
  const options = served.map(({ id: to, name }) => ({
    spoken: name[firstLanguage(config)] ?? to,
    to: `Select ${to}`,
  }));
  const again = `${id} - again`;
  const branches = { seconds: 10, silence: again, otherwise: again, onError: 'No choice' };
  return [
    ...choices(id, 'Which contact centre are you calling?', options, branches),
    loop(again, 2, { again: `${id} - not understood`, done: 'No choice' }),
    message(`${id} - not understood`, 'Sorry, we did not understand.', id),
  ];
};

/** The customers' flow: the location's message, after a menu when the number serves several locations. */
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
        otherwise: 'Unknown number',
      }),
      ...customer.flatMap((line) => menuOf(config, line)),
      ...served.map((location) => select(config, location)),
      ...answer,
      ...sayAndHangUp('Thank you', 'Thank you for calling. Goodbye.'),
      ...(customer.some(({ locations }) => locations.length > 1)
        ? sayAndHangUp('No choice', 'Sorry, no contact centre was chosen. Please call again. Goodbye.')
        : []),
      ...sayAndHangUp('Unknown number', 'This number is not in service yet. Goodbye.'),
    ],
  );
};
