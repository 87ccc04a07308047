import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blocksOf, commandsOf, reasonNotRun, type Shown } from './console-blocks.ts';
import { enterProject, startHere } from './project.ts';
import { openShell, type Shell } from './shell.ts';
import { compareOutput } from './shown-output.ts';

const pages = [
  'README.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];
const blocks = pages.flatMap((page) => blocksOf(page).map((block) => ({ page, block })));
const run = blocks.filter(({ block }) => block.info === 'console');

it('every block of a page says what it is, and commands are in console blocks only', () => {
  const LANGUAGES = /^(console( not-run: .+)?|json|ts|py|ini|mermaid|text)$/;
  expect(blocks.filter(({ block }) => !LANGUAGES.test(block.info))).toStrictEqual([]);
  const isCommand = (line: string) => /^(\$ |(npx |emergency|npm|aws|node|cdk) )/.test(line);
  const others = blocks.filter(
    ({ block }) => !block.info.startsWith('console') && block.lines.some(isCommand),
  );
  expect(others).toStrictEqual([]);
});

it('the commands that are not run are these, for these reasons', () => {
  const left = blocks.flatMap(({ page, block }) => {
    const reason = reasonNotRun(block);
    return reason === null
      ? []
      : commandsOf(block).map(
          ({ command }) => `${page}: ${command.split(/ {2,}#/)[0]?.slice(0, 30)}: ${reason}`,
        );
  });
  expect(left).toStrictEqual(NOT_RUN);
});

/** The line's time where a page sets none. */
const NOW = '2026-11-22T09:00:00.000Z';

/** Later at each question, so that what happens is never at the same time. */
const movableClock = () => {
  const real = Date.now;
  let [offset, last] = [0, 0];
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
    last = Math.max(last + 1, real() + offset);
    return last;
  });
  return {
    set: (now: number) => {
      offset = now - real();
      last = 0;
    },
    restore: () => clock.mockRestore(),
  };
};

/** What the page calls by an id of its own is called by the real one. */
const withIds = (command: string, ids: Map<string, string>): string =>
  [...ids].reduce((text, [shown, id]) => text.replaceAll(shown, id), command);

describe('a page', () => {
  let leave: () => void;
  let clock: ReturnType<typeof movableClock>;
  let stop: () => Promise<void>;

  beforeEach(() => {
    leave = enterProject();
    stop = async () => {};
    clock = movableClock();
  });
  afterEach(async () => {
    await stop();
    clock.restore();
    leave();
  });

  /** Runs one command and compares; `ids` gets the real id for each one of the page. */
  const check = async ({ command, output, line }: Shown, shell: Shell, ids: Map<string, string>) => {
    const keys = output.flatMap((text) => /^ {2}Keys: (\S+)$/.exec(text)?.[1] ?? []);
    const { status, out } = await shell(withIds(command, ids), keys);
    if (output.length === 0) {
      expect({ status, out }, command).toMatchObject({ status: 0 });
      return;
    }
    const found = compareOutput(output, out);
    if (found === null) expect(`line ${line}: ${out}`, command).toBe(`line ${line}: ${output.join('\n')}`);
    for (const [shown, id] of found ?? []) ids.set(shown, id);
  };

  it.each([...new Set(run.map(({ page }) => page))])(
    '%s shows commands that print what it says',
    async (page) => {
      const ours = run.flatMap((one) => (one.page === page ? one.block : []));
      // Before the time of the first block: what the start writes to the log is older than what the page does.
      clock.set(Date.parse(ours.find(({ now }) => now !== null)?.now ?? NOW) - 60_000);
      stop = await startHere();
      const [shell, ids] = [openShell(), new Map<string, string>()];
      for (const block of ours) {
        if (block.now !== null) clock.set(Date.parse(block.now));
        for (const shown of commandsOf(block)) await check(shown, shell, ids);
      }
    },
  );
});

const AWS = 'it needs an AWS account';
const CLONE = 'it starts from a fresh clone, as .ci/run does';

const NOT_RUN = [
  `README.md: npm ci && npm start: ${CLONE}`,
  `README.md: npm ci && npm test: ${CLONE}`,
  ...['deploy', 'doctor', 'destroy'].map((name) => `README.md: npx emergency ${name}: ${AWS}`),
  ...[
    'aws pinpoint-sms-voice-v2 set-',
    'eval "$(aws configure export-c',
    'npx emergency doctor',
    'aws cloudformation describe-st',
    'eval "$(aws configure export-c',
    'npx emergency board',
    'npx emergency set Manila --typ',
    'for key in $(aws kms list-keys',
    'aws kms schedule-key-deletion ',
  ].map((command) => `docs/deploy.md: ${command}: ${AWS}`),
  `docs/subscribe.md: aws events put-rule --event-bu: ${AWS}`,
  'docs/subscribe.md: emergency bus --follow --to ht: it goes on until it is stopped; test/cli/bus.int.test.ts follows and posts',
  `docs/subscribe.md: aws events start-replay --repl: ${AWS}`,
  `docs/tutorial.md: npm ci && npm start: ${CLONE}`,
  'docs/tutorial.md: npm start: it runs until it is stopped; test/e2e/start-stop.e2e.test.ts starts it',
  'docs/tutorial.md: npx vitest run --project unit : it is one of the tests',
  'docs/tutorial.md: npm run check: it runs the tests',
  'docs/tutorial.md: npm test: it runs the tests',
];
