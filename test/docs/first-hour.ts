import { readFileSync, writeFileSync } from 'node:fs';
import type { Shell } from './shell.ts';

/** Seconds for a key, of somebody who types from a page. */
const KEYSTROKE = 0.25;

/** What one step took: the keys that were pressed, Enter among them, and the seconds of its command. */
export type Step = { step: string; command: string; keys: number; seconds: number };

/** Seconds of a person and the machine together. */
export const secondsOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { keys, seconds }) => sum + keys * KEYSTROKE + seconds, 0);

const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];
const CITIES =
  'Atlanta Boston Chicago Dallas Denver El-Paso Houston Miami New-York Phoenix San-Diego Seattle'.split(' ');
const PEOPLE = Array.from(
  { length: 30 },
  (_, index) => `p${index + 1},+12025550${130 + index},Person ${index + 1},*`,
);

/** The answers to `emergency init`: Enter takes what is in brackets. */
const ANSWERS = [
  'Acme',
  CITIES.map((city, index) => `${city} ${ZONES[index % ZONES.length]}`).join(', '),
  'en-US, es-US',
  '',
  '+12025550100',
  '+12025550101',
];

const CALL = 'npx emergency call +6591110001 +6568000001';

/** Runs commands one after another and keeps what each took. @throws when one fails */
const typist = (shell: Shell) => {
  const steps: Step[] = [];
  const run = async (step: string, command: string, typed: readonly string[] = []): Promise<string> => {
    const before = performance.now();
    const { status, out } = await shell(command, typed);
    if (status !== 0) throw new Error(`${command}: ${out}`);
    const keys = [command, ...typed].reduce((sum, line) => sum + line.length + 1, 0);
    steps.push({ step, command, keys, seconds: (performance.now() - before) / 1000 });
    return out;
  };
  return { steps, run };
};

/** A line that was started: how to stop it. */
type Start = () => Promise<() => Promise<void>>;

const started = async (steps: Step[], step: string, command: string, start: Start) => {
  const before = performance.now();
  const stop = await start();
  steps.push({ step, command, keys: command.length + 1, seconds: (performance.now() - before) / 1000 });
  return stop;
};

const heard = (out: string, text: string): void => {
  if (!out.includes(text)) throw new Error(`not heard: ${text}; but: ${out}`);
};

/**
 * A new user's first hour in an empty folder with the shipped configuration, with commands of the README only: the first call,
 * then a configuration of their own with twelve locations, two languages and thirty administrators.
 * @param start starts the line in the current folder, on a data folder that is new or was used before
 */
export const firstHour = async (shell: Shell, start: Start): Promise<{ first: Step[]; own: Step[] }> => {
  const first = typist(shell);
  const stop = await started(first.steps, 'start the line', 'npm ci && npm start', start);
  heard(await first.run('call it', CALL, ['h']), 'Please enter its 6 digits');
  await stop();

  const own = typist(shell);
  await own.run('answer the questions', 'npx emergency init --force', ANSWERS);
  await own.run('check the configuration', 'npx emergency config');
  const people = ['adminId,number,name,locations', ...PEOPLE].join('\n');
  writeFileSync('people.csv', `${people}\n`);
  own.steps.push({
    step: 'type people.csv',
    command: 'adminId,number,name,locations',
    keys: people.length + 1,
    seconds: 0,
  });
  await own.run('a new line, as it has an origin of its own', 'rm -r .emergency-line');
  const stopOwn = await started(own.steps, 'start the line', 'npm start', start);
  const imported = await own.run('enroll them', 'npx emergency admin import people.csv');
  heard(imported, '30 enrolled');
  heard(
    await own.run('call it', 'npx emergency call +12025550130 +12025550100', ['h']),
    'Please enter its 6 digits',
  );
  const { locations } = JSON.parse(readFileSync('line.config.json', 'utf8'));
  heard(`${locations.length} locations`, '12 locations');
  await stopOwn();
  return { first: first.steps, own: own.steps };
};

/** The steps as a table in Markdown, with what they took together. */
export const hourTable = (steps: readonly Step[]): string[] => [
  '| step | keystrokes | typing | command |',
  '| --- | ---: | ---: | ---: |',
  ...steps.map(
    ({ step, keys, seconds }) =>
      `| ${step} | ${keys} | ${(keys * KEYSTROKE).toFixed(0)} s | ${seconds.toFixed(1)} s |`,
  ),
  `| **together** | ${steps.reduce((sum, { keys }) => sum + keys, 0)} | | **${secondsOf(steps).toFixed(0)} s** |`,
];
