import { startLine } from '../../local/line.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { newFolder } from './product.ts';

/** A new data folder on which a line has run: without one, no command works. */
export const startedFolder = async (folder = newFolder()): Promise<string> => {
  const line = await startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
  await line.stop();
  return folder;
};
