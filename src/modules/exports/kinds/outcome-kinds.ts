import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemVerification,
} from '../../implementation/implementation.entity.js';
import { isOverdue } from '../../implementation/item-due.service.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../../outcomes/outcome.entity.js';
import { stateOfReport } from '../../outcomes/outcome.service.js';
import {
  DAY_ENTERED,
  ITEM,
  TOPIC,
  TOPIC_OF_ITEM,
  column,
  dates,
  idColumn,
  showing,
  worked,
} from '../record-columns.js';
import { recordExport } from '../record-source.js';

const DECISION = idColumn('decisionId', '研究决定编号', 'OutcomeDecision', 't.decision_id', 'decision');
const SUGGESTION = idColumn('suggestionId', '意见建议编号', 'Suggestion', 't.suggestion_id', 'suggestion');

export const outcomes = recordExport(
  Outcome,
  { zh: '协商成果', en: 'Outcomes' },
  {
    under: [TOPIC],
    columns: [dates('reached', '形成日期'), column('route', '成果去向'), column('summary', '成果内容')],
    days: 'reached',
  },
);

export const outcomeReports = recordExport(
  OutcomeReport,
  { zh: '成果报送', en: 'Reports of outcomes' },
  {
    under: [TOPIC],
    joins:
      ' LEFT JOIN room r ON r.city_id = o.city_id AND r.id = o.room_id LEFT JOIN outcome_decision d ON ' +
      'd.city_id = t.city_id AND d.report_id = t.id',
    columns: [
      showing('room', column('roomName', '协商议事室', 'r.name')),
      idColumn('outcomeId', '成果编号', 'Outcome', 't.outcome_id', 'outcome'),
      column('number', '文号'),
      dates('reported', '报送日期'),
      column('request', '请求事项'),
      worked<OutcomeReport>('state', '办理状态', stateOfReport),
      idColumn('decisionId', '研究决定编号', 'OutcomeDecision', 'd.id', 'decision'),
    ],
    days: 'reported',
  },
);

export const outcomeDecisions = recordExport(
  OutcomeDecision,
  { zh: '研究决定', en: 'Decisions on reports' },
  {
    under: [TOPIC],
    columns: [
      idColumn('reportId', '成果报送编号', 'OutcomeReport', 't.report_id', 'report'),
      column('result', '研究结果'),
      column('body', '研究机构'),
      column('metOn', '会议日期'),
      column('documentNumber', '文号'),
      column('reason', '理由或说明'),
    ],
    days: ['t.met_on', 't.met_on'],
  },
);

export const suggestionAnswers = recordExport(
  SuggestionAnswer,
  { zh: '意见答复', en: 'Answers to suggestions' },
  {
    under: [TOPIC],
    columns: [SUGGESTION, DECISION, column('result', '答复'), column('reason', '答复说明')],
    days: DAY_ENTERED,
  },
);

export const implementationPlans = recordExport(
  ImplementationPlan,
  { zh: '落实计划（清单）', en: 'Plans and lists' },
  { under: [TOPIC], columns: [column('kind', '种类'), column('title', '名称'), DECISION], days: DAY_ENTERED },
);

export const implementationItems = recordExport(
  ImplementationItem,
  { zh: '落实事项', en: 'Implementation items' },
  {
    under: [TOPIC],
    joins:
      ' LEFT JOIN implementation_plan n ON n.city_id = t.city_id AND n.id = t.plan_id LEFT JOIN unit u ON ' +
      'u.city_id = t.city_id AND u.id = t.responsible_unit_id LEFT JOIN unit l ON l.city_id = t.city_id AND ' +
      'l.id = t.lead_unit_id',
    columns: [
      showing(
        'plan',
        idColumn('planId', '计划（清单）编号', 'ImplementationPlan'),
        column('planKind', '计划（清单）种类'),
        column('planTitle', '计划（清单）', 'n.title'),
      ),
      { ...SUGGESTION, zh: '所据意见建议编号' },
      column('measure', '落实措施'),
      showing('responsibleUnit', column('responsibleUnit', '责任单位', 'u.name')),
      showing('leadUnit', column('leadUnit', '牵头单位', 'l.name')),
      column(
        'coUnits',
        '协办单位',
        'ARRAY(SELECT h.name FROM item_co_unit c JOIN unit h ON h.city_id = c.city_id AND h.id = c.unit_id ' +
          'WHERE c.city_id = t.city_id AND c.item_id = t.id ORDER BY h.name)',
      ),
      column('assignedOn', '交办日期'),
      column('dueOn', '完成期限'),
      column('state', '状态'),
      worked<ImplementationItem>('isOverdue', '已超期', (_ctx, item) => isOverdue(item)),
      column('completedOn', '办结日期'),
      column('verifiedOn', '核验日期'),
    ],
    days: ['t.due_on', 't.due_on'],
  },
);

export const implementationEvents = recordExport(
  ImplementationEvent,
  { zh: '落实进展', en: 'What happened to items' },
  {
    under: [ITEM, TOPIC_OF_ITEM],
    columns: [
      column('kind', '进展种类'),
      dates('happened', '发生日期'),
      column('state', '进展后的状态'),
      column('note', '进展说明'),
    ],
    days: 'happened',
  },
);

export const itemVerifications = recordExport(
  ItemVerification,
  { zh: '落实核验', en: 'Verifications of items' },
  {
    under: [ITEM, TOPIC_OF_ITEM],
    columns: [column('result', '核验结果'), dates('verified', '核验日期'), column('note', '核验说明')],
    days: 'verified',
  },
);
