import { type Action, type Branch, branchesOf, type Flow } from '../../language/flow.ts';

/** One way to reach an action in one state; `from` is the step before. */
export type Visit<State> = { action: Action; index: number; state: State; from: Visit<State> | null };

/**
 * Every (action, state) that some way from the start reaches, the shortest way to each. `after` gives the state in
 * which a branch leaves an action, or null when the branch cannot be taken in that state. Ways are the graph's: what a
 * Compare found before is not remembered.
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

/** The way in words: `"Start" → "Ask" → "End"`. */
export const formatPath = <State>(visit: Visit<State>): string => {
  const steps: string[] = [];
  for (let at: Visit<State> | null = visit; at; at = at.from) steps.unshift(`"${at.action.Identifier}"`);
  return steps.join(' → ');
};

/** The first visit of each action among these. */
export const firstOfEach = <State>(visits: readonly Visit<State>[]): Visit<State>[] => [
  ...new Map(visits.toReversed().map((visit) => [visit.index, visit])).values(),
];
