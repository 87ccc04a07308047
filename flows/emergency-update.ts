import type { Config, Texts } from '../domain/config/config.ts';
import { compare, type Draft, flow, invoke, menu, message, setAttributes } from './build.ts';
import { choices } from './choices.ts';
import type { Flow } from './language/flow.ts';
import { lambda } from './names.ts';
import { sayAndHangUp } from './opening.ts';

const MENU_SECONDS = 10;
const MENU = { seconds: MENU_SECONDS, silence: 'Silence', onError: 'Failed' };

/** A name as the line's first language says it. */
const spoken = (config: Config, name: Texts) => name[config.languages[0]?.code ?? ''] ?? '';

/** A prompt that says something and goes back to a menu. */
const remark = (id: string, text: string, next: string): Draft => message(id, text, next);

const chooseLocation = (config: Config): Draft[] => [
  ...choices(
    'Locations',
    'Which contact centre is it about?',
    config.locations.map(({ id, name }) => ({ spoken: spoken(config, name), to: `Take ${id}` })),
    { ...MENU, otherwise: 'Wrong location key' },
  ),
  remark('Wrong location key', 'That is not one of the choices.', 'Locations'),
  ...config.locations.map(({ id, name }) =>
    setAttributes(
      `Take ${id}`,
      { Center: id, CenterName: spoken(config, name) },
      { next: 'Check', onError: 'Failed' },
    ),
  ),
];

/** The status from the log itself, and which status it was: a change is refused when another came between. */
const hearStatus: Draft[] = [
  invoke('Check', lambda('CheckEmergency'), {
    parameters: { Center: '$.Attributes.Center', Fresh: 'true' },
    next: 'Keep what is heard',
    onError: 'Failed',
  }),
  setAttributes('Keep what is heard', { heardSeq: '$.External.seq' }, { next: 'Status', onError: 'Failed' }),
  compare('Status', '$.External.status', {
    is: { NORMAL: 'Normal', EMERGENCY: 'Emergency', NOT_SET_UP: 'Not set up' },
    otherwise: 'Unknown location',
  }),
  remark(
    'Normal',
    '$.Attributes.CenterName is in normal operation. This was changed $.External.UpdatedAgo.',
    'What to do',
  ),
  remark(
    'Emergency',
    '$.Attributes.CenterName is in an emergency, set $.External.UpdatedAgo. Callers hear: $.External.Message',
    'What to do',
  ),
  remark('Not set up', '$.Attributes.CenterName has not been set up yet.', 'What to do'),
  remark('Unknown location', 'This contact centre is not known. Nothing was changed.', 'Locations'),
  menu(
    'What to do',
    'To set an emergency, press 1. To remove an emergency, press 2. To check a different centre, press 3.',
    {
      keys: { '1': 'Types', '2': 'Ask to remove', '3': 'Locations' },
      ...MENU,
      otherwise: 'Wrong action key',
    },
  ),
  remark('Wrong action key', 'That is not one of the choices.', 'What to do'),
];

const chooseType = (config: Config): Draft[] => [
  ...choices(
    'Types',
    'What kind of emergency is it?',
    config.emergencyTypes.map(({ id, name }) => ({ spoken: spoken(config, name), to: `Ask for ${id}` })),
    { ...MENU, otherwise: 'Wrong type key' },
  ),
  remark('Wrong type key', 'That is not one of the choices.', 'Types'),
  ...config.emergencyTypes.map(({ id }) =>
    setAttributes(
      `Ask for ${id}`,
      { EmergencyAction: 'set', EmergencyType: id },
      { next: 'Update', onError: 'Failed' },
    ),
  ),
  setAttributes(
    'Ask to remove',
    { EmergencyAction: 'remove', EmergencyType: 'none' },
    { next: 'Update', onError: 'Failed' },
  ),
];

/** The step is the status heard: the same change asked again after a new status is a new command, a retry is not. */
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
      DONE: 'Done',
      NOT_VERIFIED: 'Not verified',
      NOT_PERMITTED: 'Not permitted',
      CHANGED: 'Changed meanwhile',
      TRY_AGAIN: 'Busy',
      UNKNOWN_CENTER: 'Unknown location',
      UNKNOWN_TYPE: 'Unknown type',
    },
    otherwise: 'Failed',
  }),
  remark(
    'Done',
    'It is done. Callers to $.Attributes.CenterName now hear: $.External.Message',
    'Anything else',
  ),
  remark(
    'Not permitted',
    'You are not permitted to change $.Attributes.CenterName. Nothing was changed.',
    'Anything else',
  ),
  remark('Unknown type', 'This kind of emergency is not known. Nothing was changed.', 'Anything else'),
  remark(
    'Changed meanwhile',
    'Nothing was changed: the status was changed by someone else since you heard it.',
    'Check',
  ),
  remark('Busy', 'Nothing was changed: others are changing this centre just now. Please try again.', 'Check'),
  menu('Anything else', 'To check or change another centre, press 1. Otherwise you may hang up.', {
    keys: { '1': 'Locations' },
    ...MENU,
    otherwise: 'Goodbye',
    silence: 'Goodbye',
  }),
];

/** What a proven administrator does: hear a location's status, set or remove an emergency. */
export const emergencyUpdate = (config: Config): Flow =>
  flow(
    'Emergency_Update',
    'Lets a proven administrator hear, set and remove the emergency of a location.',
    'Locations',
    [
      ...chooseLocation(config),
      ...hearStatus,
      ...chooseType(config),
      ...update,
      ...sayAndHangUp(
        'Not verified',
        'Your proof has run out. Nothing was changed. Please call again. Goodbye.',
      ),
      ...sayAndHangUp('Silence', 'No key was pressed. Nothing more was changed. Goodbye.'),
      ...sayAndHangUp('Goodbye', 'Goodbye.'),
      ...sayAndHangUp(
        'Failed',
        'We are sorry, something went wrong on our side. Please call again and check the status. Goodbye.',
      ),
    ],
  );
