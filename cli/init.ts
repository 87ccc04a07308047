import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isTimeZone } from '../domain/config/config.ts';
import { checkConfig } from '../domain/config/parse-config.ts';
import { projectFolder } from '../infra/project-folder.ts';
import { writeWhole } from './new-file.ts';
import { print, say, UserError, warn } from './output.ts';
import { atTerminal, type Terminal } from './terminal.ts';

type Answers = {
  name: string;
  locations: string;
  languages: string;
  instance: string;
  admin: string;
  customer: string;
};
export type InitOptions = Partial<Answers> & { out: string; force?: boolean; json?: boolean };

const faultOfNumber = (number: string): string | null =>
  /^\+[1-9][0-9]{6,14}$/.test(number) ? null : 'must begin with + and the country code';

const locationsIn = (answer: string): { name: string; timeZone: string }[] =>
  answer.split(',').map((part) => {
    const words = part.trim().split(/\s+/);
    const timeZone = words.length > 1 ? (words.pop() ?? '') : '';
    return { name: words.join(' '), timeZone };
  });

const faultOfLocation = ({ name, timeZone }: { name: string; timeZone: string }): string | null =>
  isTimeZone(timeZone)
    ? null
    : `${name || 'a location'}: ${timeZone ? `${timeZone} is not a time zone of the IANA database` : 'has no time zone'}; write, for example, Manila Asia/Manila`;

const faultOfLocations = (answer: string): string | null =>
  locationsIn(answer)
    .map(faultOfLocation)
    .find((fault) => fault !== null) ?? null;

type Question = {
  ask: string;
  /** The answer that Enter gives. */
  usual: string;
  /** Why an answer cannot be used. */
  fault(answer: string): string | null;
};

const noFault = () => null;

/** What `init` asks. */
const QUESTIONS: Record<keyof Answers, Question> = {
  name: {
    ask: 'Name of the company or line',
    usual: 'Emergency line',
    fault: (answer) => (answer.length > 30 ? 'at most 30 characters' : null),
  },
  locations: {
    ask: 'Locations with their time zones, comma-separated',
    usual: 'Manila Asia/Manila, Sydney Australia/Sydney',
    fault: faultOfLocations,
  },
  languages: { ask: 'Languages, the default first', usual: 'en-US', fault: noFault },
  instance: {
    ask: 'ARN of the Amazon Connect instance (Enter: later)',
    usual: 'arn:aws:connect:ap-southeast-1:111122223333:instance/11111111-2222-4333-8444-555555555555',
    fault: noFault,
  },
  admin: { ask: 'Number that administrators call', usual: '+6568000001', fault: faultOfNumber },
  customer: { ask: 'Number that customers call', usual: '+6568000002', fault: faultOfNumber },
};

/** The smallest configuration for these answers, which `emergency deploy` asks to complete. */
export const smallConfig = (answers: Answers, schema: string): string => {
  const locations = locationsIn(answers.locations).map(({ name, timeZone }) => {
    const id = name.replace(/[^A-Za-z0-9_-]+/g, '-');
    return { id, ...(id === name ? {} : { name }), timeZone };
  });
  const config = {
    $schema: schema,
    name: answers.name,
    origin: `${answers.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}/emergency-line`,
    languages: answers.languages.split(/[\s,]+/).filter(Boolean),
    locations,
    emergencyTypes: ['weather', 'fire-alarm', 'facility-issue', 'extended-wait'],
    sms: { provider: 'end-user-messaging', senderId: 'EMERGENCY', originationIdentity: 'REPLACE-ME' },
    connect: { instanceArn: answers.instance },
    lines: {
      admin: [answers.admin],
      customer: [{ number: answers.customer, locations: locations.map(({ id }) => id) }],
    },
  };
  return `${JSON.stringify(config, null, 2).replace(/\[\s+("[^[\]{}]*")\s+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
};

/** Asks until the answer can be used. @throws UserError after Ctrl-C or Ctrl-D */
const answerTo = async ({ ask, usual, fault }: Question, terminal: Terminal): Promise<string> => {
  for (;;) {
    const typed = await terminal.ask(`${ask} [${usual}]: `);
    if (typed === null) throw new UserError('stopped; nothing was written');
    const answer = typed.trim() || usual;
    const wrong = fault(answer);
    if (wrong === null) return answer;
    say(`  ${wrong}`);
  }
};

/** The answers to all questions, one after the other. */
const answersBy = async (answer: (field: keyof Answers) => Promise<string>): Promise<Answers> => ({
  name: await answer('name'),
  locations: await answer('locations'),
  languages: await answer('languages'),
  instance: await answer('instance'),
  admin: await answer('admin'),
  customer: await answer('customer'),
});

const askAll = (given: Partial<Answers>): Promise<Answers> =>
  atTerminal((terminal) =>
    answersBy(async (field) => given[field] ?? (await answerTo(QUESTIONS[field], terminal))),
  );

/** Without a terminal every answer is an option or its usual value. */
const withoutTerminal = (given: Partial<Answers>): Promise<Answers> =>
  answersBy(async (field) => {
    const { usual, fault } = QUESTIONS[field];
    const answer = given[field] ?? usual;
    const wrong = fault(answer);
    if (wrong !== null) throw new UserError(`--${field}: ${wrong}`);
    return answer;
  });

/** `emergency init`: asks for the essentials of a configuration and writes the file. @throws UserError when it exists */
export const init = async ({ out, force, json, ...given }: InitOptions): Promise<void> => {
  if (existsSync(out) && !force)
    throw new UserError(`${out} exists; choose another file with --out, or replace it with --force`);
  const isAsking = process.stdin.isTTY === true && !json;
  const answers = await (isAsking ? askAll(given) : withoutTerminal(given));
  const schema = relative(dirname(resolve(out)), join(projectFolder(), 'docs/line.config.schema.json'));
  const text = smallConfig(answers, schema.startsWith('.') ? schema : `./${schema}`);
  const { config, warnings } = checkConfig(text, out);
  writeWhole(out, text);
  if (!json) warn(warnings);
  print(json, { file: out, locations: config.locations.map(({ id }) => id), warnings }, () =>
    [
      `Wrote ${out}. Check it with: npx emergency config. Run it with: npx emergency start`,
      'A new line has no administrators; enroll them with: npx emergency admin enroll, or admin import',
      'Before a deployment set connect.instanceArn and sms.originationIdentity (docs/deploy.md).',
    ].join('\n'),
  );
};
