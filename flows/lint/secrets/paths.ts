import { type Action, type Branch, branchesOf, type Flow } from '../../language/flow.ts';

/** A path to an action in one state; `from` is the previous step. */
export type Visit<State> = { action: Action; index: number; state: State; from: Visit<State> | null };

/**
 * Every reachable (action, state) with a shortest path to it. `after` returns the state after a branch, or null when the
 * branch cannot be taken in that state. Paths are those of the graph: earlier results of a Compare do not restrict them.
 */
export const reachableStates = <State>(
  flow: Flow,
  start: State,
  after: (action: Action, branch: Branch, state: State) => State | null,
): Visit<State>[] => {
  const indexes = new Map(flow.Actions.map(({ Identifier }, index) => [Identifier, index]));
  const visits: Visit<State>[] = [];
  const seen = new Set<string>();
  const reach = (identifier: string, state: State, from: Visit<State> | null) => {
    const index = indexes.get(identifier);
    const action = index === undefined ? undefined : flow.Actions[index];
    const key = JSON.stringify([identifier, state]);
    if (index === undefined || !action || seen.has(key)) return;
    seen.add(key);
    visits.push({ action, index, state, from });
  };
  reach(flow.StartAction, start, null);
  for (const visit of visits) {
    for (const branch of branchesOf(visit.action)) {
      const state = after(visit.action, branch, visit.state);
      if (state !== null) reach(branch.to, state, visit);
    }
  }
  return visits;
};

/** Formats the path of a visit: `"Start" → "Ask" → "End"`. */
export const formatPath = <State>(visit: Visit<State>): string => {
  const steps: string[] = [];
  for (let at: Visit<State> | null = visit; at; at = at.from) steps.unshift(`"${at.action.Identifier}"`);
  return steps.join(' → ');
};

/** The first visit of each action. */
export const firstOfEach = <State>(visits: readonly Visit<State>[]): Visit<State>[] => [
  ...new Map(visits.toReversed().map((visit) => [visit.index, visit])).values(),
];
