import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deleteStacks } from '../../cli/deployment/destroy.ts';
import { existingResources } from '../../cli/deployment/existing-resources.ts';
import { rollOut } from '../../cli/deployment/roll-out.ts';
import { withoutProtection } from '../../infra/first-deployment.ts';
import { lineApp } from '../../infra/line-app.ts';
import { FIRST_DEPLOYMENT } from '../../infra/resource-names.ts';
import {
  type Failing,
  type FakeStack,
  fakeStack,
  type StackTemplate,
} from '../kit/aws-account/fake-stack.ts';
import { configOf, EUM } from '../kit/configs.ts';
import { emptyBundles } from '../kit/synthesized.ts';

const LINE = 'EmergencyLine';
const NOTHING = { template: { Resources: {} }, protects: false };
type Assembly = Record<string, { template: StackTemplate; protects: boolean }>;

/** The real templates of a line with texts from another Region, for the first deployment or in their final form. */
const assembly = (first: boolean): Assembly => {
  const settings = {
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
    builtinCloudFormationValidation: false,
  };
  const number = { claim: { country: 'SG', type: 'DID' } };
  const { connect } = configOf();
  const config = configOf({
    sms: { ...EUM, region: 'us-east-1' },
    connect: { ...connect, numbers: { '+6568000001': number } },
  });
  const app = lineApp(config, emptyBundles(), settings);
  const { stacks } = (first ? withoutProtection(app) : app).synth();
  return Object.fromEntries(
    stacks.map(({ stackName, template, terminationProtection }) => [
      stackName,
      { template, protects: terminationProtection === true },
    ]),
  );
};

let first: Assembly;
let final: Assembly;
beforeAll(() => {
  first = assembly(true);
  final = assembly(false);
});

/** A simulated account and CDK CLI, whose deployment fails at a given resource. */
const account = () => {
  const orphans = new Set<string>();
  const failing: Failing = { at: null };
  const all = Object.keys(final).map((name) => fakeStack(name, orphans, failing));
  let synthesized = final;
  const commands: Record<string, (one: FakeStack, args: readonly string[]) => boolean> = {
    deploy: (one, args) => {
      const from = args.includes('--app') ? synthesized : final;
      const { template, protects } = from[one.name] ?? NOTHING;
      return one.deploy(template, protects, !args.includes('--no-rollback'));
    },
    rollback: (one) => one.rollBackCreation() || true,
    destroy: (one) => one.remove(),
  };
  const cdk = async (
    [command = '', ...args]: readonly string[],
    environment: Record<string, string> = {},
  ) => {
    if (command === 'synth') synthesized = environment[FIRST_DEPLOYMENT] === '1' ? first : final;
    const chosen = all.filter(({ name }) => args.includes('--all') || args.includes(name));
    return chosen.every((one) => commands[command]?.(one, args));
  };
  return { all, failing, orphans, cdk, statuses: () => all.map(({ find }) => find()?.status) };
};
type Account = ReturnType<typeof account>;

/** The names in use by resources outside the stack, or by those the stack is about to orphan. */
const taken = async ({ all, orphans }: Account): Promise<string[]> => {
  const found: string[] = [];
  for (const { name, stacks, nameOf, made } of all) {
    const held = await existingResources(stacks, name);
    const there = new Set([...orphans, ...[...made].map(([id, one]) => nameOf(id, one))]);
    const wanted = Object.entries(final[name]?.template.Resources ?? {}).filter(([id]) => !held.has(id));
    found.push(...wanted.map(([id, one]) => nameOf(id, one)).filter((one) => there.has(one)));
  }
  // The only retained resources with explicit names.
  return found.filter((one) => one.startsWith('AWS::DynamoDB::Table'));
};

const deploy = (to: Account) =>
  rollOut(
    { all: to.all.map(({ name, stacks }) => ({ name, region: '', stacks })) },
    {
      cdk: to.cdk,
      preflight: async () => {
        const names = await taken(to);
        if (names.length > 0) throw new Error(`taken: ${names.join(', ')}`);
      },
    },
  );

