import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with cdk.json, from which the paths of the CDK app and the Lambda sources are resolved. */
export const projectFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'cdk.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
};
