import { INVENTED_TYPES } from '../language/invented-types.ts';
import { isKnownType, ruleFor } from '../language/table.ts';
import { perAction } from './rules.ts';

/** The action's type is one of the language, and allowed in this type of flow. */
export const checkTypes = perAction(({ Type, Parameters = {} }, { type = 'CONTACT_FLOW' }) => {
  const path = ['Type'];
  const meant = INVENTED_TYPES.get(Type);
  if (meant)
    return [{ rule: 'invented-type', path, message: `has a type that does not exist; use ${meant}` }];
  if (!isKnownType(Type)) {
    return [{ rule: 'unknown-type', path, message: 'has a type that flows/language/table.ts does not list' }];
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
