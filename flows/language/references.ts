/**
 * First names of the JSONPaths a flow can read: `value` is a scalar, `keys` needs at least one more name, a list names
 * its only members. Source: the admin guide's list of attributes.
 */
const ROOTS: ReadonlyMap<string, 'value' | 'keys' | readonly string[]> = new Map<
  string,
  'value' | 'keys' | readonly string[]
>([
  ['Attributes', 'keys'],
  ['FlowAttributes', 'keys'],
  ['External', 'keys'],
  ['StoredCustomerInput', 'value'],
  ['CustomerEndpoint', ['Address', 'Type', 'DisplayName']],
  ['SystemEndpoint', ['Address', 'Type', 'DisplayName']],
  ['CallbackNumber', 'value'],
  ['CustomerCallBackPhoneNumber', 'value'],
  ['AdditionalEmailRecipients', ['ToList', 'CcList']],
  ['ContactId', 'value'],
  ['InitialContactId', 'value'],
  ['PreviousContactId', 'value'],
  ['RelatedContactId', 'value'],
  ['Channel', 'value'],
  ['InstanceARN', 'value'],
  ['InitiationMethod', 'value'],
  ['AwsRegion', 'value'],
  ['LanguageCode', 'value'],
  ['TextToSpeechVoiceId', 'value'],
  ['CustomerId', 'value'],
  ['Name', 'value'],
  ['Description', 'value'],
  ['Queue', 'keys'],
  ['References', 'keys'],
  ['Metrics', 'keys'],
  ['Lex', 'keys'],
  ['Media', 'keys'],
  ['MediaStreams', 'keys'],
  ['Task', 'keys'],
  ['Loop', 'keys'],
  ['Customer', 'keys'],
  ['Case', 'keys'],
  ['Views', 'keys'],
  ['Wisdom', 'keys'],
  ['Modules', 'keys'],
  ['Tags', 'keys'],
  ['SegmentAttributes', 'keys'],
  ['LambdaInvocation', 'keys'],
  ['Agent', 'keys'],
]);

/** A restricted dotted path (measured): `$.External.status`, `$.Attributes.['a name']`, `$.SegmentAttributes['connect:Subtype']`. */
const PATH = String.raw`\$(?:\.?\['[^'\]]+'\]|\.[A-Za-z_][\w-]*)(?:\.?\['[^'\]]+'\]|\.[\w-]+)*`;
const WHOLE = new RegExp(`^${PATH}$`, 'u');
const EMBEDDED = new RegExp(PATH, 'gu');
const SEGMENT = /\['([^'\]]+)'\]|\.([\w-]+)/gu;

const segmentsOf = (path: string): string[] =>
  [...path.matchAll(SEGMENT)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** Names of a text that is exactly one JSONPath (`$.External.status` → `External`, `status`), else null. */
export const parseReference = (text: string): string[] | null => (WHOLE.test(text) ? segmentsOf(text) : null);

/** The start of a JSONPath, valid or not; the dollar sign of an amount before a full stop is text. */
const BEGUN = /\$(?:\.?\[|\.[\p{L}_])/u;

/** Whether a text contains anything Connect would read as a JSONPath. */
export const isDynamic = (text: string): boolean => BEGUN.test(text);

/** Every JSONPath embedded in a text, as names. */
export const referencesIn = (text: string): string[][] =>
  [...text.matchAll(EMBEDDED)].map(([path]) => segmentsOf(path));

/** Replaces each embedded JSONPath by the result of `read` for its names. */
export const replaceReferences = (text: string, read: (names: string[]) => string): string =>
  text.replace(EMBEDDED, (path) => read(segmentsOf(path)));

const namesFault = (names: readonly string[]): string | null => {
  const path = `$.${names.join('.')}`;
  const kind = ROOTS.get(names[0] ?? '');
  if (kind === undefined) return null;
  if (kind === 'value') return names.length === 1 ? null : `${path} reads a member of a scalar`;
  if (names.length === 1) return `${path} is a group of values; add the name of one value`;
  if (kind === 'keys') return null;
  return names.length === 2 && kind.includes(names[1] ?? '')
    ? null
    : `${path} does not exist; use ${kind.join(' or ')}`;
};

/** Describes what is wrong with the JSONPaths in a text, or null. `groups`: a path may name a group of values. */
export const referenceFault = (text: string, { groups }: { groups?: true } = {}): string | null => {
  if (isDynamic(text.replace(EMBEDDED, '_'))) return 'contains a "$." that is not a JSONPath';
  return (
    referencesIn(text)
      .filter((names) => !groups || names.length > 1)
      .map(namesFault)
      .find((fault) => fault !== null) ?? null
  );
};

/** The first root name in a text that ROOTS lacks. AWS extends its list, so this is a warning. */
export const unknownRoot = (text: string): string | null =>
  referencesIn(text)
    .map(([root = '']) => root)
    .find((root) => !ROOTS.has(root)) ?? null;
