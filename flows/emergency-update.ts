import type { Config, Texts } from '../domain/config/config.ts';
import { compare, type Draft, flow, invoke, message, setAttributes } from './build.ts';
import { askKey, choices } from './choices.ts';
import type { Flow } from './language/flow.ts';
import { lambda } from './names.ts';
import { sayAndHangUp } from './opening.ts';

const MENU_SECONDS = 10;
const MENU = { seconds: MENU_SECONDS, silence: 'Silence', onError: 'Failed' };

/** A name in the line's first language. */
const spoken = (config: Config, name: Texts) => name[config.languages[0]?.code ?? ''] ?? '';

const chooseLocation = (config: Config): Draft[] => [
  ...choices(
    'Locations',
    'Which contact centre is this about?',
    config.locations.map(({ id, name }) => ({ spoken: spoken(config, name), to: `Select ${id}` })),
    { ...MENU, otherwise: 'Wrong location key' },
  ),
  message('Wrong location key', 'That is not one of the choices.', 'Locations'),
  ...config.locations.map(({ id, name }) =>
    setAttributes(
      `Select ${id}`,
      { Center: id, CenterName: spoken(config, name) },
      { next: 'Check', onError: 'Failed' },
    ),
  ),
];

/**
 * Reads the status from the log and remembers its sequence number: a change is refused when the status has changed
 * since the administrator heard it.
 */
const announceStatus: Draft[] = [
  invoke('Check', lambda('CheckEmergency'), {
    parameters: { Center: '$.Attributes.Center', Fresh: 'true' },
    next: 'Remember status',
    onError: 'Failed',
  }),
  setAttributes('Remember status', { heardSeq: '$.External.seq' }, { next: 'Status', onError: 'Failed' }),
  compare('Status', '$.External.status', {
    is: {
      NORMAL: 'Normal',
      EMERGENCY: 'Emergency',
      NOT_SET_UP: 'Never set',
      NEWER_VERSION: 'Newer version',
    },
    otherwise: 'Unknown location',
  }),
  message(
    'Normal',
    '$.Attributes.CenterName is in normal operation. Last changed $.External.UpdatedAgo.',
    'What to do',
  ),
  message(
    'Emergency',
    '$.Attributes.CenterName is in an emergency, set $.External.UpdatedAgo. Callers hear: $.External.Message',
    'What to do',
  ),
  message(
    'Never set',
    'No emergency has been set for $.Attributes.CenterName yet. Callers hear that it is open.',
    'What to do',
  ),
  message('Unknown location', 'This contact centre is unknown. Nothing was changed.', 'Locations'),
  askKey(
    'What to do',
    'To set an emergency, press 1. To remove an emergency, press 2. To check a different centre, press 3.',
    {
      keys: { '1': 'Types', '2': 'Remove', '3': 'Locations' },
      ...MENU,
      otherwise: 'Wrong action key',
    },
  ),
  message('Wrong action key', 'That is not one of the choices.', 'What to do'),
];

const chooseType = (config: Config): Draft[] => [
  ...choices(
    'Types',
    'What type of emergency is it?',
    config.emergencyTypes.map(({ id, name }) => ({ spoken: spoken(config, name), to: `Set ${id}` })),
    { ...MENU, otherwise: 'Wrong type key' },
  ),
  message('Wrong type key', 'That is not one of the choices.', 'Types'),
  ...config.emergencyTypes.map(({ id }) =>
    setAttributes(
      `Set ${id}`,
      { EmergencyAction: 'set', EmergencyType: id },
      { next: 'Update', onError: 'Failed' },
    ),
  ),
  setAttributes(
    'Remove',
    { EmergencyAction: 'remove', EmergencyType: 'none' },
    { next: 'Update', onError: 'Failed' },
  ),
];

/** The step is the announced sequence number: repeating a change after a new status is a new command, a retry is not. */
const update: Draft[] = [
  invoke('Update', lambda('UpdateEmergency'), {
    parameters: {
      Center: '$.Attributes.Center',
      EmergencyAction: '$.Attributes.EmergencyAction',
      EmergencyType: '$.Attributes.EmergencyType',
      heardSeq: '$.Attributes.heardSeq',
      step: '$.Attributes.heardSeq',
    },
    next: 'Outcome',
    onError: 'Failed',
  }),
  compare('Outcome', '$.External.status', {
    is: {
      DONE: 'On the board',
      NOT_VERIFIED: 'Not verified',
      NOT_PERMITTED: 'Not permitted',
      CHANGED: 'Changed since heard',
      TRY_AGAIN: 'Busy',
      UNKNOWN_CENTER: 'Unknown location',
      UNKNOWN_TYPE: 'Unknown type',
      NEWER_VERSION: 'Newer version',
    },
    otherwise: 'Failed',
  }),
  compare('On the board', '$.External.onBoard', { is: { true: 'Done' }, otherwise: 'Recorded' }),
  message(
    'Recorded',
    'It is recorded. Callers to $.Attributes.CenterName will hear it shortly: $.External.Message',
    'Anything else',
  ),
  message(
    'Done',
    'It is done. Callers to $.Attributes.CenterName now hear: $.External.Message',
    'Anything else',
  ),
  message(
    'Not permitted',
    'You are not permitted to change $.Attributes.CenterName. Nothing was changed.',
    'Anything else',
  ),
  message('Unknown type', 'This type of emergency is unknown. Nothing was changed.', 'Anything else'),
  message(
    'Changed since heard',
    'Nothing was changed, because someone else changed the status after you heard it.',
    'Check',
  ),
  message(
    'Busy',
    'Nothing was changed, because others are changing this centre right now. Please try again.',
    'Check',
  ),
  askKey('Anything else', 'To check or change another centre, press 1. Otherwise you may hang up.', {
    keys: { '1': 'Locations' },
    ...MENU,
    otherwise: 'Goodbye',
    silence: 'Goodbye',
  }),
];

/** A verified administrator's menu: hears a location's status, sets or removes an emergency. */
export const emergencyUpdate = (config: Config): Flow =>
  flow(
    'Emergency_Update',
    'Lets a verified administrator hear, set and remove the emergency of a location.',
    'Locations',
    [
      ...chooseLocation(config),
      ...announceStatus,
      ...chooseType(config),
      ...update,
      ...sayAndHangUp(
        'Not verified',
        'Your verification has expired. Nothing was changed. Please call again. Goodbye.',
      ),
      ...sayAndHangUp(
        'Newer version',
        'This line is being updated and cannot do this right now. Nothing was changed. Please call again in a few minutes. Goodbye.',
      ),
      ...sayAndHangUp('Silence', 'No key was pressed. No further changes were made. Goodbye.'),
      ...sayAndHangUp('Goodbye', 'Goodbye.'),
      ...sayAndHangUp(
        'Failed',
        'We are sorry, something went wrong on our side. Please call again and check the status. Goodbye.',
      ),
    ],
  );
