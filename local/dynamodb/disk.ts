import { statfsSync } from 'node:fs';

/** LevelDB needs room for a log and for the table files it merges; below this nothing is written. In bytes. */
const ROOM = 32 * 1_048_576;

/** Bytes that a user without special rights may still write next to `path`. */
const freeBytes = (path: string): number => {
  const { bavail, bsize, blocks } = statfsSync(path);
  // Some network file systems do not report their size.
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
};

/**
 * Returns what is wrong when the disk of `folder` is full, else null. Writing into a full disk would leave LevelDB in an unknown
 * state; writes that are refused before are accepted again as soon as there is room.
 */
export const fullDisk =
  (folder: string, free: (path: string) => number = freeBytes) =>
  (): string | null => {
    const left = free(folder);
    if (left >= ROOM) return null;
    const megabytes = (bytes: number) => Math.floor(bytes / 1_048_576);
    return `the disk of ${folder} is full (${megabytes(left)} MB left, ${megabytes(ROOM)} MB are needed): nothing is recorded until there is room; no restart is needed`;
  };

/** What the system says when the disk, or the user's quota, is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (/ENOSPC|EDQUOT|No space left|Disk quota exceeded/i.test(error.message) ||
    ('code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code))) ||
    isDiskFull(error.cause));

/** What the system says when this user may not read or write a file. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error &&
  (/EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted/i.test(
    error.message,
  ) ||
    isForbidden(error.cause));
