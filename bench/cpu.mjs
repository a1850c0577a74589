// CPU seconds of processes, from the kernel's own accounting (Linux).
import { readFileSync, readdirSync } from 'node:fs';

const TICKS = 100;
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {
      parent: Number(fields[1]),
      own: Number(fields[11]) + Number(fields[12]),
      children: Number(fields[13]) + Number(fields[14]),
    };
  } catch {
    return null;
  }
}

export const cpuOf = (pid) => {
  const stat = statOf(pid);
  return stat ? stat.own / TICKS : 0;
};

/**
 * A postmaster with its backends, those that have ended included. One that ends while we look would be missed or
 * counted twice: then we look again.
 */
export function cpuOfTree(pid) {
  for (;;) {
    const before = statOf(pid);
    let running = 0;
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const stat = statOf(name);
      if (stat?.parent === pid) running += stat.own;
    }
    const after = statOf(pid);
    if (after?.children === before?.children) return ((after?.own ?? 0) + (after?.children ?? 0) + running) / TICKS;
  }
}

export const memoryOf = (pid) => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return 0;
  }
};
