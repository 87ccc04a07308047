import { branchesOf, type Flow } from '../language/flow.ts';
import { type Check, describe, problem } from './rules.ts';

const reachable = (flow: Flow): ReadonlySet<string> => {
  const actions = new Map(flow.Actions.map((action) => [action.Identifier, action]));
  const seen = new Set([flow.StartAction]);
  for (const identifier of seen) {
    const action = actions.get(identifier);
    for (const { to } of action ? branchesOf(action) : []) seen.add(to);
  }
  return seen;
};

/** Every transition leads to an existing action, and every action is reachable from the start action. */
export const checkGraph: Check = (flow) => {
  const known = new Set(flow.Actions.map(({ Identifier }) => Identifier));
  if (!known.has(flow.StartAction)) {
    return [
      problem(
        'unknown-start',
        ['StartAction'],
        `names "${flow.StartAction}", which is not an action of this flow`,
      ),
    ];
  }
  const reached = reachable(flow);
  return flow.Actions.flatMap((action, index) => [
    ...branchesOf(action)
      .filter(({ to }) => !known.has(to))
      .map(({ to, path }) =>
        problem(
          'unknown-target',
          ['Actions', index, ...path],
          `${describe(action)} continues to "${to}", which is not an action of this flow`,
        ),
      ),
    ...(reached.has(action.Identifier)
      ? []
      : [
          problem(
            'unreachable',
            ['Actions', index],
            `${describe(action)} is unreachable from the start action`,
          ),
        ]),
  ]);
};
