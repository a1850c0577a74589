import { definePage } from '../../kernel/page-text.js';
import { AuditEvent } from './audit.entity.js';

/**
 * Events at or below a place as it stands today: an event keeps the path of its day, its place may have moved since.
 * Keyed by path.
 */
export const auditEventsWithin = definePage<AuditEvent>({
  name: 'auditEventsWithin',
  entity: AuditEvent,
  keyType: 'text',
  match: `t.place_id IN (SELECT p.id FROM place p WHERE p.path >= k.key AND p.path < k.key || '~')`,
  sort: [
    { sql: 't.at', type: 'timestamptz' },
    { sql: 't.id', type: 'uuid' },
  ],
  descending: true,
});
