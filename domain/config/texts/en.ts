import type { BuiltInTexts } from './types.ts';

export const ENGLISH: BuiltInTexts = {
  normal: 'The {location} contact centre is open as usual.',
  whenUnknown:
    'We cannot tell the state of the {location} contact centre just now. Please try again in a few minutes.',
  types: {
    weather: {
      name: 'weather',
      message: 'Because of severe weather, the {location} contact centre is closed as of {time}.',
      laterMessage:
        'Because of severe weather, the {location} contact centre has been closed since {weekday}, {date}, at {time}.',
    },
    'fire-alarm': {
      name: 'fire alarm',
      message: 'Because of a fire alarm, the {location} contact centre was evacuated at {time}.',
      laterMessage:
        'Because of a fire alarm, the {location} contact centre was evacuated on {weekday}, {date}, at {time}.',
    },
    'facility-issue': {
      name: 'facility issue',
      message: 'Because of a fault in the building, the {location} contact centre is closed as of {time}.',
      laterMessage:
        'Because of a fault in the building, the {location} contact centre has been closed since {weekday}, {date}, at {time}.',
    },
    'extended-wait': {
      name: 'extended wait',
      message:
        'The {location} contact centre has been very busy since {time}. You may wait longer than usual.',
      laterMessage:
        'The {location} contact centre has been very busy since {weekday}, {date}. You may wait longer than usual.',
    },
  },
};
