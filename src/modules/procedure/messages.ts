import { type Message, message } from '../../kernel/message.js';

export const procedureMessages = {
  // The procedure a new city begins with: its title (Chinese only) and its stages.
  defaultTitle: '有事好商量协商程序',
  topicSelection: message('议题确定', 'Topic selection'),
  participantDesignation: message('明确主体', 'Naming the participants'),
  research: message('商前调研', 'Research'),
  deliberation: message('开展协商', 'Deliberation'),
  outcomeReporting: message('报送成果', 'Reporting the outcome'),
  implementation: message('转化落实', 'Implementation'),
  evaluation: message('质效评估', 'Evaluation'),

  // Adopting a procedure.
  stageRepeated: (stage: string): Message => message(`阶段 ${stage} 重复。`, `The stage ${stage} appears twice.`),
  stagesOutOfOrder: (stage: string, next: string): Message =>
    message(
      `阶段须按固定次序排列：${stage} 应在 ${next} 之前。`,
      `Stages keep their fixed order: ${stage} comes before ${next}.`,
    ),
  stagesMissing: (stages: readonly string[]): Message =>
    message(`缺少必有的阶段：${stages.join('、')}。`, `These stages always apply: ${stages.join(', ')}.`),
};
