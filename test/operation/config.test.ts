import { readFileSync } from 'node:fs';
import { ConfigError, readConfig } from '../../src/http/config.js';

const noFiles = (path: string): string => {
  throw new Error(`no file ${path}`);
};

describe('the settings', () => {
  it('have defaults a newcomer can start with', () => {
    expect(readConfig(noFiles, {})).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', SECURE_COOKIES: false });
  });

  it('name every mistake at once, in both languages', () => {
    const wrong = {
      PORT: '70000',
      DEMO_TODAY: 'yesterday',
      SECURE_COOKIES: 'perhaps',
      DATABASE_URL: 'postgres://app@localhost/x',
    };
    let text = '';
    try {
      readConfig(noFiles, wrong);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      text = (error as Error).message;
    }
    for (const key of ['PORT', 'DEMO_TODAY', 'SECURE_COOKIES', 'AUTH_DATABASE_URL']) expect(text).toContain(`${key}:`);
    expect(text).toContain('配置有误');
    expect(text).toContain('Settings to correct');
  });

  it('may come from files, but not from both places', () => {
    const files: Record<string, string> = {
      '/run/secrets/a': 'postgres://app@db/x\n',
      '/run/secrets/b': 'postgres://app_auth@db/x\n',
    };
    const read = (path: string): string => files[path] ?? noFiles(path);
    expect(
      readConfig(read, { DATABASE_URL_FILE: '/run/secrets/a', AUTH_DATABASE_URL_FILE: '/run/secrets/b' }),
    ).toMatchObject({ DATABASE_URL: 'postgres://app@db/x' });
    expect(() => readConfig(read, { DEMO_PASSWORD: 'a-long-password', DEMO_PASSWORD_FILE: '/run/secrets/a' })).toThrow(
      'DEMO_PASSWORD_FILE',
    );
    expect(() => readConfig(read, { DEMO_PASSWORD_FILE: '/nowhere' })).toThrow('/nowhere');
  });

  it('are all explained in docs/configuration.md', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    const source = readFileSync('src/http/config.ts', 'utf8');
    const keys = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]!);
    expect(keys.length).toBeGreaterThan(12);
    expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });
});
