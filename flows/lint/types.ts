import { typeOf } from '../language/flow-type.ts';
import { INVENTED_TYPES } from '../language/invented-types.ts';
import { isKnownType, ruleFor } from '../language/table.ts';
import { type Check, type Finding, perAction, problem } from './rules.ts';

/** A flow module must have Settings, and a flow must not (probe). */
export const checkSettings: Check = (flow, { type = typeOf(flow) }) => {
  if (flow.Settings) {
    return type === 'MODULE'
      ? []
      : [
          problem(
            'settings-in-flow',
            ['Settings'],
            'is for flow modules only; Connect refuses a flow with it',
          ),
        ];
  }
  return type === 'MODULE'
    ? [problem('settings-missing', ['Settings'], 'is missing; Connect refuses a flow module without it')]
    : [];
};

/** The action's type exists and is allowed in this type of flow. */
export const checkTypes: Check = (flow, options) => {
  const { type = typeOf(flow) } = options;
  const check = perAction(({ Type, Parameters = {} }): Finding[] => {
    const path = ['Type'];
    const meant = INVENTED_TYPES.get(Type);
    if (meant)
      return [{ rule: 'invented-type', path, message: `has a type that does not exist; use ${meant}` }];
    if (!isKnownType(Type)) {
      const message = 'was not checked: its type is not in flows/language/table.ts';
      return [{ rule: 'unchecked-type', path, message }];
    }
    const rule = ruleFor(Type, Parameters);
    if (!rule) {
      const message = 'needs StoreInput: "True" for digits or "False" for a menu';
      return [{ rule: 'missing-store-input', path: ['Parameters', 'StoreInput'], message }];
    }
    return rule.flowTypes.includes(type)
      ? []
      : [{ rule: 'flow-type', path, message: `is not allowed in a flow of type ${type}` }];
  });
  return check(flow, options);
};
