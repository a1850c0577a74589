import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemVerification,
} from '../../implementation/implementation.entity.js';
import { isOverdue, latenessOf } from '../../implementation/item-due.service.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../../outcomes/outcome.entity.js';
import { stateOfReport } from '../../outcomes/outcome.service.js';
import {
  implementationEventsSheet,
  implementationItemsSheet,
  implementationPlansSheet,
  itemVerificationsSheet,
  outcomeDecisionsSheet,
  outcomeReferences,
  outcomeReportsSheet,
  outcomesSheet,
  suggestionAnswersSheet,
} from '../messages/outcome-sheets.js';
import { wordsOf } from '../export-row.js';
import { outcomeWords } from '../messages/record-words.js';
import {
  DAY_ENTERED,
  ITEM,
  TOPIC,
  TOPIC_OF_ITEM,
  coded,
  column,
  dates,
  day,
  idColumn,
  showing,
  worked,
} from '../record-columns.js';
import { recordExport } from '../record-source.js';

const DECISION = idColumn('decisionId', outcomeReferences.decisionId, 'OutcomeDecision', 't.decision_id', 'decision');
const SUGGESTION = idColumn(
  'suggestionId',
  outcomeReferences.suggestionId,
  'Suggestion',
  't.suggestion_id',
  'suggestion',
);

export const outcomes = recordExport(Outcome, outcomesSheet.sheet, {
  under: [TOPIC],
  columns: [
    dates('reached', outcomesSheet.reached),
    coded('route', outcomesSheet.route, outcomeWords.route),
    column('summary', outcomesSheet.summary),
  ],
  days: 'reached',
});

export const outcomeReports = recordExport(OutcomeReport, outcomeReportsSheet.sheet, {
  under: [TOPIC],
  joins:
    ' LEFT JOIN room r ON r.city_id = o.city_id AND r.id = o.room_id LEFT JOIN outcome_decision d ON ' +
    'd.city_id = t.city_id AND d.report_id = t.id',
  columns: [
    showing('room', column('roomName', outcomeReportsSheet.roomName, 'r.name')),
    idColumn('outcomeId', outcomeReportsSheet.outcomeId, 'Outcome', 't.outcome_id', 'outcome'),
    column('number', outcomeReportsSheet.number),
    dates('reported', outcomeReportsSheet.reported),
    column('request', outcomeReportsSheet.request),
    {
      ...worked<OutcomeReport>('state', outcomeReportsSheet.state, stateOfReport),
      words: wordsOf(outcomeWords.report),
    },
    idColumn('decisionId', outcomeReportsSheet.decisionId, 'OutcomeDecision', 'd.id', 'decision'),
  ],
  days: 'reported',
});

export const outcomeDecisions = recordExport(OutcomeDecision, outcomeDecisionsSheet.sheet, {
  under: [TOPIC],
  columns: [
    idColumn('reportId', outcomeDecisionsSheet.reportId, 'OutcomeReport', 't.report_id', 'report'),
    coded('result', outcomeDecisionsSheet.result, outcomeWords.decision),
    column('body', outcomeDecisionsSheet.body),
    day('metOn', outcomeDecisionsSheet.metOn),
    column('documentNumber', outcomeDecisionsSheet.documentNumber),
    column('reason', outcomeDecisionsSheet.reason),
  ],
  days: ['t.met_on', 't.met_on'],
});

export const suggestionAnswers = recordExport(SuggestionAnswer, suggestionAnswersSheet.sheet, {
  under: [TOPIC],
  columns: [
    SUGGESTION,
    DECISION,
    coded('result', suggestionAnswersSheet.result, outcomeWords.answer),
    column('reason', suggestionAnswersSheet.reason),
  ],
  days: DAY_ENTERED,
});

export const implementationPlans = recordExport(ImplementationPlan, implementationPlansSheet.sheet, {
  under: [TOPIC],
  columns: [
    coded('kind', implementationPlansSheet.kind, outcomeWords.plan),
    column('title', implementationPlansSheet.title),
    DECISION,
  ],
  days: DAY_ENTERED,
});

export const implementationItems = recordExport(ImplementationItem, implementationItemsSheet.sheet, {
  under: [TOPIC],
  joins:
    ' LEFT JOIN implementation_plan n ON n.city_id = t.city_id AND n.id = t.plan_id LEFT JOIN unit u ON ' +
    'u.city_id = t.city_id AND u.id = t.responsible_unit_id LEFT JOIN unit l ON l.city_id = t.city_id AND ' +
    'l.id = t.lead_unit_id',
  columns: [
    showing(
      'plan',
      idColumn('planId', implementationItemsSheet.planId, 'ImplementationPlan'),
      coded('planKind', implementationItemsSheet.planKind, outcomeWords.plan),
      column('planTitle', implementationItemsSheet.planTitle, 'n.title'),
    ),
    { ...SUGGESTION, zh: implementationItemsSheet.suggestionId },
    column('measure', implementationItemsSheet.measure),
    showing('responsibleUnit', column('responsibleUnit', implementationItemsSheet.responsibleUnit, 'u.name')),
    showing('leadUnit', column('leadUnit', implementationItemsSheet.leadUnit, 'l.name')),
    column(
      'coUnits',
      implementationItemsSheet.coUnits,
      'ARRAY(SELECT h.name FROM item_co_unit c JOIN unit h ON h.city_id = c.city_id AND h.id = c.unit_id ' +
        'WHERE c.city_id = t.city_id AND c.item_id = t.id ORDER BY h.name)',
    ),
    day('assignedOn', implementationItemsSheet.assignedOn),
    day('dueOn', implementationItemsSheet.dueOn),
    coded('state', implementationItemsSheet.state, outcomeWords.item),
    worked<ImplementationItem>('isOverdue', implementationItemsSheet.isOverdue, (_ctx, item) => isOverdue(item)),
    {
      ...worked<ImplementationItem>('lateness', implementationItemsSheet.lateness, (_ctx, item) => latenessOf(item)),
      words: wordsOf(outcomeWords.lateness),
    },
    day('completedOn', implementationItemsSheet.completedOn),
    day('verifiedOn', implementationItemsSheet.verifiedOn),
  ],
  days: ['t.due_on', 't.due_on'],
  summary: [
    'topicTitle',
    'planTitle',
    'measure',
    'responsibleUnit',
    'leadUnit',
    'assignedOn',
    'dueOn',
    'state',
    'lateness',
    'completedOn',
    'verifiedOn',
  ],
});

export const implementationEvents = recordExport(ImplementationEvent, implementationEventsSheet.sheet, {
  under: [ITEM, TOPIC_OF_ITEM],
  columns: [
    coded('kind', implementationEventsSheet.kind, outcomeWords.itemEvent),
    dates('happened', implementationEventsSheet.happened),
    coded('state', implementationEventsSheet.state, outcomeWords.item),
    column('note', implementationEventsSheet.note),
  ],
  days: 'happened',
});

export const itemVerifications = recordExport(ItemVerification, itemVerificationsSheet.sheet, {
  under: [ITEM, TOPIC_OF_ITEM],
  columns: [
    coded('result', itemVerificationsSheet.result, outcomeWords.verification),
    dates('verified', itemVerificationsSheet.verified),
    column('note', itemVerificationsSheet.note),
  ],
  days: 'verified',
});
