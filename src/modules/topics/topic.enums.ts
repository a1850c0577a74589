import { describedEnum } from '../../kernel/described-enum.js';

export enum TopicTrack {
  SIMPLE = 'SIMPLE',
  URGENT = 'URGENT',
  MAJOR = 'MAJOR',
}
describedEnum(TopicTrack, 'TopicTrack', 'How much process a topic needs.', {
  SIMPLE: 'Small things, simply 小事简议.',
  URGENT: 'Urgent things, quickly 急事快议.',
  MAJOR: 'Big things, weightily 大事重议.',
});

export enum TopicState {
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  CLOSED = 'CLOSED',
}
describedEnum(TopicState, 'TopicState', 'Where a topic stands as a whole.', {
  PROPOSED: 'Proposed, not approved yet 拟议.',
  APPROVED: 'Approved and under way 已确定.',
  CLOSED: 'Closed 办结.',
});

export enum StepKind {
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  ADVANCED = 'ADVANCED',
  STEPPED_BACK = 'STEPPED_BACK',
  CLOSED = 'CLOSED',
  REOPENED = 'REOPENED',
}
describedEnum(StepKind, 'StepKind', "What a step in a topic's history was.", {
  PROPOSED: 'It was proposed 提出.',
  APPROVED: 'It was approved 确定.',
  ADVANCED: 'It went on to a later stage 转入.',
  STEPPED_BACK: 'It went back to an earlier stage, with a reason 退回.',
  CLOSED: 'It was closed 办结.',
  REOPENED: 'It was opened again, with a reason: a new round 重启.',
});

export enum ParticipantRole {
  CPPCC_MEMBER = 'CPPCC_MEMBER',
  PARTY_DELEGATE = 'PARTY_DELEGATE',
  CONGRESS_DEPUTY = 'CONGRESS_DEPUTY',
  AFFECTED_PARTY = 'AFFECTED_PARTY',
  RESIDENT_REPRESENTATIVE = 'RESIDENT_REPRESENTATIVE',
  RESPECTED_LOCAL = 'RESPECTED_LOCAL',
  DEPARTMENT = 'DEPARTMENT',
  EXPERT = 'EXPERT',
  OTHER = 'OTHER',
}
describedEnum(ParticipantRole, 'ParticipantRole', 'As what somebody sits at the table.', {
  CPPCC_MEMBER: 'CPPCC member 政协委员.',
  PARTY_DELEGATE: 'Party delegate 党代表.',
  CONGRESS_DEPUTY: "People's congress deputy 人大代表.",
  AFFECTED_PARTY: 'Affected party 利益关联方.',
  RESIDENT_REPRESENTATIVE: 'Resident representative 群众代表.',
  RESPECTED_LOCAL: 'Respected local 乡贤.',
  DEPARTMENT: 'Department 职能部门.',
  EXPERT: 'Expert 专家.',
  OTHER: 'Somebody else.',
});

export enum ParticipantBasis {
  STANDING = 'STANDING',
  LINKED = 'LINKED',
  INVITED = 'INVITED',
}
describedEnum(ParticipantBasis, 'ParticipantBasis', 'On what basis somebody takes part.', {
  STANDING: 'Standing participant of the room 固定.',
  LINKED: 'Linked to the community 挂钩联系.',
  INVITED: 'Invited for this topic 邀请.',
});
