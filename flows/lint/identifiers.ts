import { identifierFault } from '../language/identifiers.ts';
import { type Check, describe, problem } from './rules.ts';

/** Identifiers are valid and unique. */
export const checkIdentifiers: Check = (flow) => {
  const first = new Map<string, number>();
  return flow.Actions.flatMap((action, index) => {
    const path = ['Actions', index, 'Identifier'];
    const fault = identifierFault(action.Identifier);
    const before = first.get(action.Identifier);
    first.set(action.Identifier, before ?? index);
    return [
      ...(fault ? [problem('identifier', path, `the identifier of ${describe(action)} ${fault}`)] : []),
      ...(before === undefined
        ? []
        : [
            problem(
              'duplicate-identifier',
              path,
              `${describe(action)} has the same identifier as Actions[${before}]`,
            ),
          ]),
    ];
  });
};
