import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Figure, type Settings, verdict } from './figure.ts';
import { appendFigure } from './figures/append.ts';
import { auditHistoryFigure } from './figures/audit-history.ts';
import { bundlesFigure } from './figures/bundles.ts';
import { checkEmergencyFigure } from './figures/check-emergency.ts';
import { heardFigure } from './figures/heard.ts';
import { longHistoryFigure } from './figures/long-history.ts';
import { projectorFigure } from './figures/projector.ts';
import { startFigure } from './figures/start.ts';
import { testsFigure } from './figures/tests.ts';
import { verifyFigure } from './figures/verify.ts';
import { page } from './page.ts';
import { reportOf } from './report.ts';

const FIGURES: Record<string, (settings: Settings) => Promise<Figure>> = {
  check: checkEmergencyFigure,
  append: appendFigure,
  history: longHistoryFigure,
  projector: projectorFigure,
  heard: heardFigure,
  bundles: bundlesFigure,
  start: startFigure,
  tests: testsFigure,
  verify: verifyFigure,
  audit: auditHistoryFigure,
};

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(FIGURES).join(',') },
    seed: { type: 'string', default: '20261122' },
    'test-seconds': { type: 'string' },
    page: { type: 'string' },
  },
});
const seed = Number(values.seed);
const testSeconds = values['test-seconds'] === undefined ? null : Number(values['test-seconds']);

/** Measures the figures one after the other; exit status 1 when one could not be measured. */
const measured: Figure[] = [];
for (const name of values.only.split(',')) {
  try {
    const measure = FIGURES[name];
    if (!measure) throw new Error(`unknown figure; use one of ${Object.keys(FIGURES).join(', ')}`);
    const figure = await measure({ seed, testSeconds });
    measured.push(figure);
    if (!values.json)
      console.log(
        `${figure.name}\n  target    ${figure.target}\n  measured  ${figure.measured}\n  ${verdict(figure)}`,
      );
  } catch (error) {
    console.error(`${name} could not be measured: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
const report = reportOf(measured, seed);
if (values.json) console.log(JSON.stringify(report, null, 2));
if (values.page !== undefined) writeFileSync(values.page, page(report));
