import { isCanonical } from '../chain.ts';
import { type Body, bodySchema } from '../envelope.ts';
import { catalogue } from '../events/catalogue.ts';
import type { EventDefinition } from '../events/define-event.ts';
import * as z from '../zod.ts';
import { patternOf } from './canonical-pattern.ts';

type Exact = (text: string, event: Body) => boolean;

const never: Exact = () => false;

const exact = (kind: string, { name, version, payload }: EventDefinition): Exact => {
  const schema = z.strictObject({
    ...bodySchema().shape,
    data: payload(),
    schema: z.literal(version),
    type: z.literal(name),
    stream: z.matching(new RegExp(`^${kind}\\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79}$`)),
  });
  const [short, any] = [patternOf(schema, 'short'), patternOf(schema, 'any')];
  if (!short || !any) return never;
  return (text, event) => short.test(text) || (any.test(text) && isCanonical(text, event));
};

/**
 * The short way to know that a body is canonical and of its schema: for each type of event of a kind of stream, whether
 * a text and what JSON.parse made of it are for certain an event as it is written today. False says nothing: such a text
 * is to be read by the catalogue.
 */
export const exactBodies = (kind: keyof typeof catalogue): ((text: string, event: Body) => boolean) => {
  const made = new Map<string, Exact>();
  const definitions = new Map<string, EventDefinition>(Object.entries(catalogue[kind]));
  return (text, event) => {
    let check = made.get(event.type);
    if (!check) {
      const definition = definitions.get(event.type);
      check = definition ? exact(kind, definition) : never;
      if (definition) made.set(event.type, check);
    }
    return check(text, event);
  };
};
