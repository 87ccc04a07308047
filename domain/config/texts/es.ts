import type { BuiltInTexts } from './types.ts';

export const SPANISH: BuiltInTexts = {
  normal: 'El centro de contacto de {location} está abierto como de costumbre.',
  whenUnknown:
    'En este momento no podemos saber el estado del centro de contacto de {location}. Vuelva a intentarlo dentro de unos minutos.',
  types: {
    weather: {
      name: 'mal tiempo',
      message: 'Debido al mal tiempo, el centro de contacto de {location} está cerrado desde las {time}.',
      laterMessage:
        'Debido al mal tiempo, el centro de contacto de {location} está cerrado desde el {weekday} {date} a las {time}.',
    },
    'fire-alarm': {
      name: 'alarma de incendios',
      message:
        'Debido a una alarma de incendios, el centro de contacto de {location} fue evacuado a las {time}.',
      laterMessage:
        'Debido a una alarma de incendios, el centro de contacto de {location} fue evacuado el {weekday} {date} a las {time}.',
    },
    'facility-issue': {
      name: 'avería en el edificio',
      message:
        'Debido a una avería en el edificio, el centro de contacto de {location} está cerrado desde las {time}.',
      laterMessage:
        'Debido a una avería en el edificio, el centro de contacto de {location} está cerrado desde el {weekday} {date} a las {time}.',
    },
    'extended-wait': {
      name: 'espera prolongada',
      message:
        'El centro de contacto de {location} está muy ocupado desde las {time}. Es posible que tenga que esperar más de lo habitual.',
      laterMessage:
        'El centro de contacto de {location} está muy ocupado desde el {weekday} {date}. Es posible que tenga que esperar más de lo habitual.',
    },
  },
};
