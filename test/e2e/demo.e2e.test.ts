import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { shippedConfig } from '../kit/ports.ts';
import { command } from './command.ts';
import { emergency, newFolder } from './product.ts';

const record = z.record(z.string(), z.unknown());
const documentOf = (stdout: string) =>
  z
    .strictObject({
      ok: z.boolean(),
      steps: z.array(
        z.strictObject({
          name: z.string(),
          ok: z.boolean(),
          said: z.array(z.string()),
          keys: z.array(z.string()),
        }),
      ),
      board: z.array(record),
      events: z.array(record),
      verify: z.looseObject({ ok: z.boolean(), events: z.number() }),
    })
    .parse(JSON.parse(stdout));

const BLOG = [
  'A caller who is not enrolled is asked to call back from the designated phone',
  'An enrolled landline hears that it is not a mobile phone',
  'An enrolled mobile is sent a random PIN with the sender id',
  'A wrong PIN is refused',
  'A PIN typed too late is refused, and a new one is offered',
  'Silence in place of a PIN is refused',
  'The right PIN leads to the menu of locations',
  'A location that was never set has no status the first time',
  'Checking a different centre plays the menu again',
  'Removing writes false and No Emergency',
  'A customer hears that the location is open in normal operation',
  'Another administrator sets an emergency of a configured type, and hears the status first',
  'The row stores location, emergency, type, time and administrator',
  'The other locations are untouched',
  'A customer hears the emergency message in emergency operation',
  'A customer of another location hears no emergency message',
  'Every step is recorded, and every chain is intact',
];

it("emergency demo runs the blog's whole test section and prints one document with --json", async () => {
  const { code, stdout, stderr } = await emergency(['demo', '--json']);
  const { ok, steps, board, events, verify } = documentOf(stdout);
  expect(steps.map(({ name }) => name)).toStrictEqual(BLOG);
  expect(steps.filter((step) => !step.ok)).toStrictEqual([]);
  expect({ ok, verified: verify.ok, code, stderr }).toStrictEqual({
    ok: true,
    verified: true,
    code: 0,
    stderr: '',
  });
  expect(board).toMatchObject([{ location: 'Manila', emergency: true, emergencyType: 'fire-alarm' }]);
  expect(events).toHaveLength(verify.events);
});

it('emergency demo fails with the step that fails, and runs the others: here no PIN expires in time', async () => {
  const config = shippedConfig();
  const LINE_CONFIG = join(newFolder(), 'line.config.json');
  writeFileSync(LINE_CONFIG, JSON.stringify({ ...config, pin: { ...config.pin, lifeSeconds: 600 } }));
  const { code, stdout } = await command(['demo'], { LINE_CONFIG, EMERGENCY_LINE_DATA: newFolder() });
  const played = [...stdout.matchAll(/^(ok {2}|FAIL) (.*)$/gm)].map(([, held, name]) => ({ held, name }));
  expect(played.map(({ name }) => name)).toStrictEqual(BLOG);
  const failed = played.filter(({ held }) => held === 'FAIL').map(({ name }) => name);
  expect(failed).toContain('A PIN typed too late is refused, and a new one is offered');
  expect(failed).not.toContain('A customer hears the emergency message in emergency operation');
  expect(stdout).toContain(`${BLOG.length - failed.length} of 17 steps passed.\n`);
  expect(stdout).toContain('line:   No emergency has been set for Manila yet.');
  expect(code).toBe(1);
});
