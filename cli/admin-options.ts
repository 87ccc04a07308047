import type { E164 } from '../domain/emergency/index.ts';
import { typedNumber } from './typed-number.ts';

/** The longest name, in characters. */
export const MAX_NAME = 80;

export const numberOf = (text: string | undefined): E164 => typedNumber('--number', text);

/** Comma-separated ids. */
export const listOf = (text: string): string[] => text.split(',').map((id) => id.trim());
