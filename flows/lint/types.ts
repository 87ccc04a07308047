import { typeOf } from '../language/flow-type.ts';
import { INVENTED_TYPES } from '../language/invented-types.ts';
import { isKnownType, ruleFor } from '../language/table.ts';
import { type Check, type Finding, perAction, problem } from './rules.ts';

/** Settings are a module's, and every module's (probe). */
export const checkSettings: Check = (flow, { type = typeOf(flow) }) => {
  if (flow.Settings) {
    return type === 'MODULE'
      ? []
      : [problem('settings-in-flow', ['Settings'], 'belongs to flow modules; a flow is refused with it')];
  }
  return type === 'MODULE'
    ? [problem('settings-missing', ['Settings'], 'is missing; a flow module is refused without it')]
    : [];
};

/** The action's type is one of the language, and allowed in this type of flow. */
export const checkTypes: Check = (flow, options) => {
  const { type = typeOf(flow) } = options;
  const check = perAction(({ Type, Parameters = {} }): Finding[] => {
    const path = ['Type'];
    const meant = INVENTED_TYPES.get(Type);
    if (meant)
      return [{ rule: 'invented-type', path, message: `has a type that does not exist; use ${meant}` }];
    if (!isKnownType(Type)) {
      const message = 'was not checked: flows/language/table.ts does not list its type';
      return [{ rule: 'not-checked', path, message }];
    }
    const rule = ruleFor(Type, Parameters);
    if (!rule) {
      const message = 'needs StoreInput: "True" for digits or "False" for a menu';
      return [{ rule: 'unknown-mode', path: ['Parameters', 'StoreInput'], message }];
    }
    return rule.flowTypes.includes(type)
      ? []
      : [{ rule: 'flow-type', path, message: `is refused in a flow of type ${type}` }];
  });
  return check(flow, options);
};
