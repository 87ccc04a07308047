import { createCheckEmergency } from '../../handlers/composition/functions.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { startConsumers } from '../../local/event-source/consumers.ts';
import { localLambdas } from '../../local/lambdas.ts';
import { breakGlass } from '../../test/kit/break-glass.ts';
import type { Figure } from '../figure.ts';
import { flowEvent } from '../flow-event.ts';
import { milliseconds, quantile, rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';

const BAR = 250;
const CHANGES = 300;

/**
 * From a change being acknowledged to the first customer's call that is answered by it: the real consumers of the log's
 * stream, the real board, nothing waits for anything. Customers call without a pause between.
 */
export const heardFigure = (): Promise<Figure> =>
  withTables(null, async ({ ctx, services }) => {
    const consumers = await startConsumers(ctx, services, null, await localLambdas(ctx, null));
    const check = createCheckEmergency(ctx);
    const call = flowEvent(ctx.config, 'contact-1', '+6591234567', { Center: 'Manila' });
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
      bar: `p99 ≤ ${BAR} ms`,
      measured: `p99 ${milliseconds(p99)}, p50 ${milliseconds(quantile(waits, 0.5))}`,
      held: rounded(p99) <= BAR,
      details: summary(waits),
    };
  });
