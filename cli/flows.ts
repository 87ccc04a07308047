import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFlows, flowText } from '../flows/index.ts';
import { readConfig } from '../handlers/read-config.ts';
import { configFile } from './connection.ts';
import { writeWhole } from './new-file.ts';
import { counted, print } from './output.ts';

/** `emergency flows render`: writes the flows of the configuration as JSON files, for manual import. */
export const render = ({ out, json }: { out: string; json?: boolean }): void => {
  mkdirSync(out, { recursive: true });
  const files = Object.entries(buildFlows(readConfig({ LINE_CONFIG: configFile() }))).map(([name, flow]) => {
    const file = join(out, `${name}.json`);
    const text = flowText(flow);
    const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
    if (changed) writeWhole(file, text);
    return { file, actions: flow.Actions.length, changed };
  });
  const isSame = !files.some(({ changed }) => changed);
  print(json, { files }, () =>
    [
      ...files.map(
        ({ file, actions, changed }) =>
          `${file}: ${counted(actions, 'action')}${changed ? '' : ', unchanged'}`,
      ),
      ...(isSame ? ['Nothing was changed: the files had these flows already.'] : []),
    ].join('\n'),
  );
};
