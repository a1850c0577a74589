import { AuditEvent } from '../../audit/audit.entity.js';
import { Unit } from '../../implementation/unit.entity.js';
import { PlaceChange, PlaceFact, PlaceHonour } from '../../places/place-records.entity.js';
import { Place } from '../../places/place.entity.js';
import { Procedure, ProcedureStage } from '../../procedure/procedure.entity.js';
import { Seal } from '../../seals/seal.entity.js';
import { sealIsIntact } from '../../seals/seal-check.service.js';
import {
  auditEventsSheet,
  placeChangesSheet,
  placeFactsSheet,
  placeHonoursSheet,
  placesSheet,
  procedureStagesSheet,
  proceduresSheet,
  sealsSheet,
  unitsSheet,
} from '../messages/city-sheets.js';
import { actionWords, objectWords } from '../messages/audit-words.js';
import { cityWords, commonWords } from '../messages/record-words.js';
import { exportPolicy } from '../export.policy.js';
import { coded, column, day, idColumn, moment, showing, worked } from '../record-columns.js';
import { recordExport } from '../record-source.js';

/** `City` for `CITY`: the types of places are named like their levels. */
const aPlace = ({ level }: Readonly<Record<string, unknown>>): string =>
  (level as string).charAt(0) + (level as string).slice(1).toLowerCase();
const register = { right: 'register' } as const;
const dayOf = (sql: string): [string, string] => [
  `(${sql} AT TIME ZONE 'Asia/Shanghai')::date`,
  `(${sql} AT TIME ZONE 'Asia/Shanghai')::date`,
];

export const places = recordExport(Place, placesSheet.sheet, {
  ...register,
  at: 'ITSELF',
  idOf: aPlace,
  joins:
    ' LEFT JOIN place b ON b.city_id = t.city_id AND b.id = t.parent_id LEFT JOIN place f ON f.city_id = ' +
    't.city_id AND f.id = t.successor_id',
  columns: [
    column('code', placesSheet.code),
    column('name', placesSheet.name),
    column('otherNames', placesSheet.otherNames),
    coded('level', placesSheet.level, cityWords.placeLevel),
    coded('kind', placesSheet.kind, cityWords.placeKind),
    showing(
      'parent',
      column('parentCode', placesSheet.parentCode, 'b.code'),
      column('parentName', placesSheet.parentName, 'b.name'),
    ),
    column(
      'ancestors',
      placesSheet.ancestors,
      'ARRAY(SELECT q.name FROM place q WHERE q.path = ANY(ARRAY(SELECT left(t.path, n) COLLATE "C" FROM ' +
        'generate_series(4, length(t.path) - 4, 4) AS n)) ORDER BY q.path)',
    ),
    day('closedOn', placesSheet.closedOn),
    showing(
      'successor',
      column('successorCode', placesSheet.successorCode, 'f.code'),
      column('successorName', placesSheet.successorName, 'f.name'),
    ),
    column('version', placesSheet.version),
  ],
  summary: ['code', 'name', 'level', 'kind', 'ancestors', 'otherNames', 'closedOn', 'successorName'],
});

export const placeFacts = recordExport(PlaceFact, placeFactsSheet.sheet, {
  ...register,
  columns: [
    coded('kind', placeFactsSheet.kind, cityWords.placeFact),
    column('count', placeFactsSheet.count),
    day('asOf', placeFactsSheet.asOf),
    column('source', placeFactsSheet.source),
    column('version', placeFactsSheet.version),
  ],
  days: ['t.as_of', 't.as_of'],
});

export const placeHonours = recordExport(PlaceHonour, placeHonoursSheet.sheet, {
  ...register,
  columns: [column('title', placeHonoursSheet.title), column('source', placeHonoursSheet.source)],
});

