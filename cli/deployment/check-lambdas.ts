import { instancesOf } from '../../domain/config/instances.ts';
import { LAMBDA_NAMES } from '../../flows/index.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

const REPAIR = 'run: emergency deploy';

/** Each Lambda that flows call: every instance of the line may call it, and nobody else's. */
export const checkLambdas = async (
  { config, names }: Plan,
  permissionsOf: (functionName: string) => Promise<string[]>,
): Promise<Finding[]> => {
  const any = names.arn('connect', 'instance/*');
  const expected = [...instancesOf(config.connect), ...(config.connect.allowAnyInstance ? [any] : [])];
  const check = (line: string, given: readonly string[]): Finding => {
    const missing = expected.filter((arn) => !given.includes(arn));
    if (missing.length > 0) return fail(line, `Connect may not call it for ${missing.join(', ')}`, REPAIR);
    const foreign = given.filter((arn) => !expected.includes(arn));
    if (foreign.length > 0)
      return fail(
        line,
        `Connect may call it for ${foreign.join(', ')}, which the configuration does not name`,
        'take that permission off the function (aws lambda remove-permission), or name the instance in connect.furtherInstances',
      );
    return pass(
      line,
      `Connect may call it for ${expected.length === 1 ? 'the instance' : `${expected.length} instances`}`,
    );
  };
  return Promise.all(
    LAMBDA_NAMES.map(async (name) => check(`Lambda ${name}`, await permissionsOf(names.function(name)))),
  );
};
