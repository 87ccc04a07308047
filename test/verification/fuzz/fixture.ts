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

/** A line under fuzzing, with every reply and error it gave. */
export type FuzzedLine = {
  line: Stage;
  answers: { replies: Reply[]; errors: Error[] };
  directory: string;
  /** Sends one odd input to a call handler (`call`) or a stream handler (`batch`); answers the faults. */
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

export const fuzzedLine = async (): Promise<FuzzedLine> => {
  const line = await stage();
  const { ports, items } = line;
  const answers: FuzzedLine['answers'] = { replies: [], errors: [] };
  const handlers = {
    OneTimePin: lambda('OneTimePin', ports),
    VerifyPin: lambda('VerifyPin', ports),
    CheckEmergency: lambda('CheckEmergency', ports),
    UpdateEmergency: lambda('UpdateEmergency', ports),
  };
  const consumers = [project(ports), publish(ports)];
  return {
    line,
    answers,
    directory: JSON.stringify([...ports.directory.rows]),
    async call(random) {
      const sent = fuzzedCall(random, ports, 10 + answers.replies.length + answers.errors.length);
      ports.system.advance(random.below(20_000));
      const before = [items.length, ports.sms.sent.length];
      const outcome = await outcomeOf(handlers[sent.lambda](sent.event));
      if ('reply' in outcome) answers.replies.push(outcome.reply);
      else answers.errors.push(outcome.error);
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

/** Two events and a text: no block ever writes more. */
const MOST = 3;

const callFaults = (name: Lambda, ours: boolean, outcome: Outcome<Reply>, wrote: number): string[] => {
  if ('reply' in outcome) {
    if (!ours) return [`${name} answered an input no flow sends`];
    return wrote > MOST ? [`${name} wrote ${wrote} times`] : [];
  }
  return refusalFaults(name, ours, outcome.error, wrote);
};

/** A reused step is refused on record; nothing else that is refused writes. */
const refusalFaults = (name: Lambda, ours: boolean, error: Error, wrote: number): string[] => {
  if (error.name !== 'BadFlowEvent') return [`${name} threw ${error.name}`];
  const isReused = /step: another block/.test(error.message);
  if (wrote > (isReused ? 1 : 0)) return [`${name} refused but still wrote`];
  return ours && !isReused ? [`${name} refused an input the flows send`] : [];
};
