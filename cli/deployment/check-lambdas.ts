import { instancesOf } from '../../domain/config/instances.ts';
import { LAMBDA_NAMES } from '../../flows/index.ts';
import { OPERATOR_FUNCTIONS } from '../../infra/resource-names.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

/** Checks that every configured Connect instance may invoke the Lambdas of the flows, and no other instance. */
export const checkLambdas = async (
  { config, names }: Plan,
  permissionsOf: (functionName: string) => Promise<string[]>,
): Promise<Finding[]> => {
  const any = names.arn('connect', 'instance/*');
  const expected = [...instancesOf(config.connect), ...(config.connect.allowAnyInstance ? [any] : [])];
  const check = (line: string, permitted: readonly string[]): Finding => {
    const missing = expected.filter((arn) => !permitted.includes(arn));
    if (missing.length > 0)
      return fail(line, `Connect may not invoke it from ${missing.join(', ')}`, 'run: emergency deploy');
    const foreign = permitted.filter((arn) => !expected.includes(arn));
    if (foreign.length > 0)
      return fail(
        line,
        `Connect may invoke it from ${foreign.join(', ')}, which the configuration does not name`,
        'remove that permission (aws lambda remove-permission), or add the instance to connect.furtherInstances',
      );
    const instances = expected.length === 1 ? 'the instance' : `all ${expected.length} instances`;
    return pass(line, `Connect may invoke it from ${instances}`);
  };
  return Promise.all(
    LAMBDA_NAMES.map(async (name) => check(`Lambda ${name}`, await permissionsOf(names.function(name)))),
  );
};

/** Checks that the policies of `Operate` and `Erase` themselves allow nobody: a direct invocation can make up its signer. */
export const checkOperatorLambdas = async (
  { names }: Plan,
  allowancesOf: (functionName: string) => Promise<number>,
): Promise<Finding[]> =>
  Promise.all(
    OPERATOR_FUNCTIONS.map(async (name) => {
      const allowed = await allowancesOf(names.function(name));
      return allowed === 0
        ? pass(`Lambda ${name}`, 'no policy of its own allows to invoke it')
        : fail(
            `Lambda ${name}`,
            `its own policy has ${allowed} statements that allow to invoke it: whoever they name can make up an identity`,
            'remove them (aws lambda remove-permission), and find out in CloudTrail who added them',
          );
    }),
  );
