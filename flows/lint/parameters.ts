import { ruleFor } from '../language/table.ts';
import { holdsToken, parseToken } from '../language/tokens.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { type Finding, formatPath, type LintOptions, perAction } from './rules.ts';
import { faultsOf, NOT_A_STRING } from './zod-faults.ts';

const tokenFindings = (value: string, path: PropertyKey[], { stage }: LintOptions): Finding[] => {
  if (!holdsToken(value)) return [];
  if (parseToken(value) === null) {
    return [{ rule: 'token-mixed', path, message: 'has a token that does not fill its whole field' }];
  }
  return stage === 'published'
    ? [{ rule: 'unresolved-token', path, message: `still holds ${value}; resolve tokens before publishing` }]
    : [];
};

const leafFindings = ({ value, path }: Leaf, options: LintOptions): Finding[] => {
  if (typeof value !== 'string') {
    return [{ rule: 'scalar-not-string', path, message: NOT_A_STRING }];
  }
  if (value === '')
    return [{ rule: 'empty-string', path, message: 'has an empty string; leave the field out' }];
  return tokenFindings(value, path, options);
};

/** What holds for every value of every action, and then what the action's row of the table says. */
export const checkParameters = perAction(({ Type, Parameters = {} }, options) => {
  const general = leavesOf(Parameters, ['Parameters']).flatMap((leaf) => leafFindings(leaf, options));
  const told = new Set(general.map(({ path }) => formatPath(path)));
  const read = ruleFor(Type, Parameters)?.parameters.safeParse(Parameters);
  const particular = faultsOf(read?.error?.issues ?? [], Parameters)
    .map(({ path, rule, message }) => ({
      rule,
      path: ['Parameters', ...path],
      message: `${formatPath(path)} ${message}`.trim(),
    }))
    .filter(({ path }) => !told.has(formatPath(path)));
  return [...general, ...particular];
});