export const placeChanges = recordExport(PlaceChange, placeChangesSheet.sheet, {
  ...register,
  joins: ' LEFT JOIN place b ON b.city_id = t.city_id AND b.id = t.former_parent_id',
  columns: [
    coded('kind', placeChangesSheet.kind, cityWords.placeChange),
    day('happenedOn', placeChangesSheet.happenedOn),
    column('formerName', placeChangesSheet.formerName),
    showing(
      'formerParent',
      column('formerParentCode', placeChangesSheet.formerParentCode, 'b.code'),
      column('formerParentName', placeChangesSheet.formerParentName, 'b.name'),
    ),
    column('formerKind', placeChangesSheet.formerKind),
    column('formerCode', placeChangesSheet.formerCode),
    column('reason', placeChangesSheet.reason),
  ],
  days: ['t.happened_on', 't.happened_on'],
});

export const units = recordExport(Unit, unitsSheet.sheet, {
  ...register,
  at: 'CITY',
  columns: [column('name', unitsSheet.name), coded('kind', unitsSheet.kind, cityWords.unitKind)],
});

export const procedures = recordExport(Procedure, proceduresSheet.sheet, {
  ...register,
  at: 'CITY',
  columns: [
    column('number', proceduresSheet.number),
    column('title', proceduresSheet.title),
    day('inForceFrom', proceduresSheet.inForceFrom),
  ],
  days: ['t.in_force_from', 't.in_force_from'],
});

export const procedureStages = recordExport(ProcedureStage, procedureStagesSheet.sheet, {
  ...register,
  at: 'CITY',
  joins: ' JOIN procedure c ON c.city_id = t.city_id AND c.id = t.procedure_id',
  columns: [
    showing(
      'procedure',
      idColumn('procedureId', procedureStagesSheet.procedureId, 'Procedure'),
      column('procedureNumber', procedureStagesSheet.procedureNumber, 'c.number'),
    ),
    column('ordinal', procedureStagesSheet.ordinal),
    coded('kind', procedureStagesSheet.kind, commonWords.stage),
    column('title', procedureStagesSheet.title),
    column('titleEn', procedureStagesSheet.titleEn),
    coded('gateMode', procedureStagesSheet.gateMode, cityWords.gateMode),
    column('deadlineDays', procedureStagesSheet.deadlineDays),
  ],
});

export const seals = recordExport(Seal, sealsSheet.sheet, {
  ...register,
  columns: [
    column('title', sealsSheet.title),
    showing('period', day('periodFrom', sealsSheet.periodFrom), day('periodTo', sealsSheet.periodTo)),
    moment('sealedAt', sealsSheet.sealedAt),
    column('catalogueVersion', sealsSheet.catalogueVersion),
    column('hash', sealsSheet.hash),
    column('isDemo', sealsSheet.isDemo),
    worked<Seal>('verified', sealsSheet.verified, (ctx, seal) => ctx.load(sealIsIntact, seal)),
  ],
  // Each is read as a whole to be verified.
  pageRows: 10,
  days: dayOf('t.sealed_at'),
});

export const auditEvents = recordExport(AuditEvent, auditEventsSheet.sheet, {
  right: 'audit',
  at: 'PLACE_OF_TODAY',
  columns: [
    moment('at', auditEventsSheet.at),
    column('actor', auditEventsSheet.actor),
    coded('role', auditEventsSheet.role, commonWords.grantRole),
    coded('action', auditEventsSheet.action, actionWords),
    coded('objectType', auditEventsSheet.objectType, objectWords),
    idColumn('object', auditEventsSheet.object, ({ objectType }) => objectType as string, 't.object_id'),
    column('onBehalfOf', auditEventsSheet.onBehalfOf),
    {
      ...column('address', auditEventsSheet.address),
      seenBy: (viewer) => exportPolicy.can('addresses', viewer, { placePath: viewer.placePath! }),
    },
    column('requestId', auditEventsSheet.requestId),
  ],
  summary: ['at', 'actor', 'role', 'action', 'objectType', 'onBehalfOf', 'address'],
  days: dayOf('t.at'),
});
