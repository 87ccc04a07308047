import type { Draft } from './build/draft.ts';
import { ENTRY, layout } from './build/layout.ts';
import type { Flow } from './language/flow.ts';
import { parseFlow } from './lint.ts';

export * from './build/control-actions.ts';
export * from './build/data.ts';
export { action, type Draft } from './build/draft.ts';
export * from './build/prompts.ts';
export { token } from './language/tokens.ts';

/**
 * Builds a complete flow, laid out for the console.
 * @throws FlowError listing everything Amazon Connect would refuse
 */
export const flow = (name: string, description: string, start: string, drafts: readonly Draft[]): Flow => {
  const actions = drafts.map((draft) => draft.action);
  const positions = layout(start, actions);
  const ActionMetadata = Object.fromEntries(
    drafts.map(({ action: { Identifier }, metadata }) => [
      Identifier,
      { position: positions.get(Identifier), isFriendlyName: true, ...metadata },
    ]),
  );
  return parseFlow({
    Version: '2019-10-30',
    StartAction: start,
    Metadata: {
      entryPointPosition: ENTRY,
      ActionMetadata,
      name,
      description,
      type: 'contactFlow',
      status: 'published',
    },
    Actions: actions,
  });
};
