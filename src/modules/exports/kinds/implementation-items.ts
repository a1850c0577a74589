import { ImplementationItem } from '../../implementation/implementation.entity.js';
import { JOIN_TOPIC, PLACE, RECORDED, type RecordExport, TOPIC, column, idColumn, showing } from '../record-source.js';

const PLAN_AND_UNITS = ' LEFT JOIN implementation_plan n ON n.city_id = t.city_id AND n.id = t.plan_id'
  + ' LEFT JOIN unit u ON u.city_id = t.city_id AND u.id = t.responsible_unit_id LEFT JOIN unit l ON l.city_id = t.city_id AND l.id = t.lead_unit_id';
const CO_UNITS = `(SELECT array_agg(h.name ORDER BY h.name) FROM item_co_unit c JOIN unit h ON h.city_id = c.city_id AND h.id = c.unit_id WHERE c.city_id = t.city_id AND c.item_id = t.id)`;

export const implementationItems: RecordExport = {
  title: { zh: '落实事项', en: 'Implementation items' },
  entity: ImplementationItem,
  joins: JOIN_TOPIC + PLAN_AND_UNITS,
  columns: [
    idColumn('id', '编号', 'ImplementationItem'), ...PLACE, ...TOPIC, idColumn('planId', '计划（清单）编号', 'ImplementationPlan', 't.plan_id', 'plan'),
    ...showing('plan', column('planKind', '计划（清单）种类'), column('planTitle', '计划（清单）', 'n.title')), idColumn('suggestionId', '所据意见建议编号', 'Suggestion', 't.suggestion_id', 'suggestion'),
    column('measure', '落实措施'), ...showing('responsibleUnit', column('responsibleUnit', '责任单位', 'u.name')), ...showing('leadUnit', column('leadUnit', '牵头单位', 'l.name')),
    column('coUnits', '协办单位', CO_UNITS), column('assignedOn', '交办日期'), column('dueOn', '完成期限'), column('state', '状态'), column('completedOn', '办结日期'), column('verifiedOn', '核验日期'),
    ...RECORDED,
  ],
  days: ['t.due_on', 't.due_on'],
};
