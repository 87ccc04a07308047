import { CHECKPOINT } from './checkpoints.ts';
import { CONTENT, content, STRENGTHS } from './content.ts';
import type { Operator } from './operator.ts';
import { TABLE } from './table.ts';

export const OPERATORS: { name: string; of: 'event' | 'checkpoint'; apply: Operator }[] = [
  ...Object.entries(CONTENT).flatMap(([name, change]) =>
    STRENGTHS.map((strength) => ({
      name: `${name} (${strength})`,
      of: 'event' as const,
      apply: content(change, strength),
    })),
  ),
  ...Object.entries(TABLE).map(([name, apply]) => ({ name, of: 'event' as const, apply })),
  ...Object.entries(CHECKPOINT).map(([name, apply]) => ({ name, of: 'checkpoint' as const, apply })),
];
