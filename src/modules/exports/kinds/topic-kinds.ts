import { Evaluation } from '../../evaluation/evaluation.entity.js';
import { ResearchRecord } from '../../research/research.entity.js';
import { isOverdue, stageDueOn } from '../../topics/topic-deadline.service.js';
import { missingEvidence } from '../../topics/topic-missing.service.js';
import { Participant, TopicStep } from '../../topics/topic-parts.entity.js';
import { Topic } from '../../topics/topic.entity.js';
import { ROOM, TOPIC, column, dates, idColumn, worked } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const topics = recordExport(
  Topic,
  { zh: '议题', en: 'Topics' },
  {
    under: [ROOM],
    columns: [
      column('title', '议题'),
      column('summary', '摘要'),
      column('track', '程序繁简'),
      column('state', '状态'),
      column('stage', '所处阶段'),
      column(
        'stageTitle',
        '阶段名称',
        '(SELECT g.title FROM procedure_stage g WHERE g.city_id = t.city_id AND g.procedure_id = ' +
          't.procedure_id AND g.kind = t.stage)',
      ),
      worked<Topic>('stageDueOn', '阶段期限', stageDueOn),
      worked<Topic>('isOverdue', '已超期', (ctx, topic) => isOverdue(ctx, topic)),
      worked<Topic>('missingEvidence', '缺少的材料', async (ctx, topic) =>
        (await missingEvidence(ctx, topic)).map(({ stage, code }) => `${stage} ${code}`),
      ),
      column(
        'breadth',
        '主体身份数',
        '(SELECT count(DISTINCT a.role)::int FROM participant a WHERE a.city_id = t.city_id AND a.topic_id = t.id)',
      ),
      idColumn(
        'concernIds',
        '所据群众反映编号',
        'Concern',
        'ARRAY(SELECT c.concern_id FROM topic_concern c WHERE c.city_id = t.city_id AND c.topic_id = t.id ' +
          'ORDER BY c.concern_id)',
        'concerns',
      ),
      column('round', '协商轮次'),
      dates('proposed', '提出日期'),
      dates('closed', '办结日期'),
      column('plannedMonth', '计划月份'),
      column('noAffectedPartyReason', '无利益相关方的说明'),
      column('publishedAt', '公示时间'),
      idColumn('procedureId', '所用程序编号', 'Procedure', 't.procedure_id', 'procedure'),
    ],
    days: 'proposed',
  },
);

export const topicSteps = recordExport(
  TopicStep,
  { zh: '办理过程', en: 'Steps of topics' },
  {
    under: [TOPIC],
    columns: [
      column('kind', '步骤'),
      column('fromStage', '原阶段'),
      column('toStage', '新阶段'),
      dates('happened', '办理日期'),
      column('reason', '理由'),
      column('missing', '当时缺少的材料'),
      column('actor', '录入人'),
      column('role', '录入身份'),
      column('onBehalfOf', '代谁录入'),
      column('paperReference', '纸质材料'),
      column('recordedAt', '录入时间'),
    ],
    days: 'happened',
  },
);

export const participants = recordExport(
  Participant,
  { zh: '协商主体', en: 'Participants' },
  {
    under: [TOPIC],
    columns: [
      column('role', '主体身份'),
      column('basis', '参加方式'),
      column('headcount', '人数'),
      column('organisation', '所属单位'),
    ],
    days: ['o.proposed_from', 'o.proposed_to'],
  },
);

export const researchRecords = recordExport(
  ResearchRecord,
  { zh: '商前调研', en: 'Research' },
  {
    under: [TOPIC],
    columns: [
      column('kind', '调研方式'),
      dates('done', '调研日期'),
      column('findings', '调研情况'),
      column('householdsVisited', '走访户数'),
    ],
    days: 'done',
  },
);

export const evaluations = recordExport(
  Evaluation,
  { zh: '质效评估', en: 'Evaluations' },
  {
    under: [TOPIC],
    columns: [
      dates('done', '评估日期'),
      column('evaluator', '评估方'),
      column('satisfaction', '满意程度'),
      column('respondents', '受访人数'),
      column('comment', '评语'),
    ],
    days: 'done',
  },
);
