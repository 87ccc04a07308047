import { didYouMean } from './nearest.ts';

/** The engines of Amazon Polly that Connect offers. */
export const ENGINES = ['Standard', 'Neural', 'Generative'] as const;
export type Engine = (typeof ENGINES)[number];

/** The engine of a voice for which the configuration names none. */
const DEFAULT_ENGINE: Engine = 'Neural';

/** When the voices below were listed. */
const LISTED = '2026-04-20';

/**
 * Polly's voices by language, each with the first letters of its engines. The first voice of an engine is the language's
 * default. Languages without a region (`arb`), `en-GB-WLS` and
 * voices with the long-form engine alone are left out: a flow cannot name them.
 * @see https://docs.aws.amazon.com/polly/latest/dg/available-voices.html and doc-history.html (`aws polly describe-voices`)
 */
const VOICES: Readonly<Record<string, string>> = {
  'ar-AE': 'Hala:N Zayd:N',
  'ca-ES': 'Arlet:N',
  'cmn-CN': 'Zhiyu:NS',
  'cs-CZ': 'Jitka:N',
  'cy-GB': 'Gwyneth:S',
  'da-DK': 'Mads:S Naja:S Sofie:N',
  'de-AT': 'Hannah:GN',
  'de-CH': 'Sabrina:GN',
  'de-DE': 'Daniel:GN Hans:S Lennart:G Marlene:S Vicki:GNS',
  'en-AU': 'Nicole:S Olivia:GN Russell:S',
  'en-GB': 'Amy:GNS Arthur:N Brian:GNS Emma:NS',
  'en-IE': 'Niamh:GN',
  'en-IN': 'Aditi:S Kajal:GN Raveena:S',
  'en-NZ': 'Aria:GN',
  'en-SG': 'Jasmine:GN',
  'en-US':
    'Joanna:GNS Danielle:GN Gregory:N Ivy:NS Joey:NS Justin:NS Kendra:NS Kevin:N Kimberly:NS Matthew:GNS Ruth:GN Salli:GNS Stephen:GN Tiffany:G',
  'en-ZA': 'Ayanda:GN',
  'es-ES': 'Conchita:S Enrique:S Lucia:GNS Sergio:GN',
  'es-MX': 'Andres:GN Mia:GNS',
  'es-US': 'Lupe:GNS Miguel:S Pedro:GN Penelope:S',
  'fi-FI': 'Suvi:N',
  'fr-BE': 'Isabelle:GN',
  'fr-CA': 'Chantal:S Gabrielle:GN Liam:GN',
  'fr-FR': 'Ambre:G Celine:GS Florian:G Lea:GNS Mathieu:S Remi:GN',
  'hi-IN': 'Aditi:S Kajal:GN',
  'is-IS': 'Dora:S Karl:S',
  'it-IT': 'Adriano:N Beatrice:G Bianca:GNS Carla:S Giorgio:S Lorenzo:G',
  'ja-JP': 'Kazuha:N Mizuki:S Takumi:NS Tomoko:N',
  'ko-KR': 'Jihye:N Seoyeon:GNS',
  'nb-NO': 'Ida:N Liv:S',
  'nl-BE': 'Lisa:GN',
  'nl-NL': 'Laura:GN Lotte:S Ruben:S',
  'pl-PL': 'Ewa:GS Jacek:S Jan:S Maja:S Ola:GN',
  'pt-BR': 'Camila:GNS Ricardo:S Thiago:N Vitoria:NS',
  'pt-PT': 'Cristiano:S Ines:NS',
  'ro-RO': 'Carmen:S',
  'ru-RU': 'Maxim:S Tatyana:S',
  'sv-SE': 'Astrid:S Elin:N',
  'tr-TR': 'Burcu:N Filiz:S',
  'yue-CN': 'Hiujin:N',
};

/** Each voice of a language and its engines. */
const voicesOf = (language: string): Map<string, Engine[]> =>
  new Map(
    (Object.hasOwn(VOICES, language) ? (VOICES[language] ?? '') : '')
      .split(' ')
      .filter((one) => one !== '')
      .map((one) => {
        const [voice = '', letters = ''] = one.split(':');
        return [voice, ENGINES.filter((engine) => letters.includes(engine.charAt(0)))];
      }),
  );

/**
 * The voice of a language for which none is written: its first one with the engine, by default Neural, else its first one with
 * whatever engine that has. Empty for a language without voices.
 */
export const defaultVoice = (language: string, engine?: Engine): { voice: string; engine?: Engine } => {
  const voices = [...voicesOf(language)];
  const [voice] = voices.find(([, engines]) => engines.includes(engine ?? DEFAULT_ENGINE)) ?? [];
  if (voice !== undefined) return { voice, ...(engine && { engine }) };
  const [first, engines] = voices[0] ?? ['', []];
  const other = engine ?? engines[0];
  return { voice: first, ...(other && { engine: other }) };
};

/** Why callers would hear silence: Polly has no such voice, or not for this language or engine. Null when it has. */
export const voiceFault = (
  language: string,
  voice: string,
  engine: Engine = DEFAULT_ENGINE,
): { field: 'code' | 'voice' | 'engine'; message: string } | null => {
  const voices = voicesOf(language);
  if (voices.size === 0)
    return {
      field: 'code',
      message: `Amazon Polly has no voice for ${language} (as of ${LISTED})${didYouMean(language, Object.keys(VOICES))}`,
    };
  if (voice === '') return null;
  const engines = voices.get(voice);
  if (!engines) {
    const known = [...voices.keys()].join(', ');
    return {
      field: 'voice',
      message: `Amazon Polly has no voice ${voice} for ${language} (as of ${LISTED}); use one of ${known}${didYouMean(voice, voices.keys())}`,
    };
  }
  const message = `Amazon Polly has ${voice} with the engine ${engines.join(' or ')} (as of ${LISTED}), not with ${engine}, the default unless engine is set`;
  return engines.includes(engine) ? null : { field: 'engine', message: message };
};
