import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../domain/config/config.ts';
import { lineApp } from '../../infra/line-app.ts';
import type { Bundles } from '../../infra/line-functions.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';
import { configOf } from './configs.ts';

export type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};
export type Template = { Resources: Record<string, Resource>; Outputs?: Record<string, { Value: unknown }> };

/** A folder used for every bundle: the template does not depend on its content. */
export const emptyBundles = (): Bundles => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = () => {};\n');
  return Object.fromEntries(FUNCTION_NAMES.map((name) => [name, folder])) as Bundles;
};

const done = new Map<string, ReturnType<typeof synthesize>>();

/** The templates of a configuration and the warnings of the synthesis; synthesized once in a process. */
export const synthesized = (config: Config = configOf(), context: Record<string, unknown> = {}) => {
  const key = JSON.stringify([config, context]);
  const made = done.get(key) ?? withoutStacks(() => synthesize(config, context));
  done.set(key, made);
  return made;
};

/** The CDK records for each construct and token where it was created, which takes a fifth of a synthesis. */
const withoutStacks = <Made>(make: () => Made): Made => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};

const synthesize = (config: Config, context: Record<string, unknown>) => {
  process.env.JSII_DEPRECATED = 'quiet';
  // The CDK's own check of the template against CloudFormation's schemas takes ten seconds: figures.int.test.ts has it.
  const app = lineApp(config, emptyBundles(), {
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    context: { '@aws-cdk/core:annotationsInValidationReport': false, ...context },
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
  });
  const { stacks } = app.synth();
  const templates = stacks.map(({ stackName, template, environment }) => ({
    name: stackName,
    region: environment.region,
    ...reader(template as Template),
  }));
  const warnings = stacks.flatMap(({ messages }) =>
    messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data)),
  );
  const [line] = templates.slice(-1);
  if (!line) throw new Error('nothing was synthesized');
  const protectedStacks = stacks.filter((one) => one.terminationProtection).map(({ stackName }) => stackName);
  return { line, texts: templates.length > 1 ? templates[0] : undefined, warnings, protectedStacks };
};

export type Synthesized = ReturnType<typeof synthesized>['line'];

const reader = (template: Template) => {
  const all = (type: string): [string, Resource][] =>
    Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  return {
    template,
    all: (type: string): Resource[] => all(type).map(([, resource]) => resource),
    /** The one resource of a type whose logical id has this prefix. */
    one: (type: string, begins = ''): Resource => {
      const found = all(type).filter(([id]) => id.startsWith(begins));
      const [first] = found;
      if (!first || found.length > 1)
        throw new Error(`${found.length} resources of ${type} begin with ${begins}`);
      return first[1];
    },
    /** A value with its references as text: `<KeysLog6E3B5E4F.Arn>`. */
    text: (value: unknown): string => flat(value),
  };
};

const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('Ref' in value) return `<${String(value.Ref)}>`;
  if ('Fn::GetAtt' in value) return `<${(value['Fn::GetAtt'] as string[]).join('.')}>`;
  if ('Fn::Join' in value) {
    const [glue, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map(flat).join(glue);
  }
  return JSON.stringify(value);
};
