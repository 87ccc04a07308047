import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { configSchema } from '../domain/config/parse-config.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** The forms that a value may have. */
const formsOf = (schema: Schema): Schema[] => (schema.anyOf ?? schema.oneOf ?? [schema]).filter(isSchema);

const defaultOf = ({ default: value }: Schema): string => {
  if (value === undefined || value === '' || (typeof value === 'object' && value !== null)) return '';
  return `\`${JSON.stringify(value)}\``;
};

/** A row for each field of an object, and for those of the objects within it. */
const rowsOf = (schema: Schema, path: string): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (!isSchema(field)) return [];
    const isRequired = schema.required?.includes(name) && field.default === undefined;
    const place = `${path}${name}`;
    const choices = formsOf(field).flatMap((form) => (form.enum ?? []).map(String));
    const only = typeof field.const === 'string' ? `\`${field.const}\`: ` : '';
    const description = [
      `${only}${field.description ?? ''}`,
      choices.length > 0 ? `one of ${choices.join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join('; ');
    return [
      `| \`${place}\` | ${description.replaceAll('|', '\\|')} | ${isRequired ? 'required' : defaultOf(field)} |`,
      ...formsOf(field).flatMap((form) => [
        ...rowsOf(form, `${place}.`),
        ...(isSchema(form.items)
          ? formsOf(form.items as Schema).flatMap((one) => rowsOf(one, `${place}[].`))
          : []),
        ...(isSchema(form.additionalProperties)
          ? formsOf(form.additionalProperties).flatMap((one) => rowsOf(one, `${place}.*.`))
          : []),
      ]),
    ];
  });

const PAGE = new URL('../docs/configuration.md', import.meta.url);
const HEADING = '## Every field\n';

/** docs/configuration.md: what is written by hand, then the table of every field. */
export const configurationPage = (): string => {
  const [byHand = ''] = readFileSync(PAGE, 'utf8').split(HEADING);
  return `${byHand}${HEADING}\n${fieldTable()}\n`;
};

const fieldTable = (): string => {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }) as Schema;
  const rows = [...new Set(rowsOf(schema, ''))].filter((row) => !row.startsWith('| `$schema`'));
  return ['| field | what it is | default |', '| --- | --- | --- |', ...rows].join('\n');
};