const everyResource = () => Object.values(final).flatMap(({ template }) => Object.keys(template.Resources));

/** Expects complete stacks with termination protection, and deletion protection of the retained tables. */
const expectComplete = ({ all }: Account) => {
  for (const { find, made } of all) {
    expect(find()).toMatchObject({
      status: expect.stringMatching(/^(CREATE|UPDATE)_COMPLETE$/),
      protected: true,
    });
    const tables = [...made.values()].filter(
      ({ Properties }) => Properties?.DeletionProtectionEnabled === true,
    );
    expect(tables.length).toBe(find()?.template === final[LINE]?.template ? 2 : 0);
  }
};

describe('a first deployment', () => {
  it('ends with every protection on', async () => {
    const deployed = account();
    expect(await deploy(deployed)).toBe(true);
    expectComplete(deployed);
  });

  it('succeeds when repeated, whichever resource failed', async () => {
    expect(everyResource().length).toBeGreaterThan(150);
    for (const at of everyResource()) {
      const stopped = account();
      stopped.failing.at = at;
      expect(await deploy(stopped), at).toBe(false);
      expect(stopped.statuses(), at).toContain('CREATE_FAILED');
      expect([...stopped.orphans], at).toStrictEqual([]);
      stopped.failing.at = null;
      expect(await deploy(stopped), at).toBe(true);
      expectComplete(stopped);
    }
  });

  it('succeeds after each resource has failed in turn', async () => {
    const stopped = account();
    for (const at of everyResource()) {
      stopped.failing.at = at;
      expect(await deploy(stopped), at).toBe(false);
    }
    stopped.failing.at = null;
    expect(await deploy(stopped)).toBe(true);
    expectComplete(stopped);
  });

  it('leaves no table behind when it is given up', async () => {
    for (const at of everyResource()) {
      const stopped = account();
      stopped.failing.at = at;
      await deploy(stopped);
      const paused = stopped.all
        .filter(({ find }) => find()?.status === 'CREATE_FAILED')
        .map(({ name }) => name);
      for (const { stacks } of stopped.all) await stacks.unprotect('');
      expect(await deleteStacks(paused, stopped.cdk), at).toBe(true);
      expect(stopped.statuses().filter(Boolean), at).toStrictEqual([]);
      expect(
        [...stopped.orphans].filter((name) => /Table/.test(name)),
        at,
      ).toStrictEqual([]);
    }
  });

  it('could not be repeated if resources were retained or protected from the start', () => {
    const { template } = final[LINE] ?? { template: { Resources: {} } };
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).map(([id, one]) => [id, { ...one, DeletionPolicy: 'Retain' }]),
    );
    const failing: Failing = { at: Object.keys(Resources).at(-1) ?? null };
    const stack = fakeStack(LINE, new Set(), failing);
    expect(stack.deploy({ Resources }, false, true)).toBe(false);
    failing.at = null;
    expect(stack.deploy({ Resources }, false, true)).toBe(false);
    const refused = fakeStack(LINE, new Set(), { at: Object.keys(Resources).at(-1) ?? null });
    expect(refused.deploy(template, true, true)).toBe(false);
    expect(refused.find()?.status).toBe('ROLLBACK_FAILED');
    expect(refused.remove()).toBe(false);
  });

  it('succeeds after a rolled-back one by the plain CDK, or names the tables that are in the way', async () => {
    const outcomes = new Set<string>();
    for (const at of Object.keys(final[LINE]?.template.Resources ?? {})) {
      const stopped = account();
      stopped.failing.at = at;
      expect(await stopped.cdk(['deploy', '--all']), at).toBe(false);
      stopped.failing.at = null;
      const outcome = await deploy(stopped).catch((error: Error) => error.message);
      outcomes.add(String(outcome));
      if (outcome === true) expectComplete(stopped);
    }
    expect([...outcomes].sort()).toStrictEqual([
      'taken: AWS::DynamoDB::Table EmergencyLine-Events',
      'taken: AWS::DynamoDB::Table EmergencyLine-Events, AWS::DynamoDB::Table EmergencyLine-SubjectKeys',
      'true',
    ]);
  });
});
