import { describedEnum } from '../../kernel/described-enum.js';

export enum StageKind {
  TOPIC_SELECTION = 'TOPIC_SELECTION',
  PARTICIPANT_DESIGNATION = 'PARTICIPANT_DESIGNATION',
  RESEARCH = 'RESEARCH',
  DELIBERATION = 'DELIBERATION',
  OUTCOME_REPORTING = 'OUTCOME_REPORTING',
  IMPLEMENTATION = 'IMPLEMENTATION',
  EVALUATION = 'EVALUATION',
}
describedEnum(
  StageKind,
  'StageKind',
  "The kinds of stage a topic can go through; which of them apply is the city's procedure's business.",
  {
    TOPIC_SELECTION: 'Choosing the topic 议题确定.',
    PARTICIPANT_DESIGNATION: 'Naming who should be at the table 明确主体.',
    RESEARCH: 'Research before deliberation 商前调研.',
    DELIBERATION: 'Deliberation in one or more sessions 开展协商.',
    OUTCOME_REPORTING: 'Reporting the outcome 报送成果.',
    IMPLEMENTATION: 'Turning it into work 转化落实.',
    EVALUATION: 'Evaluation 质效评估.',
  },
);

export enum GateMode {
  REMIND = 'REMIND',
  BLOCK = 'BLOCK',
}
describedEnum(GateMode, 'GateMode', 'What a gate does when evidence is missing.', {
  REMIND: 'Lets the topic pass and keeps what is missing visible on it 提醒 (the default).',
  BLOCK: 'Holds the topic back until the evidence is there 阻止.',
});

const ORDER: readonly string[] = Object.values(StageKind);

/** The kinds have one fixed order, whichever of them a procedure uses. Negative when `a` comes before `b`. */
export const compareStages = (a: StageKind, b: StageKind): number => ORDER.indexOf(a) - ORDER.indexOf(b);
