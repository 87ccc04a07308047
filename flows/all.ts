import type { Config } from '../domain/config/config.ts';
import { flow } from './build.ts';
import { emergencyAuthentication } from './emergency-authentication.ts';
import { emergencyDemo } from './emergency-demo.ts';
import { emergencyUpdate } from './emergency-update.ts';
import type { Flow } from './language/flow.ts';
import type { FlowName } from './names.ts';
import { sayAndHangUp } from './opening.ts';

/** For imports by hand: a flow can only transfer to a published flow, so this one is imported first. */
const placeholder = (): Flow =>
  flow(
    'Emergency_Update_Placeholder',
    'Temporary transfer target until Emergency_Update is imported.',
    'Not installed',
    sayAndHangUp(
      'Not installed',
      'The emergency update menu is not installed yet. Nothing was changed. Goodbye.',
    ),
  );

/** A flow as the text of its file. */
export const flowText = (flow: Flow): string => `${JSON.stringify(flow, null, 2)}\n`;

/** The four flows of a configuration, with the tokens `{{lambda:…}}` and `{{flow:…}}` in place of ARNs. */
export const buildFlows = (config: Config): Record<FlowName, Flow> => ({
  Emergency_Authentication: emergencyAuthentication(config),
  Emergency_Update: emergencyUpdate(config),
  Emergency_Update_Placeholder: placeholder(),
  Emergency_Demo: emergencyDemo(config),
});
