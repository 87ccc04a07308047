import { type Action, branchesOf } from '../language/flow.ts';

export type Position = { x: number; y: number };

/** Position of the entry block in a new flow of the console (measured). */
export const ENTRY: Position = { x: 40, y: 40 };
/** Pixels: a block is about 200 wide; a menu with eight keys about 400 high. */
const COLUMN = 280;
const ROW = 200;

/**
 * Positions that read left to right: an action is one column right of the first action that leads to it, targets of
 * errors below the others. Unreachable actions are in the first column.
 */
export const layout = (start: string, actions: readonly Action[]): Map<string, Position> => {
  const byIdentifier = new Map(actions.map((action) => [action.Identifier, action]));
  const columns = new Map([[start, 1]]);
  for (const [identifier, column] of columns) {
    const action = byIdentifier.get(identifier);
    for (const to of action ? targetsOf(action) : []) {
      if (!columns.has(to)) columns.set(to, column + 1);
    }
  }
  const rows = new Map<number, number>();
  const position = (identifier: string): [string, Position] => {
    const column = columns.get(identifier) ?? 1;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return [identifier, { x: ENTRY.x + column * COLUMN, y: ENTRY.y + row * ROW }];
  };
  const inOrder = [...columns.keys(), ...byIdentifier.keys()];
  return new Map([...new Set(inOrder)].filter((name) => byIdentifier.has(name)).map(position));
};

const targetsOf = (action: Action): string[] => {
  const branches = branchesOf(action);
  const isError = ({ error }: (typeof branches)[number]) => error !== undefined;
  return [...branches.filter((branch) => !isError(branch)), ...branches.filter(isError)].map(({ to }) => to);
};
