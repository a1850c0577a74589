import { chownSync, statSync } from 'node:fs';

/**
 * Gives a file that root created to the owner of its folder. Otherwise that user could not read it at the next start.
 */
export function matchOwner(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
}
