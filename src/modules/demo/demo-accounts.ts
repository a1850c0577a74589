import { GrantRole } from '../../kernel/grant-role.js';
import type { Message } from '../../kernel/message.js';

/** A sign-in name of the demonstration, for the banner at the start; one password serves all of them. */
export interface DemoAccount {
  readonly username: string;
  /** Code of the place of its grant. */
  readonly placeCode: string;
  readonly role: GrantRole;
  /** Place and role in words. */
  readonly title: Message;
}

/** Of no real person: the name shown says what the account is and nothing else. */
export const displayNameOf = (account: DemoAccount): string => `演示账号·${account.title.zh}`;

export const RUGAO = '320682';
export const SHILI = '320682001021';
export const YANSHI = '990100';

const TITLES: Readonly<Partial<Record<GrantRole, Message>>> = {
  CITY_COMMITTEE: { zh: '市政协', en: 'city CPPCC committee' },
  CITY_ADMIN: { zh: '市级管理员', en: 'city administrator' },
  STREET_CPPCC_LIAISON: { zh: '政协工委联络员', en: 'street CPPCC liaison' },
  STREET_PARTY_OFFICE: { zh: '党政办公室', en: 'street Party office' },
  CONVENER: { zh: '召集人', en: 'convener' },
  CLERK: { zh: '记录员', en: 'clerk' },
};

const account = (username: string, role: GrantRole, placeCode: string, zh: string, en: string): DemoAccount => ({
  username,
  role,
  placeCode,
  title: { zh: `${zh}${TITLES[role]!.zh}`, en: `${TITLES[role]!.en}, ${en}` },
});

export const demoAccounts: readonly DemoAccount[] = [
  account('rugao-committee', GrantRole.CITY_COMMITTEE, RUGAO, '如皋市', 'Rugao'),
  account('rugao-admin', GrantRole.CITY_ADMIN, RUGAO, '如皋市', 'Rugao'),
  account('rucheng-liaison', GrantRole.STREET_CPPCC_LIAISON, '320682001', '如城街道', 'Rucheng'),
  account('rucheng-office', GrantRole.STREET_PARTY_OFFICE, '320682001', '如城街道', 'Rucheng'),
  account('shili-convener', GrantRole.CONVENER, SHILI, '十里社区', 'Shili'),
  account('shili-clerk', GrantRole.CLERK, SHILI, '十里社区', 'Shili'),
  account('yanshi-committee', GrantRole.CITY_COMMITTEE, YANSHI, '演示市（虚构）', 'Yanshi (invented)'),
  account('yanshi-admin', GrantRole.CITY_ADMIN, YANSHI, '演示市（虚构）', 'Yanshi (invented)'),
  account(
    'yanshi-street1-liaison',
    GrantRole.STREET_CPPCC_LIAISON,
    '990100001',
    '晨光街道（虚构）',
    'first street of Yanshi',
  ),
  account(
    'yanshi-street1-office',
    GrantRole.STREET_PARTY_OFFICE,
    '990100001',
    '晨光街道（虚构）',
    'first street of Yanshi',
  ),
  account('yanshi-c01-convener', GrantRole.CONVENER, '990100001001', '甲一社区', 'community c01 of Yanshi'),
  account('yanshi-c01-clerk', GrantRole.CLERK, '990100001001', '甲一社区', 'community c01 of Yanshi'),
  account('yanshi-c02-convener', GrantRole.CONVENER, '990100001002', '甲二社区', 'community c02 of Yanshi'),
  account('yanshi-c02-clerk', GrantRole.CLERK, '990100001002', '甲二社区', 'community c02 of Yanshi'),
];
