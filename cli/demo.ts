import { jsonLog } from '../adapters/log.ts';
import { describeEvent } from '../domain/emergency/index.ts';
import { readConfig } from '../handlers/read-config.ts';
import { isDemo } from '../local/demo.ts';
import { serveApi } from '../local/http/server.ts';
import { startLine } from '../local/line.ts';
import { type Client, client } from './client.ts';
import { configFile } from './connection.ts';
import { type StepResult, stageOn } from './demo-stage.ts';
import { STEPS } from './demo-steps.ts';
import { counted, print, say, UserError } from './output.ts';

/** Runs every step, also after one that failed. */
const runSteps = async (line: Client, show: (step: StepResult) => void): Promise<StepResult[]> => {
  const stage = stageOn(line);
  const results: StepResult[] = [];
  for (const { name, play } of STEPS) {
    stage.said = [];
    stage.typed = [];
    const ok = await play(stage).catch((error: Error) => {
      stage.said.push(`(${error.message})`);
      return false;
    });
    const result = { name, ok, said: stage.said, keys: stage.typed };
    results.push(result);
    show(result);
  }
  return results;
};

const stepText = ({ name, ok, said, keys }: StepResult): string =>
  [
    `${ok ? 'ok  ' : 'FAIL'} ${name}`,
    ...keys.map((typed) => `       caller: ${typed}`),
    ...said.map((text) => `       line:   ${text}`),
  ].join('\n');

/** @throws UserError for another line's configuration, which has neither the numbers nor the administrators of the calls */
const requireDemo = (): void => {
  const file = configFile();
  if (!isDemo(readConfig({ LINE_CONFIG: file })))
    throw new UserError(
      `${file} is of another line than the demonstration, which plays on the shipped configuration; name a copy of that in LINE_CONFIG`,
    );
};

/** `emergency demo`: runs the blog's test section as calls to an in-memory line; exit 0 only when every step passed. */
export const demo = async ({ json }: { json?: boolean }): Promise<void> => {
  const log = jsonLog(
    (text) => (json ? undefined : process.env.DEBUG && process.stderr.write(text)),
    Date.now,
  );
  requireDemo();
  const local = await startLine({ folder: null, configFile: configFile(), log });
  const server = await serveApi(local, 0);
  const line = client(server.url);
  try {
    const steps = await runSteps(line, (step) => json || say(stepText(step)));
    const ok = steps.every((step) => step.ok);
    const [board, events, verify] = [await line.board(), await line.events(), await line.verify()];
    const text = () =>
      [
        '',
        'The board:',
        ...board.map((row) => `  ${JSON.stringify(row)}`),
        '',
        'The events:',
        ...events.map((event) => `  ${event.at} ${event.stream}#${event.seq} ${describeEvent(event)}`),
        '',
        `Verification: ${counted(verify.events, 'event')} in ${counted(verify.streams, 'stream')}, ${verify.ok ? 'every chain intact' : 'NOT intact'}`,
        `${steps.filter((step) => step.ok).length} of ${steps.length} steps passed.`,
      ].join('\n');
    print(json, { ok, steps, board, events, verify }, text);
    if (!ok) process.exitCode = 1;
  } finally {
    await server.close();
    await local.stop();
  }
};
