import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { configuredQualifier, QUALIFIER_KEY } from '../../infra/bootstrap-qualifier.ts';
import { deploymentOf } from '../../infra/deployment.ts';
import { configOf } from '../kit/configs.ts';
import { synthesized } from '../kit/synthesized.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
const folderWith = (files: Record<string, object>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-context-'));
  folders.push(folder);
  for (const [name, json] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(json));
  return folder;
};
const context = (qualifier: unknown) => ({ [QUALIFIER_KEY]: qualifier });
const qualifierOf = (project: Record<string, object>, home: Record<string, object> = {}) =>
  configuredQualifier(folderWith(project), folderWith(home));

it('the qualifier of the CDK’s context is that of cdk.json, else cdk.context.json, else ~/.cdk.json', () => {
  const [json, contextFile, home] = ['one', 'two', 'three'].map(context);
  const all = { 'cdk.json': { context: json }, 'cdk.context.json': contextFile ?? {} };
  expect(qualifierOf(all, { '.cdk.json': { context: home } })).toBe('one');
  expect(qualifierOf({ ...all, 'cdk.json': { app: 'x' } }, { '.cdk.json': { context: home } })).toBe('two');
  expect(qualifierOf({}, { '.cdk.json': { context: home } })).toBe('three');
  expect(qualifierOf({ 'cdk.json': {} })).toBe('hnb659fds');
});

it.each(['', 'Upper', 'elevenchars1', 'a-b', 5, null])(
  'the qualifier %j is refused by its key, or the default',
  (value) => {
    const read = () => qualifierOf({ 'cdk.json': { context: context(value) } });
    if (value === null) expect(read()).toBe('hnb659fds');
    else expect(read).toThrow(/@aws-cdk\/core:bootstrapQualifier in the CDK's context: /);
  },
);

const EXEC_ROLE = 'role/cdk-team42-cfn-exec-role-111122223333-ap-southeast-1';

it('only the role of the bootstrap with that qualifier may change the log’s table and keys', () => {
  const text = JSON.stringify(synthesized(configOf(), context('team42')).line.template);
  expect(text).toContain(EXEC_ROLE);
  expect(text).not.toContain('cdk-hnb659fds');
});

it('doctor expects the same role in the log’s policy', () => {
  expect(deploymentOf(configOf(), 'team42').deployRole).toBe(`arn:aws:iam::111122223333:${EXEC_ROLE}`);
});
