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

/** What `init` asks, the answer that Enter gives, and why an answer cannot be used. */
const QUESTIONS: {
  field: keyof Answers;
  ask: string;
  usual: string;
  fault: (answer: string) => string | null;
}[] = [
  {
    field: 'name',
    ask: 'Name of the company or line',
    usual: 'Emergency line',
    fault: (answer) => (answer.length > 30 ? 'at most 30 characters' : null),
  },
  {
    field: 'locations',
    ask: 'Locations with their time zones, comma-separated',
    usual: 'Manila Asia/Manila, Sydney Australia/Sydney',
    fault: (answer) =>
      locationsIn(answer)
        .map(faultOfLocation)
        .find((fault) => fault !== null) ?? null,
  },
  { field: 'languages', ask: 'Languages, the default first', usual: 'en-US', fault: () => null },
  {
    field: 'instance',
    ask: 'ARN of the Amazon Connect instance (Enter: later)',
    usual: 'arn:aws:connect:ap-southeast-1:111122223333:instance/11111111-2222-4333-8444-555555555555',
    fault: () => null,
  },
  {
    field: 'admin',
    ask: 'Number that administrators call',
    usual: '+6568000001',
    fault: (answer) => faultOfNumber(answer),
  },
  {
    field: 'customer',
    ask: 'Number that customers call',
    usual: '+6568000002',
    fault: (answer) => faultOfNumber(answer),
  },
];

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

/** Asks until the answer can be used. Null after Ctrl-C or Ctrl-D. */
const answerTo = async (
  { ask, usual, fault }: (typeof QUESTIONS)[number],
  terminal: Terminal,
): Promise<string | null> => {
  for (;;) {
    const typed = await terminal.ask(`${ask} [${usual}]: `);
    if (typed === null) return null;
    const answer = typed.trim() || usual;
    const wrong = fault(answer);
    if (wrong === null) return answer;
    say(`  ${wrong}`);
  }
};

const askAll = async (given: Partial<Answers>): Promise<Answers> =>
  atTerminal(async (terminal) => {
    const answers: Partial<Answers> = { ...given };
    for (const question of QUESTIONS) {
      const { field } = question;
      const answer = answers[field] ?? (await answerTo(question, terminal));
      if (answer === null) throw new UserError('stopped; nothing was written');
      answers[field] = answer;
    }
    return answers as Answers;
  });

/** Without a terminal every answer is an option or its usual value. */
const withoutTerminal = (given: Partial<Answers>): Answers => {
  const answers = Object.fromEntries(
    QUESTIONS.map(({ field, usual }) => [field, given[field] ?? usual]),
  ) as Answers;
  for (const { field, fault } of QUESTIONS) {
    const wrong = fault(answers[field]);
    if (wrong !== null) throw new UserError(`--${field}: ${wrong}`);
  }
  return answers;
};

/** `emergency init`: asks for the essentials of a configuration and writes the file. @throws UserError when it exists */
export const init = async ({ out, force, json, ...given }: InitOptions): Promise<void> => {
  if (existsSync(out) && !force)
    throw new UserError(`${out} exists; choose another file with --out, or replace it with --force`);
  const isAsking = process.stdin.isTTY === true && !json;
  const answers = isAsking ? await askAll(given) : withoutTerminal(given);
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
