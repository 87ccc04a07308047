import type { Report } from './report.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const verdict = (held: boolean | null) => (held === null ? 'not measured' : held ? 'held' : '**not held**');

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

How to read them: requests and capacity units are exact. Times are ratios of medians within one run, contestants in turn and in an
order shuffled by the seed, against the embedded database on loopback; they are no latencies of DynamoDB, which takes longer and
so makes the same work of ours a smaller part. castore writes to a table of the same shape as ours: its own index, the stream, and
two indexes that every event enters (DynamoDB fills indexes after it has answered, the embedded database before). Resident memory counts what processes share once for each of them.
\`npm run bench -- --json\` prints every contestant's p50, p95 and p99 and the spread of each ratio over five parts of the run.
`;
