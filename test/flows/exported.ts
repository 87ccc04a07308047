import type { Action, Flow } from '../../flows/language/flow.ts';

type Parts = Partial<Pick<Action, 'Parameters' | 'Transitions'>>;

export const act = (Identifier: string, Type: string, parts: Parts = {}): Action => ({
  Parameters: {},
  Identifier,
  Type,
  Transitions: {},
  ...parts,
});

export const end = act('Hang up', 'DisconnectParticipant');

/** A prompt, so that a flow about another rule does not end in silence. */
export const say = (id: string, next: string): Action =>
  act(id, 'MessageParticipant', { Parameters: { Text: 'Hello' }, Transitions: { NextAction: next } });

export const errors = (to: string, ...types: string[]) =>
  types.map((ErrorType) => ({ NextAction: to, ErrorType }));

export const when = (operand: string, to: string, operator = 'Equals') => ({
  NextAction: to,
  Condition: { Operator: operator, Operands: [operand] },
});

/** A flow of these actions, from the first to a goodbye. */
export const flowOf = (...actions: Action[]): Flow => ({
  Version: '2019-10-30',
  StartAction: actions[0]?.Identifier ?? '',
  Actions: [...actions, say('Say goodbye', 'Hang up'), end],
});
