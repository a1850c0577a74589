import { AuditEvent } from '../../audit/audit.entity.js';
import { Unit } from '../../implementation/unit.entity.js';
import { PlaceChange, PlaceFact, PlaceHonour } from '../../places/place-records.entity.js';
import { Place } from '../../places/place.entity.js';
import { Procedure, ProcedureStage } from '../../procedure/procedure.entity.js';
import { Seal } from '../../seals/seal.entity.js';
import { sealIsIntact } from '../../seals/seal-check.service.js';
import { exportPolicy } from '../export.policy.js';
import { column, idColumn, showing, worked } from '../record-columns.js';
import { recordExport } from '../record-source.js';

/** `City` for `CITY`: the types of places are named like their levels. */
const aPlace = ({ level }: Readonly<Record<string, unknown>>): string =>
  (level as string).charAt(0) + (level as string).slice(1).toLowerCase();
const register = { right: 'register' } as const;
const day = (sql: string): [string, string] => [
  `(${sql} AT TIME ZONE 'Asia/Shanghai')::date`,
  `(${sql} AT TIME ZONE 'Asia/Shanghai')::date`,
];

export const places = recordExport(
  Place,
  { zh: '区划名录', en: 'Register of places' },
  {
    ...register,
    at: 'ITSELF',
    idOf: aPlace,
    joins:
      ' LEFT JOIN place b ON b.city_id = t.city_id AND b.id = t.parent_id LEFT JOIN place f ON f.city_id = ' +
      't.city_id AND f.id = t.successor_id',
    columns: [
      column('code', '区划代码'),
      column('name', '名称'),
      column('otherNames', '其他名称'),
      column('level', '层级'),
      column('kind', '类别'),
      showing('parent', column('parentCode', '上级区划代码', 'b.code'), column('parentName', '上级', 'b.name')),
      column(
        'ancestors',
        '各级上级',
        'ARRAY(SELECT q.name FROM place q WHERE q.path = ANY(ARRAY(SELECT left(t.path, n) COLLATE "C" FROM ' +
          'generate_series(4, length(t.path) - 4, 4) AS n)) ORDER BY q.path)',
      ),
      column('closedOn', '撤并日期'),
      showing(
        'successor',
        column('successorCode', '并入区划代码', 'f.code'),
        column('successorName', '并入', 'f.name'),
      ),
      column('version', '版本'),
    ],
  },
);

export const placeFacts = recordExport(
  PlaceFact,
  { zh: '地方数据', en: 'Numbers about places' },
  {
    ...register,
    columns: [
      column('kind', '数据种类'),
      column('count', '数量'),
      column('asOf', '数据日期'),
      column('source', '出处'),
    ],
    days: ['t.as_of', 't.as_of'],
  },
);

export const placeHonours = recordExport(
  PlaceHonour,
  { zh: '荣誉称号', en: 'Honours of places' },
  { ...register, columns: [column('title', '荣誉称号'), column('source', '出处')] },
);

export const placeChanges = recordExport(
  PlaceChange,
  { zh: '区划变更', en: 'Changes of places' },
  {
    ...register,
    joins: ' LEFT JOIN place b ON b.city_id = t.city_id AND b.id = t.former_parent_id',
    columns: [
      column('kind', '变更种类'),
      column('happenedOn', '变更日期'),
      column('formerName', '原名称'),
      showing(
        'formerParent',
        column('formerParentCode', '原上级区划代码', 'b.code'),
        column('formerParentName', '原上级', 'b.name'),
      ),
      column('reason', '变更依据'),
    ],
    days: ['t.happened_on', 't.happened_on'],
  },
);

export const units = recordExport(
  Unit,
  { zh: '责任单位', en: 'Responsible units' },
  { ...register, at: 'CITY', columns: [column('name', '单位名称'), column('kind', '单位种类')] },
);

export const procedures = recordExport(
  Procedure,
  { zh: '协商程序', en: 'Procedures' },
  {
    ...register,
    at: 'CITY',
    columns: [column('number', '程序版本'), column('title', '程序名称'), column('inForceFrom', '施行日期')],
    days: ['t.in_force_from', 't.in_force_from'],
  },
);

export const procedureStages = recordExport(
  ProcedureStage,
  { zh: '程序阶段', en: 'Stages of procedures' },
  {
    ...register,
    at: 'CITY',
    joins: ' JOIN procedure c ON c.city_id = t.city_id AND c.id = t.procedure_id',
    columns: [
      showing(
        'procedure',
        idColumn('procedureId', '程序编号', 'Procedure'),
        column('procedureNumber', '程序版本', 'c.number'),
      ),
      column('ordinal', '顺序'),
      column('kind', '阶段种类'),
      column('title', '阶段名称'),
      column('titleEn', '英文名称'),
      column('gateMode', '关口'),
      column('deadlineDays', '时限（天）'),
    ],
  },
);

export const seals = recordExport(
  Seal,
  { zh: '封存', en: 'Seals' },
  {
    ...register,
    columns: [
      column('title', '封存标题'),
      showing('period', column('periodFrom', '时段（起）'), column('periodTo', '时段（止）')),
      column('sealedAt', '封存时间'),
      column('catalogueVersion', '指标目录版本'),
      column('hash', '校验值'),
      column('isDemo', '演示数据'),
      worked<Seal>('verified', '校验相符', (ctx, seal) => ctx.load(sealIsIntact, seal)),
    ],
    // Each is read as a whole to be verified.
    pageRows: 10,
    days: day('t.sealed_at'),
  },
);

export const auditEvents = recordExport(
  AuditEvent,
  { zh: '操作记录', en: 'Audit events' },
  {
    right: 'audit',
    at: 'PLACE_OF_TODAY',
    columns: [
      column('at', '时间'),
      column('actor', '操作人'),
      column('role', '操作身份'),
      column('action', '操作'),
      column('objectType', '对象类别'),
      idColumn('object', '对象编号', ({ objectType }) => objectType as string, 't.object_id'),
      column('onBehalfOf', '代谁操作'),
      {
        ...column('address', '网络地址'),
        seenBy: (viewer) => exportPolicy.can('addresses', viewer, { placePath: viewer.placePath! }),
      },
      column('requestId', '请求编号'),
    ],
    days: day('t.at'),
  },
);
