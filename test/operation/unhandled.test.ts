import { spawnSync } from 'node:child_process';

/**
 * A process with the last line of defence in which `work` happens; it ends by itself, with code 7, if nothing ends it
 * before.
 */
function processWith(work: string): { status: number | null; log: string; said: string } {
  const script = `
    import { createLog } from './dist/src/http/log.js';
    import { logUnhandled } from './dist/src/unhandled.js';
    logUnhandled(createLog('error'), async () => console.error('stopped in order'));
    setTimeout(() => { console.error('still serving'); process.exit(7); }, 500);
    ${work}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  return { status, log: stdout, said: stderr };
}

const SECRET = 'zqsecretqz of a resident';

describe('an error that reached no request', () => {
  it('is logged without its text when it is a rejected promise, and the process goes on', () => {
    const { status, log, said } = processWith(`Promise.reject(new RangeError('${SECRET}'));`);
    expect([status, said]).toEqual([7, 'still serving\n']);
    expect(JSON.parse(log)).toMatchObject({ name: 'RangeError', msg: expect.stringContaining('nobody waited') });
    expect(log).not.toContain(SECRET);
  });

  it('stops the server in order when it is an exception that nobody caught', () => {
    const { status, log, said } = processWith(`setTimeout(() => { throw new RangeError('${SECRET}'); });`);
    expect([status, said]).toEqual([1, 'stopped in order\n']);
    expect(JSON.parse(log)).toMatchObject({ name: 'RangeError', msg: expect.stringContaining('stopping') });
    expect(log).not.toContain(SECRET);
  });

  it('is none where all goes well (control)', () => {
    expect(processWith('Promise.reject(new Error()).catch(() => undefined);')).toEqual({
      status: 7,
      log: '',
      said: 'still serving\n',
    });
  });
});
