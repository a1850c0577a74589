import { Evaluation } from '../../evaluation/evaluation.entity.js';
import { ResearchRecord } from '../../research/research.entity.js';
import { isOverdue, stageDueOn } from '../../topics/topic-deadline.service.js';
import { missingEvidence } from '../../topics/topic-missing.service.js';
import { Participant, TopicStep } from '../../topics/topic-parts.entity.js';
import { Topic } from '../../topics/topic.entity.js';
import {
  evaluationsSheet,
  participantsSheet,
  researchRecordsSheet,
  topicStepsSheet,
  topicsSheet,
} from '../messages/topic-sheets.js';
import { ROOM, TOPIC, column, dates, idColumn, showing, worked } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const topics = recordExport(Topic, topicsSheet.sheet, {
  under: [ROOM],
  columns: [
    column('title', topicsSheet.title),
    column('summary', topicsSheet.summary),
    column('track', topicsSheet.track),
    column('state', topicsSheet.state),
    column('stage', topicsSheet.stage),
    column(
      'stageTitle',
      topicsSheet.stageTitle,
      '(SELECT g.title FROM procedure_stage g WHERE g.city_id = t.city_id AND g.procedure_id = ' +
        't.procedure_id AND g.kind = t.stage)',
    ),
    worked<Topic>('stageDueOn', topicsSheet.stageDueOn, stageDueOn),
    worked<Topic>('isOverdue', topicsSheet.isOverdue, (ctx, topic) => isOverdue(ctx, topic)),
    worked<Topic>('missingEvidence', topicsSheet.missingEvidence, async (ctx, topic) =>
      (await missingEvidence(ctx, topic)).map(({ stage, code }) => `${stage} ${code}`),
    ),
    column(
      'breadth',
      topicsSheet.breadth,
      '(SELECT count(DISTINCT a.role)::int FROM participant a WHERE a.city_id = t.city_id AND a.topic_id = t.id)',
    ),
    idColumn(
      'concernIds',
      topicsSheet.concernIds,
      'Concern',
      'ARRAY(SELECT c.concern_id FROM topic_concern c WHERE c.city_id = t.city_id AND c.topic_id = t.id ' +
        'ORDER BY c.concern_id)',
      'concerns',
    ),
    column('round', topicsSheet.round),
    dates('proposed', topicsSheet.proposed),
    dates('closed', topicsSheet.closed),
    column('plannedMonth', topicsSheet.plannedMonth),
    column('noAffectedPartyReason', topicsSheet.noAffectedPartyReason),
    column('publishedAt', topicsSheet.publishedAt),
    idColumn('procedureId', topicsSheet.procedureId, 'Procedure', 't.procedure_id', 'procedure'),
  ],
  days: 'proposed',
});

export const topicSteps = recordExport(TopicStep, topicStepsSheet.sheet, {
  under: [TOPIC],
  columns: [
    column('kind', topicStepsSheet.kind),
    column('fromStage', topicStepsSheet.fromStage),
    column('toStage', topicStepsSheet.toStage),
    dates('happened', topicStepsSheet.happened),
    column('reason', topicStepsSheet.reason),
    column('missing', topicStepsSheet.missing),
    column('actor', topicStepsSheet.actor),
    column('role', topicStepsSheet.role),
    column('onBehalfOf', topicStepsSheet.onBehalfOf),
    column('paperReference', topicStepsSheet.paperReference),
    column('recordedAt', topicStepsSheet.recordedAt),
  ],
  days: 'happened',
});

export const participants = recordExport(Participant, participantsSheet.sheet, {
  under: [TOPIC],
  columns: [
    column('role', participantsSheet.role),
    column('basis', participantsSheet.basis),
    column('headcount', participantsSheet.headcount),
    column('organisation', participantsSheet.organisation),
  ],
  days: ['o.proposed_from', 'o.proposed_to'],
});

export const researchRecords = recordExport(ResearchRecord, researchRecordsSheet.sheet, {
  under: [TOPIC],
  columns: [
    column('kind', researchRecordsSheet.kind),
    dates('done', researchRecordsSheet.done),
    column('findings', researchRecordsSheet.findings),
    column('householdsVisited', researchRecordsSheet.householdsVisited),
  ],
  days: 'done',
});

export const evaluations = recordExport(Evaluation, evaluationsSheet.sheet, {
  under: [TOPIC],
  columns: [
    dates('done', evaluationsSheet.done),
    column('evaluator', evaluationsSheet.evaluator),
    column('satisfaction', evaluationsSheet.satisfaction),
    column('respondents', evaluationsSheet.respondents),
    ...showing(
      'answers',
      column('issued', evaluationsSheet.issued),
      column('collected', evaluationsSheet.collected),
      column('valid', evaluationsSheet.valid),
      column('satisfied', evaluationsSheet.satisfied),
      column('basicallySatisfied', evaluationsSheet.basicallySatisfied),
      column('notSatisfied', evaluationsSheet.notSatisfied),
      column('doNotKnow', evaluationsSheet.doNotKnow),
    ),
    column('comment', evaluationsSheet.comment),
  ],
  days: 'done',
});
