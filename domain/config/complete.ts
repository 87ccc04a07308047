import { fill } from './fill.ts';
import { defaultVoice, type Engine } from './polly-voices.ts';
import { BUILT_IN, builtInTexts } from './texts/built-in.ts';
import type { BuiltInTexts, BuiltInType } from './texts/types.ts';

type Texts = Record<string, string>;
/** As written: a plain text is in the first language. */
type WrittenTexts = string | Texts | undefined;
type WrittenLanguage = { code: string; voice?: string | undefined; engine?: Engine | undefined };
type WrittenLocation = {
  id: string;
  name?: WrittenTexts;
  normal?: WrittenTexts;
  whenUnknown?: WrittenTexts;
};
type WrittenType = { id: string; name?: WrittenTexts; message?: WrittenTexts; laterMessage?: WrittenTexts };

/** The parts of a configuration that have short forms. */
export type Written = {
  languages: (string | WrittenLanguage)[];
  normal?: WrittenTexts;
  whenUnknown?: WrittenTexts;
  locations: WrittenLocation[];
  emergencyTypes: (string | WrittenType)[];
};

export type Language = { code: string; voice: string; engine?: Engine | undefined };
type Full<Written, Field extends string> = Omit<Written, Field> & Record<Field, Texts>;
type FullType<One> = Full<Exclude<One, string>, 'name' | 'message'> & { laterMessage?: Texts };

/** A configuration in which nothing is left out. */
export type Completed<Whole extends Written> = Omit<Whole, keyof Written> & {
  languages: Language[];
  locations: Full<Whole['locations'][number], 'name' | 'normal' | 'whenUnknown'>[];
  emergencyTypes: FullType<Whole['emergencyTypes'][number]>[];
};

const fullLanguage = (written: string | WrittenLanguage): Language => {
  const language = typeof written === 'string' ? { code: written } : written;
  const { code, voice, engine } = language as WrittenLanguage;
  return voice === undefined ? { code, ...defaultVoice(code, engine) } : { ...language, voice };
};

const isBuiltIn = (id: string): id is BuiltInType => BUILT_IN.types.includes(id);

/** A type of which only the id is written. */
const untilRemoved = (id: string) => ({ id, defaultMinutes: null });

/** An id as it is spoken. */
const spokenId = (id: string) => id.replace(/[-_]+/g, ' ').trim() || id;

/**
 * Fills in what a configuration leaves out: texts in every language, voices. {location} stays in the texts (`withNames`).
 * A text that is neither written nor built in lacks its language, which is then a fault.
 */
export const complete = <Whole extends Written>(written: Whole): Completed<Whole> => {
  const { normal, whenUnknown, ...rest } = written;
  const languages = written.languages.map(fullLanguage);
  const codes = languages.map(({ code }) => code);
  const inEach = (textIn: (code: string) => string | undefined): Texts =>
    Object.fromEntries(
      codes.flatMap((code) => {
        const text = textIn(code);
        return text === undefined ? [] : [[code, text]];
      }),
    );
  const builtIn = (pick: (texts: BuiltInTexts) => string | undefined) =>
    inEach((code) => {
      const texts = builtInTexts(code);
      return texts && pick(texts);
    });
  const inFull = (texts: string | Texts): Texts =>
    typeof texts === 'string' ? { [codes[0] ?? '']: texts } : texts;
  const everywhere = (text: string) => inEach(() => text);

  const fullLocation = (location: WrittenLocation) => ({
    ...location,
    name:
      typeof location.name === 'object' ? location.name : everywhere(location.name ?? spokenId(location.id)),
    normal: inFull(location.normal ?? normal ?? builtIn((texts) => texts.normal)),
    whenUnknown: inFull(location.whenUnknown ?? whenUnknown ?? builtIn((texts) => texts.whenUnknown)),
  });

  const fullType = (one: string | WrittenType) => {
    const type: WrittenType = typeof one === 'string' ? untilRemoved(one) : one;
    const { id, message } = type;
    const own = (field: 'name' | 'message' | 'laterMessage'): Texts | undefined =>
      isBuiltIn(id) ? builtIn(({ types }) => types[id][field]) : undefined;
    // A built-in text of later days does not belong to a message of one's own.
    const laterMessage = type.laterMessage ?? (message === undefined ? own('laterMessage') : undefined);
    return {
      ...type,
      name: inFull(type.name ?? own('name') ?? everywhere(spokenId(id))),
      message: inFull(message ?? own('message') ?? {}),
      ...(laterMessage && { laterMessage: inFull(laterMessage) }),
    };
  };

  return {
    ...rest,
    languages,
    locations: written.locations.map(fullLocation),
    emergencyTypes: written.emergencyTypes.map(fullType),
  } as unknown as Completed<Whole>;
};

type Named = { name: Texts; normal: Texts; whenUnknown: Texts };

/** Fills the locations' names into their texts. */
export const withNames = <One extends Named>(locations: readonly One[]): One[] =>
  locations.map((location) => {
    const named = (texts: Texts): Texts =>
      Object.fromEntries(
        Object.entries(texts).map(([code, text]) => [
          code,
          fill(text, { location: location.name[code] ?? '' }),
        ]),
      );
    return { ...location, normal: named(location.normal), whenUnknown: named(location.whenUnknown) };
  });
