import { describe, expect, it } from 'vitest';
import { ago, callerMessages, inLanguage } from '../../domain/config/caller-message.ts';
import { bilingual } from '../kit/config.ts';
import { at } from '../kit/moving-system.ts';

const config = bilingual();
const words = (typeId: string | null, locationId = 'Manila') =>
  callerMessages(config, locationId, typeId, at(0));
const saying = (message: string, minutes: number | null = null) => {
  const [type] = config.emergencyTypes;
  if (!type) throw new Error('no type');
  const texts = { 'en-US': message, 'de-DE': message };
  return {
    ...config,
    emergencyTypes: [{ ...type, message: texts, laterMessage: texts, defaultMinutes: minutes }],
  };
};

describe('the words callers hear', () => {
  it('name the location and its local time, in every language', () => {
    expect(words('weather')).toStrictEqual({
      emergencyType: 'weather',
      messages: {
        'en-US': 'Because of severe weather, the Manila contact centre is closed as of 4:00 PM.',
        'de-DE':
          'Because of severe weather, the Manila (auf Deutsch) contact centre is closed as of 16:00. (auf Deutsch)',
      },
      laterMessages: {
        'en-US':
          'Because of severe weather, the Manila contact centre has been closed since Sunday, November 22, at 4:00 PM.',
        'de-DE':
          'Because of severe weather, the Manila (auf Deutsch) contact centre has been closed since Sonntag, 22. November, at 16:00. (auf Deutsch)',
      },
      expiresAt: null,
    });
    expect(words('weather', 'Sydney')?.messages['de-DE']).toContain('19:00');
  });

  it('are none for a location or a type that is not configured', () => {
    expect([words('flood'), words(null), words('weather', 'Atlantis')]).toStrictEqual([null, null, null]);
  });

  it('fill every known placeholder, as often as it occurs, and leave others as they are', () => {
    const said = (message: string) =>
      callerMessages(saying(message), 'Manila', 'weather', at(0))?.messages['en-US'];
    expect(said('{location} {location}')).toBe('Manila Manila');
    expect(said('{place} {} {constructor} {toString} $& $1')).toBe(
      '{place} {} {constructor} {toString} $& $1',
    );
  });

  it('have the date and the weekday of the location, whatever the time zone of the reader', () => {
    const said = (locationId: string, hours: number) =>
      callerMessages(saying('{weekday} {date} {time}'), locationId, 'weather', at(hours * 3600));
    expect(said('Sydney', 6)?.messages).toEqual({
      'en-US': 'Monday November 23 1:00 AM',
      'de-DE': 'Montag 23. November 1:00',
    });
    expect(said('Manila', 6)?.laterMessages['en-US']).toBe('Sunday November 22 10:00 PM');
  });

  it('have the date beside the time on later days, when the type has no text for them', () => {
    const { emergencyTypes } = saying('{location} is closed as of {time}.');
    const plain = emergencyTypes.map(({ laterMessage: _, ...type }) => type);
    const said = callerMessages({ ...config, emergencyTypes: plain }, 'Manila', 'weather', at(0));
    expect(said?.messages['en-US']).toBe('Manila is closed as of 4:00 PM.');
    expect(said?.laterMessages['en-US']).toBe('Manila is closed as of Sunday, November 22 at 4:00 PM.');
  });

  it('come with the end, when the type has one', () => {
    const ending = callerMessages(saying('Closed.', 90), 'Manila', 'weather', at(0));
    expect(ending?.expiresAt).toBe(new Date(at(90 * 60)).toISOString());
  });
});

describe('a text in a language', () => {
  const texts = { 'en-US': 'weather', 'de-DE': 'Wetter' };

  it('is that of the language, or of the line’s first language, or any other', () => {
    expect(inLanguage(config, texts, 'de-DE')).toBe('Wetter');
    expect(inLanguage(config, texts, 'fr-FR')).toBe('weather');
    expect(inLanguage(config, { 'it-IT': 'tempo' }, 'fr-FR')).toBe('tempo');
    expect(inLanguage(config, {}, 'fr-FR')).toBe('none');
  });

  it.each(['constructor', 'toString', '__proto__', ''])(
    'falls back for an unknown language: %s',
    (wanted) => {
      expect(inLanguage(config, texts, wanted)).toBe('weather');
    },
  );
});

describe('the time since a change', () => {
  const status = { at: new Date(at(0)).toISOString() };

  it.each([
    [0, '0 seconds ago'],
    [0.999, '0 seconds ago'],
    [1, '1 second ago'],
    [59.999, '59 seconds ago'],
    [60, '1 minute ago'],
    [3599, '59 minutes ago'],
    [3600, '1 hour ago'],
    [86_399, '23 hours ago'],
    [86_400, '1 day ago'],
    [40 * 86_400, '40 days ago'],
    [-5, '0 seconds ago'],
  ])('is written in the largest whole unit: %d seconds', (passed, said) => {
    expect(ago(status, at(passed), 'en-US')).toBe(said);
  });

  it('is written in the language, and is none when there is no status', () => {
    expect(ago(status, at(300), 'de-DE')).toBe('vor 5 Minuten');
    expect(ago(null, at(0), 'en-US')).toBe('none');
  });
});
