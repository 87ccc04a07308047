import { expect } from 'vitest';
import type { Ran } from './product.ts';

/** As every refusal must be: status 2, one error in words on stderr, nothing else; no stack and no number. */
export const refused = async (
  ran: Promise<Ran>,
  says: RegExp,
  form: 'text' | 'json' = 'text',
): Promise<void> => {
  const { code, stdout, stderr } = await ran;
  const message = form === 'json' ? JSON.parse(stderr).error.message : stderr;
  expect(message).toMatch(says);
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at |node:|Unexpected error/);
  expect(stderr.replaceAll('+6591110001', '')).not.toMatch(/\d{7}/);
  if (form === 'text') expect(stderr).toMatch(/^emergency: .*[^.]\n$/s);
};
