import { z } from 'zod';
import type { Reply } from '../../../handlers/connect-event.ts';
import { project } from '../../../handlers/project.ts';
import { publish } from '../../../handlers/publish.ts';
import type { Random } from '../../kit/random.ts';
import type { Lambda } from '../../kit/replies.ts';
import { lambda } from '../lambdas.ts';
import { type Stage, stage } from '../stage.ts';
import { fuzzedCall } from './calls.ts';
import { fuzzedBatch } from './records.ts';
import { isOurs } from './valid-calls.ts';

/** A line that gets odd input, and all that it told anybody. */
export type World = {
  line: Stage;
  told: { replies: Reply[]; errors: Error[] };
  directory: string;
  /** Sends one odd input to a call handler, or to a stream handler; answers what was wrong with what came of it. */
  call(random: Random): Promise<string[]>;
  batch(random: Random): Promise<string[]>;
};

const BATCH_REPLY = z.strictObject({
  batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string().min(1) })),
});

type Outcome<Reply> = { reply: Reply } | { error: Error };

const outcomeOf = <Reply>(promise: Promise<Reply>): Promise<Outcome<Reply>> =>
  promise.then(
    (reply) => ({ reply }),
    (error: Error) => ({ error }),
  );

export const world = async (): Promise<World> => {
  const line = await stage();
  const { ports, items } = line;
  const told: World['told'] = { replies: [], errors: [] };
  const handlers = {
    OneTimePin: lambda('OneTimePin', ports),
    VerifyPin: lambda('VerifyPin', ports),
    CheckEmergency: lambda('CheckEmergency', ports),
    UpdateEmergency: lambda('UpdateEmergency', ports),
  };
  const consumers = [project(ports), publish(ports)];
  return {
    line,
    told,
    directory: JSON.stringify([...ports.directory.rows]),
    async call(random) {
      const sent = fuzzedCall(random, ports, 10 + told.replies.length + told.errors.length);
      ports.system.advance(random.below(20_000));
      const before = [items.length, ports.sms.sent.length];
      const outcome = await outcomeOf(handlers[sent.lambda](sent.event));
      if ('reply' in outcome) told.replies.push(outcome.reply);
      else told.errors.push(outcome.error);
      const wrote = items.length - (before[0] ?? 0) + ports.sms.sent.length - (before[1] ?? 0);
      const { instanceArn } = ports.config.connect;
      return callFaults(sent.lambda, isOurs(sent.lambda, sent.event, instanceArn), outcome, wrote);
    },
    async batch(random) {
      const outcome = await outcomeOf(random.pick(consumers)(fuzzedBatch(random, items)));
      if ('error' in outcome)
        return outcome.error instanceof z.core.$ZodError ? [] : [`a consumer threw ${outcome.error.name}`];
      return BATCH_REPLY.safeParse(outcome.reply).success ? [] : ['a consumer answered outside the schema'];
    },
  };
};

/** An event, an event and a text with its outcome: no block ever does more. */
const MOST = 3;

const callFaults = (name: Lambda, ours: boolean, outcome: Outcome<Reply>, wrote: number): string[] => {
  if ('reply' in outcome) {
    if (!ours) return [`${name} answered what no flow of ours sends`];
    return wrote > MOST ? [`${name} wrote ${wrote} times`] : [];
  }
  const { error } = outcome;
  if (error.name !== 'BadFlowEvent') return [`${name} threw ${error.name}`];
  if (wrote > 0) return [`${name} refused and wrote all the same`];
  return ours && !/step: another block/.test(error.message) ? [`${name} refused what our flows send`] : [];
};
