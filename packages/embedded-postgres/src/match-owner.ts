import { chownSync, statSync } from 'node:fs';

/** Gives a file that root has made to its folder's owner, who could not read it at his own next start otherwise. */
export function matchOwner(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
}
