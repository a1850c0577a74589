import { listBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { Account, Grant } from './account.entity.js';

export const grantsOfAccount = listBy(Grant, 'accountId', 'account_id', { where: 't.revoked_at IS NULL' });

/** Keyed by city. */
export const accountsOfCity = definePage<Account>({
  name: 'accountsOfCity',
  entity: Account,
  match: 't.city_id = k.key',
  sort: [
    { sql: 't.username', type: 'text' },
    { sql: 't.id', type: 'uuid' },
  ],
});
