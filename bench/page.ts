import type { Report } from './report.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const verdict = (held: boolean | null) => (held === null ? 'not measured' : held ? 'met' : '**not met**');

/** `docs/figures.md`: the figures of one run, beside what was to be reached. */
export const page = ({
  figures,
  date,
  commit,
  node,
  machine,
  seed,
}: Report): string => `<!-- Made by npm run bench -- --page docs/figures.md. -->
# Figures

One run of \`npm run bench -- --page docs/figures.md --seed ${seed}\` on ${date}, at commit ${commit}, with Node ${node} on ${machine}.

| figure | to reach | measured | |
| --- | --- | --- | --- |
${figures.map(({ name, bar, measured, held }) => `| ${cell(name)} | ${cell(bar)} | ${cell(measured)} | ${verdict(held)} |`).join('\n')}

Requests and capacity units are exact. Times are ratios of medians within one run; the contestants alternate in an order shuffled by
the seed, against the embedded database on loopback. They are not latencies of DynamoDB, which takes longer, so that the product's own
share is smaller there. castore writes to a table of the same shape: its own index, the stream, and two indexes that every event
enters (DynamoDB updates indexes after it has replied, the embedded database before). Resident memory counts shared pages once per process.
\`npm run bench -- --json\` prints every contestant's p50, p95 and p99 and the spread of each ratio over five parts of the run.
`;
