import type { Mutant } from '../mutant.js';

const LINK = 'exports/link';
const link = (name: string, pattern: string, named: string, more: Partial<Mutant> = {}): Mutant => ({
  name,
  file: 'function export_take',
  pattern,
  replacement: '',
  test: LINK,
  named,
  ...more,
});
const MISSING = 'answers used, expired, foreign';

/** What leaves the server as a file. */
export const exportMutants: readonly Mutant[] = [
  link('a link for another account', ' AND x.account_id = p_account', MISSING, { inGate: true }),
  link('a link with any secret', ' AND x.secret_hash = p_secret', MISSING),
  link('a link past its day', ' AND x.expires_at > now()', MISSING),
  link('a link after its grant', ' AND g.revoked_at IS NULL', 'dies with the grant'),
  {
    name: 'a link without the scope',
    file: 'function export_take',
    pattern: 'j.kind = ANY(p_kinds)',
    replacement: 'true',
    test: 'exports/rights',
    named: 'service token',
  },
  {
    name: 'a link works twice',
    file: 'function export_take',
    pattern: 'x.data_taken_at IS NULL',
    replacement: 'true',
    test: LINK,
  },
  {
    name: 'a download by the remembered viewer',
    file: 'src/http/app.js',
    pattern: 'parts.auth.freshViewer(token) : null;',
    replacement: 'parts.auth.viewer(token) : null;',
    test: LINK,
  },
  {
    name: 'rights asked at the request only',
    file: 'src/modules/exports/export-job.js',
    pattern: '|| !mayExport(job.kind, job.viewer, place)',
    replacement: '',
    test: 'exports/queue',
  },
  {
    name: 'a grant revoked in the middle of writing',
    file: 'function export_progress',
    pattern: ' AND g.revoked_at IS NULL',
    replacement: '',
    test: 'exports/queue',
    named: 'in the middle',
  },
  {
    name: 'a disabled account in the middle of writing',
    file: 'function export_progress',
    pattern: ' AND a.disabled_at IS NULL',
    replacement: '',
    test: 'exports/queue',
    named: 'in the middle',
  },
  {
    name: 'formulas in cells',
    file: 'src/modules/exports/cell.js',
    pattern: '(FORMULA.test(text) ?',
    replacement: '(false ?',
    test: 'exports/cell',
    inGate: true,
  },
];
