import * as z from '../zod.ts';
import { ExplainedError } from './explained-error.ts';

/** Outcome of an event, for filtering refusals and failures. */
export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The log holds an event that this version cannot read: deploy the version that wrote it, or a newer one. */
export class UnknownEvent extends ExplainedError {
  readonly code = 'UnknownEvent';
}

type Payload = Record<string, unknown>;
type Upcast = (old: Payload) => Payload;

/** The definition of one type of event: schema, version, outcome, sentence, private fields and upcasters. */
export type EventDefinition<
  Name extends string = string,
  Schema extends z.ZodMiniObject = z.ZodMiniObject,
> = {
  readonly name: Name;
  readonly version: number;
  readonly description: string;
  readonly outcome: Outcome;
  /** Built on first use: a Lambda meets few types of event, and this shortens its cold start. */
  payload(): Schema;
  readonly privateFields: readonly string[];
  readonly upcast: Readonly<Record<number, Upcast>>;
  sentence(payload: z.infer<Schema>): string;
};

/** The versions before this one: `1 | 2` of `3`. */
type VersionsBefore<
  Version extends number,
  Counted extends unknown[] = [unknown],
> = Counted['length'] extends Version
  ? never
  : Counted['length'] | VersionsBefore<Version, [...Counted, unknown]>;

type Fields = z.core.$ZodLooseShape;
type Strict<Shape extends Fields> = ReturnType<typeof z.strictObject<Shape>>;

type Definition<Version extends number, Shape extends Fields> = {
  /** Increases with every change of the payload; stored events keep theirs and are upcast when read. */
  version: Version;
  /** For the catalogue of events and the published schema. */
  description: string;
  outcome: Outcome;
  payload: () => Shape;
  /** Fields that are never published on the bus. */
  privateFields?: readonly (keyof Shape & string)[];
  /** One plain sentence for people who read the history. */
  sentence: (payload: z.infer<Strict<Shape>>) => string;
} & (Version extends 1
  ? { upcast?: never }
  : {
      /** By old version: turns its payload into that of the next version. Pure. */
      upcast: Readonly<Record<VersionsBefore<Version>, Upcast>>;
    });

/** Defines one type of event. A missing part does not compile, an upcaster for each older version included. */
export const defineEvent = <Name extends string, const Version extends number, Shape extends Fields>(
  name: Name,
  definition: Definition<Version, Shape>,
): EventDefinition<Name, Strict<Shape>> => ({
  name,
  privateFields: [],
  ...definition,
  upcast: definition.upcast ?? {},
  payload: z.once(() => z.strictObject(definition.payload())),
});

/** The events of one kind of stream, by name. */
export const eventsByName = <Definitions extends readonly EventDefinition[]>(...definitions: Definitions) =>
  Object.fromEntries(definitions.map((definition) => [definition.name, definition])) as {
    readonly [Name in Definitions[number]['name']]: Extract<Definitions[number], { name: Name }>;
  };

/** The union of the defined events, as deciders return them. */
export type EventOf<Definitions extends Readonly<Record<string, EventDefinition>>> = {
  [Name in keyof Definitions & string]: {
    type: Name;
    data: z.infer<ReturnType<Definitions[Name]['payload']>>;
  };
}[keyof Definitions & string];
