import { type Check, problem } from './rules.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** AWS's example capitalises these keys; the console reads lower camel case and stacks all blocks at the origin (measured). */
export const checkMetadata: Check = ({ Metadata = {} }) => {
  const blocks = isObject(Metadata.ActionMetadata) ? Metadata.ActionMetadata : {};
  const capitalised = [
    ...('EntryPointPosition' in Metadata ? [['EntryPointPosition']] : []),
    ...Object.entries(blocks).flatMap(([identifier, block]) =>
      isObject(block) && 'Position' in block ? [['ActionMetadata', identifier, 'Position']] : [],
    ),
  ];
  return capitalised.map((path) =>
    problem(
      'metadata-case',
      ['Metadata', ...path],
      'is not read by the console; write it with a small first letter',
    ),
  );
};
