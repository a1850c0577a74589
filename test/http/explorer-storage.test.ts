import { maskPasswords, maskedStorage } from '../../web/explorer/masked-storage.js';

const signIn = (password: string): string =>
  `mutation { signIn(input: {username: "a", password: ${password}}) { token } }`;

describe('what the explorer keeps in the browser', () => {
  it.each(['"tops3cret"', '"top \\"s3cret\\" s3cret"', '"""tops3cret "x" s3cret"""', '"tops3cret'])(
    'masks the password %s in a query, in a tab and in the variables',
    (literal) => {
      const query = signIn(literal);
      const tabs = JSON.stringify({ tabs: [{ query, variables: '{"password" : "tops3cret"}' }], activeTabIndex: 0 });
      for (const text of [query, tabs, '{\n "password": "tops3cret"\n']) {
        expect(text).toContain('s3cret');
        expect(maskPasswords(text)).not.toContain('s3cret');
      }
    },
  );

  it('keeps a masked query runnable, so that only the password is typed again', () => {
    expect(maskPasswords(signIn('"tops3cret"'))).toBe(signIn('"…"'));
    const tabs = { tabs: [{ query: signIn('"tops3cret"'), title: 'SignIn' }] };
    expect(JSON.parse(maskPasswords(JSON.stringify(tabs)))).toEqual({
      tabs: [{ query: signIn('"…"'), title: 'SignIn' }],
    });
  });

  it('changes nothing else, not even the layout', () => {
    for (const text of ['query { viewer { account { username } } }', '{\n  "first":   20\n}', '', 'light']) {
      expect(maskPasswords(text)).toBe(text);
    }
  });

  it('writes through the mask and otherwise behaves as the storage under it', () => {
    const kept = new Map<string, string>();
    const storage = maskedStorage({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      clear: () => kept.clear(),
      get length() {
        return kept.size;
      },
    });
    storage.setItem('query', signIn('"tops3cret"'));
    storage.setItem('theme', 'light');
    expect([storage.getItem('query'), storage.length]).toEqual([signIn('"…"'), 2]);
    storage.removeItem('query');
    expect(storage.getItem('query')).toBeNull();
    storage.clear();
    expect(kept.size).toBe(0);
  });
});
