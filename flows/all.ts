import type { Config } from '../domain/config/config.ts';
import { flow } from './build.ts';
import { emergencyAuthentication } from './emergency-authentication.ts';
import { emergencyDemo } from './emergency-demo.ts';
import { emergencyUpdate } from './emergency-update.ts';
import type { Flow } from './language/flow.ts';
import type { FlowName } from './names.ts';
import { sayAndHangUp } from './opening.ts';

/** For people who import by hand: a flow can only transfer to one that is published, so this stands in for a while. */
const placeholder = (): Flow =>
  flow('Emergency_Update_Placeholder', 'Stands in for Emergency_Update until that is imported.', 'Not yet', [
    ...sayAndHangUp(
      'Not yet',
      'The emergency update menu is not installed yet. Nothing was changed. Goodbye.',
    ),
  ]);

/** The four flows of a configuration, with `{{lambda:…}}` and `{{flow:…}}` where a deployment puts its ARNs. */
export const buildFlows = (config: Config): Record<FlowName, Flow> => ({
  Emergency_Authentication: emergencyAuthentication(config),
  Emergency_Update: emergencyUpdate(config),
  Emergency_Update_Placeholder: placeholder(),
  Emergency_Demo: emergencyDemo(config),
});
