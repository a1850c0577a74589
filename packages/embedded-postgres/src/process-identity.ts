import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { programEnvironment } from './program-environment.js';

/**
 * An identity of a running process: its start time, on Linux with the boot id. A later process with the same pid has
 * another one.
 * Null when no such process runs. A zombie counts as ended, because it holds no files and does not answer.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (process.platform === 'win32') {
    return output('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  }
  const line = output('ps', ['-o', 'state=,lstart=', '-p', String(pid)]);
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

/** The command line of a running process, words separated by spaces. Empty when unknown. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    return readOrNull(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
  }
  if (process.platform === 'win32') {
    return output('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).Path`]) ?? '';
  }
  return output('ps', ['-ww', '-o', 'command=', '-p', String(pid)]) ?? '';
}

function linuxIdentity(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the program name in parentheses. It may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
  return `${readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${startTicks}`;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function output(command: string, args: string[]): string | null {
  const run = spawnSync(command, args, { encoding: 'utf8', windowsHide: true, env: programEnvironment() });
  const text = run.stdout?.trim();
  return run.status === 0 && text ? text : null;
}
