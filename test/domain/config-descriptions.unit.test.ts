import { expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../domain/config/parse-config.ts';

/** The fields without a description, at any depth. */
const undescribed = (schema: unknown, path: string): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties') return undescribed(value, Array.isArray(schema) ? path : `${path}/${key}`);
    return Object.entries(value as Record<string, { description?: string }>).flatMap(([name, field]) => [
      ...(field.description ? [] : [`${path}.${name}`]),
      ...undescribed(field, `${path}.${name}`),
    ]);
  });
};

it('every field of the configuration has a description', () => {
  expect(undescribed(z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }), '')).toStrictEqual([]);
});
