import { describe, expect, it } from 'vitest';
import { eventDefinitions } from '../../../domain/emergency/events.ts';
import { auditForged, type Forged, productLog } from './forged-log.ts';
import { FORGERIES, NAMED_FORGERIES, RIGHT_CHANGE } from './forgeries.ts';

const log = productLog();

const placeOf = ({ stream }: Forged, items: readonly { pk: string }[], forged: readonly Forged[]) => {
  const seq = items.filter(({ pk }) => pk === stream).length;
  return `${stream}#${seq + forged.filter((one) => one.stream === stream).length}`;
};

describe('verification of what could have been decided', () => {
  it('finds nothing in a history that the product made', async () => {
    const report = await auditForged(await log, []);
    expect({ verdict: report.verdict, undecided: report.undecided.events }).toEqual({
      verdict: 'intact',
      undecided: [],
    });
    expect(report.unchecked).toEqual({ events: 0, oldStates: 0, newStates: 0 });
  });

  it('finds nothing in a change that is authorized in all parts', async () => {
    const made = await log;
    expect((await auditForged(made, RIGHT_CHANGE(made))).undecided.events).toEqual([]);
  });

  it.each(NAMED_FORGERIES)('finds a forged %s', async (_, forgery) => {
    const made = await log;
    const forged = forgery(made);
    const last = forged.at(-1) as Forged;
    const { verdict, findings, undecided } = await auditForged(made, forged);
    expect({ verdict, findings, places: [...new Set(undecided.events.map(({ place }) => place))] }).toEqual({
      verdict: 'undecided',
      findings: [],
      places: [placeOf(last, made.items, forged)],
    });
  });

  it('has a forgery of every type of event', () => {
    const types = new Set(eventDefinitions().map(({ name }) => name));
    expect(Object.keys(FORGERIES).sort()).toEqual([...types].sort());
  });
});
