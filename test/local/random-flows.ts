import fc from 'fast-check';
import {
  action,
  compare,
  type Draft,
  digits,
  flow,
  hangUp,
  invoke,
  language,
  logging,
  loop,
  menu,
  message,
  recording,
  setAttributes,
  setFlowAttributes,
  transfer,
  voice,
} from '../../flows/build.ts';
import type { Flow } from '../../flows/language/flow.ts';
import { lambdaArn } from './line.ts';

/** Inputs of a random action: its own name, and any action of the flow. */
export type Make = (id: string, to: () => string) => Draft;

const READ = [
  '$.Attributes.a',
  '$.External.status',
  '$.FlowAttributes.f',
  '$.StoredCustomerInput',
  '$.Channel',
];

export const MAKERS: readonly Make[] = [
  (id, to) => message(id, `${id} says $.Attributes.a and $.External.status`, to()),
  (id, to) =>
    menu(id, `${id} asks`, { keys: { '1': to(), '2': to() }, seconds: 5, otherwise: to(), silence: to() }),
  (id, to) => digits(id, `${id} asks for digits`, { length: 4, seconds: 9, next: to(), onError: to() }),
  (id, to) =>
    invoke(id, lambdaArn('Fn'), {
      parameters: { entered: '$.StoredCustomerInput' },
      next: to(),
      onError: to(),
    }),
  (id, to) => compare(id, '$.External.status', { is: { one: to(), two: to() }, otherwise: to() }),
  (id, to) => compare(id, '$.Attributes.a', { is: { '$.Attributes.b': to() }, otherwise: to() }),
  (id, to) =>
    setAttributes(id, { a: READ[id.length % READ.length] ?? '', b: 'b' }, { next: to(), onError: to() }),
  (id, to) => setFlowAttributes(id, { f: '$.Attributes.a' }, { next: to(), onError: to() }),
  (id, to) => logging(id, 'Enabled', to()),
  (id, to) => logging(id, 'Disabled', to()),
  (id, to) => recording(id, 'Enabled', to()),
  (id, to) => recording(id, 'Disabled', to()),
  (id, to) => voice(id, { voice: 'Lucia' }, { next: to(), onError: to() }),
  (id, to) => language(id, 'es-ES', { next: to(), onError: to() }),
  (id, to) => loop(id, id.length, { again: to(), done: to() }),
  (id, to) => transfer(id, 'Random', to()),
  (id, to) => action(id, 'TransferContactToQueue', {}, { next: to(), onError: to() }),
  (id) => hangUp(id),
];

/** Mostly actions that the rules on secrets concern, so that more flows break some rules and obey others. */
export const SECRET_MAKERS: readonly Make[] = [
  (id, to) =>
    invoke(id, lambdaArn('Fn'), {
      parameters: { entered: '$.StoredCustomerInput' },
      next: to(),
      onError: to(),
    }),
  (id, to) => action(id, 'UpdateContactTargetQueue', { QueueId: 'q' }, { next: to(), onError: to() }),
  (id, to) => action(id, 'TransferContactToQueue', {}, { next: to(), onError: to() }),
  (id, to) => message(id, `${id} says`, to()),
  (id, to) => digits(id, `${id} asks for digits`, { length: 4, seconds: 9, next: to(), onError: to() }),
  (id, to) => menu(id, `${id} asks`, { keys: { '1': to() }, seconds: 5, otherwise: to() }),
  (id, to) => logging(id, 'Enabled', to()),
  (id, to) => logging(id, 'Disabled', to()),
  (id, to) => logging(id, 'Disabled', to()),
  (id, to) => recording(id, 'Enabled', to()),
  (id, to) => recording(id, 'Disabled', to()),
  (id, to) => recording(id, 'Disabled', to()),
  (id, to) => loop(id, id.length, { again: to(), done: to() }),
  (id, to) => loop(id, id.length, { again: to(), done: to() }),
];

/** Any valid flow of one to twelve of these actions; most are nonsense, and none may break the engine. */
export const randomFlow = (makers: readonly Make[]): fc.Arbitrary<Flow> =>
  fc
    .array(fc.tuple(fc.nat(makers.length - 1), fc.array(fc.nat(), { minLength: 4, maxLength: 4 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((choices) => {
      const ids = [...choices.map((_, index) => 'x'.repeat((index % 4) + 1) + index), 'Hang up'];
      const drafts = choices.map(([maker, targets], index) => {
        let used = 0;
        const to = () => {
          used += 1;
          return ids[(targets[used - 1] ?? 0) % ids.length] ?? '';
        };
        return makers[maker]?.(ids[index] ?? '', to) ?? hangUp(ids[index] ?? '');
      });
      return flow('Random', 'Any flow', ids[0] ?? '', [...drafts, hangUp('Hang up')]);
    });
