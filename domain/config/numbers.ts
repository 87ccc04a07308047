import type { Config } from './config.ts';

/** Every number of the line, the administrators' first. */
export const numbersOf = ({ lines }: Pick<Config, 'lines'>): string[] => [
  ...lines.admin,
  ...lines.customer.map(({ number }) => number),
];
