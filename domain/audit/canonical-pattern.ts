import type * as z from '../zod.ts';

/** A schema as zod keeps it: its kind, and what the kind needs. */
type Def = {
  type: string;
  checks?: { _zod: { def: CheckDef } }[];
  shape?: Record<string, z.ZodMiniType>;
  innerType?: z.ZodMiniType;
  element?: z.ZodMiniType;
  keyType?: z.ZodMiniType;
  valueType?: z.ZodMiniType;
  catchall?: z.ZodMiniType;
  entries?: Record<string, string>;
  values?: unknown[];
};
type CheckDef = { check: string; minimum?: number; maximum?: number; value?: number; pattern?: RegExp };

const defOf = (schema: z.ZodMiniType): Def => schema._zod.def as unknown as Def;
const checksOf = ({ checks = [] }: Def): CheckDef[] => checks.map((check) => check._zod.def);

/** What stands in canonical JSON as it is. Letters beyond the first plane take two units, and are left to the slow way. */
const LETTER = '[ !#-\\[\\]-\\ud7ff\\ue000-\\uffff]';
const PLAIN_TEXT = '[ !#-\\[\\]-~]*';

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A schema this file does not know how to write as a pattern: events of the shape go the slow way. */
class NoPattern extends Error {}

type Records = 'short' | 'any';

const known = (isKnown: boolean): void => {
  if (!isKnown) throw new NoPattern();
};

const text = (def: Def): string => {
  const checks = checksOf(def);
  const [form] = checks.filter(({ check }) => check === 'string_format');
  if (form?.pattern) {
    const { source, flags } = form.pattern;
    known(checks.length === 1 && flags === '' && /^\^.*\$$/.test(source));
    return `"(?=${PLAIN_TEXT}")(?:${source.slice(1, -1)})"`;
  }
  known(checks.every(({ check }) => check === 'min_length' || check === 'max_length'));
  const least = checks.find(({ minimum }) => minimum !== undefined)?.minimum ?? 0;
  const most = checks.find(({ maximum }) => maximum !== undefined)?.maximum ?? '';
  return `"${LETTER}{${least},${most}}"`;
};

/** Up to fifteen digits, which are safe whatever they are; bounds by counting them up. */
const wholeNumber = (def: Def): string => {
  const checks = checksOf(def);
  known(checks.every(({ check }) => check === 'greater_than' || check === 'less_than'));
  const least = checks.find(({ check }) => check === 'greater_than')?.value;
  const most = checks.find(({ check }) => check === 'less_than')?.value;
  if (least !== undefined && most !== undefined && most - least < 20)
    return `(?:${Array.from({ length: most - least + 1 }, (_, more) => least + more).join('|')})`;
  known(most === undefined && (least === 0 || least === 1));
  return least === 0 ? '(?:0|[1-9][0-9]{0,14})' : '[1-9][0-9]{0,14}';
};

const list = (def: Def, records: Records): string => {
  const least = checksOf(def).find(({ check }) => check === 'min_length')?.minimum ?? 0;
  const most = checksOf(def).find(({ check }) => check === 'max_length')?.maximum;
  known(def.element !== undefined && most !== undefined && most > least);
  const one = canonicalPattern(def.element as z.ZodMiniType, records);
  return `\\[${one}(?:,${one}){${Math.max(0, least - 1)},${(most ?? 1) - 1}}\\]`;
};

const object = (def: Def, records: Records): string => {
  known(def.catchall !== undefined && defOf(def.catchall).type === 'never' && checksOf(def).length === 0);
  const members = Object.entries(def.shape ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `"${escaped(key)}":${canonicalPattern(value, records)}`);
  return `\\{${members.join(',')}\\}`;
};

const WRITTEN: Record<string, (def: Def, records: Records) => string> = {
  string: text,
  number: wholeNumber,
  boolean: () => '(?:true|false)',
  literal: ({ values = [] }) => `(?:${values.map((value) => escaped(JSON.stringify(value))).join('|')})`,
  enum: ({ entries = {} }) => `"(?:${Object.values(entries).map(escaped).join('|')})"`,
  nullable: (def, records) => `(?:null|${canonicalPattern(def.innerType as z.ZodMiniType, records)})`,
  array: list,
  record: ({ keyType, valueType }, records) => {
    const one = [keyType, valueType]
      .map((each) => canonicalPattern(each as z.ZodMiniType, records))
      .join(':');
    return `\\{(?:${one}${records === 'any' ? `(?:,${one})*` : ''})?\\}`;
  },
  object,
};

/** @throws NoPattern for a schema that cannot be written so */
const canonicalPattern = (schema: z.ZodMiniType, records: Records): string => {
  const def = defOf(schema);
  const write = WRITTEN[def.type];
  if (!write) throw new NoPattern();
  return write(def, records);
};

/**
 * A regular expression that nothing matches but canonical JSON (RFC 8785) of what the schema allows; null when there is
 * none. It need not match all of it: what it misses is looked at another way. `any` lets records have more than one
 * entry, whose order no pattern can tell: that is for the caller to check.
 */
export const patternOf = (schema: z.ZodMiniType, records: Records): RegExp | null => {
  try {
    return new RegExp(`^${canonicalPattern(schema, records)}$`);
  } catch (error) {
    if (error instanceof NoPattern) return null;
    throw error;
  }
};
