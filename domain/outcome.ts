/** How an event came out, for who looks for what was not done. */
export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Refusals are events of types of their own, and so is what did not work. */
export const outcomeOf = (type: string): Outcome => {
  if (/(Refused|Rejected|NotAuthorised)$/.test(type)) return 'refused';
  return type.endsWith('Failed') ? 'failed' : 'done';
};
