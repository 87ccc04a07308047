/** The emergency types whose texts are built in. */
export type BuiltInType = 'weather' | 'fire-alarm' | 'facility-issue' | 'extended-wait';

/** The texts of one language, for whatever the configuration does not write itself. */
export type BuiltInTexts = {
  normal: string;
  whenUnknown: string;
  types: Record<BuiltInType, { name: string; message: string; laterMessage: string }>;
};
