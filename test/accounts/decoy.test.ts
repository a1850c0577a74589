import { jest } from '@jest/globals';

const verified: string[] = [];
jest.unstable_mockModule('@node-rs/argon2', () => ({
  hash: async () => 'a hash of something',
  verify: async (hash: string) => {
    verified.push(hash);
    return false;
  },
}));
const { AuthStore } = await import('../../src/modules/accounts/auth-store.service.js');

/** Stands in for the login role: one name is known, the other is not. */
const pool = {
  rows: async (text: string, [username]: readonly unknown[]) => {
    if (text.includes('auth_begin_attempt')) return [{ attempt: '1' }];
    return text.includes('auth_password') && username === 'known'
      ? [{ city_id: 'c', account_id: 'a', password_hash: 'the hash of known', grant_id: 'g' }]
      : [];
  },
};

describe('a name nobody has', () => {
  it('costs the same work as one that somebody has: a hash is verified either way', async () => {
    const store = new AuthStore(pool as never);
    for (const name of ['known', 'unknown'])
      await expect(store.signIn(name, 'wrong', '192.0.2.1')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(verified).toEqual(['the hash of known', 'a hash of something']);
  });
});
