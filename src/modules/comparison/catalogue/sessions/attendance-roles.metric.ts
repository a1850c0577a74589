import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const attendanceRoles = defineMetric({
  id: 'ATTENDANCE_ROLES',
  kind: MetricKind.MIX,
  direction: MetricDirection.NEITHER,
  name: { zh: '参加人员构成', en: 'Who took part, by role' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内参加人次中，群众一方（利益关联方、群众代表、乡贤）占多大比例，并列出各类身份。',
    en:
      'The share of attendances by residents: affected parties, resident representatives and respected ' +
      'locals. All roles are shown.',
  },
  counts: {
    zh: '期内召开的会议按身份登记的参加人数，一人到一次会算一次；人数按k的倍数取整（k默认为5，由市级设置）。',
    en:
      'Headcounts by role at sessions held in the period, one person once at each session. Numbers of ' +
      'people are rounded to multiples of k (5 by default).',
  },
  countsNot: {
    zh: '建系统前累计人次不计，因为多数没有分身份；不足k人的身份不显示，必要时连同其他身份一起隐去，以免推算出个人。',
    en:
      'Carried-forward attendances, which mostly have no roles. Roles of fewer than k people are ' +
      'hidden, and so are others that would reveal them by subtraction.',
  },
  formula: {
    zh: '利益关联方、群众代表、乡贤的人次÷全部人次',
    en: 'attendances of affected parties, resident representatives and respected locals ÷ all',
  },
  cases: 'attendanceRoles',
  marks: { AFFECTED_PARTY: 1, RESIDENT_REPRESENTATIVE: 1, RESPECTED_LOCAL: 1 },
  parts: [
    { key: 'AFFECTED_PARTY', name: { zh: '利益关联方', en: 'Affected parties' } },
    { key: 'RESIDENT_REPRESENTATIVE', name: { zh: '群众代表', en: 'Resident representatives' } },
    { key: 'RESPECTED_LOCAL', name: { zh: '乡贤', en: 'Respected locals' } },
    { key: 'CPPCC_MEMBER', name: { zh: '政协委员', en: 'CPPCC members' } },
    { key: 'PARTY_DELEGATE', name: { zh: '党代表', en: 'Party delegates' } },
    { key: 'CONGRESS_DEPUTY', name: { zh: '人大代表', en: "People's congress deputies" } },
    { key: 'DEPARTMENT', name: { zh: '职能部门', en: 'Departments' } },
    { key: 'EXPERT', name: { zh: '专家', en: 'Experts' } },
    { key: 'OTHER', name: { zh: '其他', en: 'Others' } },
  ],
  people: true,
  changes: since('2026-11-22'),
});
