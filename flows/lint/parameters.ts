import type { ActionRule } from '../language/action.ts';
import { unknownRoot } from '../language/references.ts';
import { isKnownType, ruleFor } from '../language/table.ts';
import { containsToken, isPlaceholder, parseToken } from '../language/tokens.ts';
import { type Finding, findingIf, formatPath, type LintOptions, perAction } from './rules.ts';
import { type Scalar, scalarsOf } from './scalars.ts';
import { faultsOf, NOT_A_STRING } from './zod-faults.ts';

const tokenFindings = (value: string, path: PropertyKey[], { stage }: LintOptions): Finding[] => {
  if (!containsToken(value) && !isPlaceholder(value)) return [];
  if (containsToken(value) && parseToken(value) === null) {
    return [{ rule: 'token-mixed', path, message: 'has a token that is not the whole field' }];
  }
  const message = `still contains ${value}; resolve tokens before publishing`;
  return findingIf(stage === 'published', 'unresolved-token', path, message);
};

const rootFindings = (value: string, path: PropertyKey[]): Finding[] => {
  const root = unknownRoot(value);
  const message = `reads $.${root}, which is not a known attribute`;
  return findingIf(root !== null, 'unknown-reference', path, message);
};

const scalarFindings = ({ value, path }: Scalar, options: LintOptions): Finding[] => {
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
    ? [{ rule: 'console-limit', path, message: `is ${value}; the console's form allows at most ${limit}` }]
    : [];
};

/** Checks every scalar by the general rules, then the parameters by the schema of the action's row. */
export const checkParameters = perAction(({ Type, Parameters = {} }, options) => {
  if (!isKnownType(Type)) return [];
  const rule = ruleFor(Type, Parameters);
  const scalars = scalarsOf(Parameters, ['Parameters']);
  const general = scalars.flatMap((scalar) => scalarFindings(scalar, options));
  const reported = new Set(general.map(({ path }) => formatPath(path)));
  const read = rule?.parameters.safeParse(Parameters);
  const specific = faultsOf(read?.error?.issues ?? [], Parameters)
    .map(({ path, rule, message }) => ({
      rule,
      path: ['Parameters', ...path],
      message: `${formatPath(path)} ${message}`.trim(),
    }))
    .filter(({ path }) => !reported.has(formatPath(path)));
  return [...general, ...specific, ...scalars.flatMap((scalar) => limitFindings(scalar, rule))];
});
