/** Who acts, and the operator's own id for the action: the same action twice is done once. */
export type OperatorAction = { principal: string; actionId: string };

export const commandMetadata = ({ principal, actionId }: OperatorAction, step: string, request = step) => ({
  actor: `operator/${principal}`,
  contactId: actionId,
  step,
  request,
});
