import { execFileSync } from 'node:child_process';

/** A published key, and a checkpoint alone or a C2SP tlog-proof with the event's canonical JSON. */
export type Case = { vkey: string } & ({ checkpoint: string } | { proof: string; body: string });

/**
 * What Go's libraries say of each case (main.go): `holds`, or why it does not.
 * @throws Error when there is no Go, or it cannot build the program
 */
export const saidByGo = (cases: readonly Case[]): string[] => {
  const input = cases.map((one) => JSON.stringify(one)).join('\n');
  const output = execFileSync('go', ['run', '.'], { cwd: import.meta.dirname, encoding: 'utf8', input });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};
