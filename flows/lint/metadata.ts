import { type Check, problem } from './rules.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** AWS's example capitalizes these keys; the console reads only lower camel case and else stacks all blocks at the origin (measured). */
export const checkMetadata: Check = ({ Metadata = {} }) => {
  const blocks = isObject(Metadata.ActionMetadata) ? Metadata.ActionMetadata : {};
  const capitalized = [
    ...('EntryPointPosition' in Metadata ? [['EntryPointPosition']] : []),
    ...Object.entries(blocks).flatMap(([identifier, block]) =>
      isObject(block) && 'Position' in block ? [['ActionMetadata', identifier, 'Position']] : [],
    ),
  ];
  return capitalized.map((path) =>
    problem(
      'metadata-case',
      ['Metadata', ...path],
      'is ignored by the console; start it with a lower-case letter',
    ),
  );
};
