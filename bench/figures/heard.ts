import { createCheckEmergency } from '../../handlers/composition/functions.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { startConsumers } from '../../local/event-source/consumers.ts';
import { localLambdas } from '../../local/lambdas.ts';
import { breakGlass } from '../../test/kit/break-glass.ts';
import { connectEvent } from '../../test/kit/connect-event.ts';
import type { Figure } from '../figure.ts';
import { milliseconds, quantile, rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';

const TARGET = 250;
const CHANGES = 300;

/**
 * Measures the time from the acknowledgement of a change to the first customer's call that hears it, with the real
 * consumers of the log's stream and the real board. Customers call without a pause.
 */
export const heardFigure = (): Promise<Figure> =>
  withTables(async ({ ctx, services }) => {
    const consumers = await startConsumers(ctx, services, null, await localLambdas(ctx, null));
    const check = createCheckEmergency(ctx);
    const call = connectEvent(
      ctx.config,
      { from: '+6591234567', contactId: 'contact-1', language: 'en-US' },
      { Center: 'Manila' },
    );
    const ports = { ...createStores(ctx), config: ctx.config, system: ctx.system };
    const waits: number[] = [];
    try {
      for (let change = 1; change <= CHANGES; change += 1) {
        const action = change % 2 === 1 ? 'set' : 'remove';
        const wanted = {
          locationId: 'Manila',
          action,
          emergencyType: 'weather',
          reason: 'benchmark',
        } as const;
        await breakGlass(ports, { principal: 'bench', actionId: `bench-${change}` }, wanted);
        const start = performance.now();
        while ((await check(call)).Emergency !== String(action === 'set'));
        waits.push(performance.now() - start);
      }
    } finally {
      await consumers.stop();
    }
    const p99 = quantile(waits, 0.99);
    return {
      name: 'a set is heard by the next customer call',
      target: `p99 ≤ ${TARGET} ms`,
      measured: `p99 ${milliseconds(p99)}, p50 ${milliseconds(quantile(waits, 0.5))}`,
      passed: rounded(p99) <= TARGET,
      details: summary(waits),
    };
  });
