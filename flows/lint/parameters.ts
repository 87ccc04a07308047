import type { ActionRule } from '../language/action.ts';
import { unlistedRoot } from '../language/references.ts';
import { isKnownType, ruleFor } from '../language/table.ts';
import { holdsToken, isPlaceholder, parseToken } from '../language/tokens.ts';
import { type Finding, formatPath, type LintOptions, perAction } from './rules.ts';
import { type Scalar, scalarsOf } from './scalars.ts';
import { faultsOf, NOT_A_STRING } from './zod-faults.ts';

const tokenFindings = (value: string, path: PropertyKey[], { stage }: LintOptions): Finding[] => {
  if (!holdsToken(value) && !isPlaceholder(value)) return [];
  if (holdsToken(value) && parseToken(value) === null) {
    return [{ rule: 'token-mixed', path, message: 'has a token that does not fill its whole field' }];
  }
  return stage === 'published'
    ? [{ rule: 'unresolved-token', path, message: `still holds ${value}; resolve tokens before publishing` }]
    : [];
};

const rootFindings = (value: string, path: PropertyKey[]): Finding[] => {
  const root = unlistedRoot(value);
  return root === null
    ? []
    : [
        {
          rule: 'unlisted-reference',
          path,
          message: `reads $.${root}, which is not on the list of attributes`,
        },
      ];
};

const leafFindings = ({ value, path }: Scalar, options: LintOptions): Finding[] => {
  if (typeof value !== 'string') {
    return [{ rule: 'scalar-not-string', path, message: NOT_A_STRING }];
  }
  if (value === '')
    return [{ rule: 'empty-string', path, message: 'has an empty string; leave the field out' }];
  return [...tokenFindings(value, path, options), ...rootFindings(value, path)];
};

const limitFindings = ({ value, path }: Scalar, rule: ActionRule | null): Finding[] => {
  const limit = rule?.consoleLimits?.[path.slice(1).join('.')];
  return limit !== undefined && Number(value) > limit
    ? [{ rule: 'console-limit', path, message: `is ${value}; the console's form ends at ${limit}` }]
    : [];
};

/** What holds for every value of every action of the table, and then what the action's row says. */
export const checkParameters = perAction(({ Type, Parameters = {} }, options) => {
  if (!isKnownType(Type)) return [];
  const rule = ruleFor(Type, Parameters);
  const leaves = scalarsOf(Parameters, ['Parameters']);
  const general = leaves.flatMap((leaf) => leafFindings(leaf, options));
  const reported = new Set(general.map(({ path }) => formatPath(path)));
  const read = rule?.parameters.safeParse(Parameters);
  const particular = faultsOf(read?.error?.issues ?? [], Parameters)
    .map(({ path, rule, message }) => ({
      rule,
      path: ['Parameters', ...path],
      message: `${formatPath(path)} ${message}`.trim(),
    }))
    .filter(({ path }) => !reported.has(formatPath(path)));
  return [...general, ...particular, ...leaves.flatMap((leaf) => limitFindings(leaf, rule))];
});
