import { type Message, message } from '../../kernel/message.js';

/** What is wrong, and what to do about it. */
export interface Finding {
  readonly what: Message;
  readonly remedy: Message;
}

const finding = (zh: string, en: string, remedyZh: string, remedyEn: string): Finding => ({
  what: message(zh, en),
  remedy: message(remedyZh, remedyEn),
});

/** A character that the database must know as a letter. */
export const ideograph = '商';

export const doctorMessages = {
  command:
    '检查角色、设置、迁移、时钟、汇总、磁盘和连接数 / check roles, settings, migrations, clock, sums, disk, connections',
  healthy: '未发现问题 / nothing found',
  found: (n: number): string => `发现 ${n} 处问题 / ${n} findings`,
  line: (what: string, remedy: string): string => `✗ ${what}\n  → ${remedy}`,
  size: (text: string): string => `数据表大小 / size of the tables: ${text}`,
} as const;

const ROLES_ZH = '以超级用户运行 haoshangliang db roles。';
const ROLES_EN = 'run haoshangliang db roles as a superuser.';

export const findings = {
  version: (version: string): Finding =>
    finding(
      `PostgreSQL ${version} 不受支持`,
      `PostgreSQL ${version} is not supported`,
      '请使用 PostgreSQL 16–18。',
      'use PostgreSQL 16 to 18.',
    ),
  encoding: (encoding: string, type: string): Finding =>
    finding(
      `数据库编码为 ${encoding}，LC_CTYPE 为 ${type}`,
      `the database has the encoding ${encoding} and the LC_CTYPE ${type}`,
      '新建 UTF-8、LC_CTYPE 为 C.UTF-8 的数据库，再恢复备份。',
      'make a database with UTF-8 and C.UTF-8, and restore a backup into it.',
    ),
  roleMissing: (role: string): Finding =>
    finding(`缺少角色 ${role}`, `the role ${role} is missing`, ROLES_ZH, ROLES_EN),
  roleAttributes: (role: string, attributes: string): Finding =>
    finding(
      `角色 ${role} 的属性不对（${attributes}），隔离可能失效`,
      `the role ${role} has wrong attributes (${attributes}); isolation may not hold`,
      ROLES_ZH,
      ROLES_EN,
    ),
  roleMember: (role: string, of: string): Finding =>
    finding(
      `角色 ${role} 不应是 ${of} 的成员`,
      `the role ${role} must not be a member of ${of}`,
      `以超级用户执行 REVOKE ${of} FROM ${role}。`,
      `as a superuser: REVOKE ${of} FROM ${role}.`,
    ),
  roleNoMember: (role: string, of: string): Finding =>
    finding(`角色 ${role} 应是 ${of} 的成员`, `the role ${role} must be a member of ${of}`, ROLES_ZH, ROLES_EN),
  setting: (name: string, value: string, wanted: string): Finding =>
    finding(
      `设置 ${name} 为 ${value}，应为 ${wanted}`,
      `the setting ${name} is ${value}, not ${wanted}`,
      `以超级用户执行 ALTER SYSTEM SET ${name} = '${wanted}'，再执行 SELECT pg_reload_conf()。`,
      `as a superuser: ALTER SYSTEM SET ${name} = '${wanted}', then SELECT pg_reload_conf().`,
    ),
  notMigrated: (names: string): Finding =>
    finding(
      `尚未执行的迁移：${names}`,
      `migrations that have not run: ${names}`,
      '运行 haoshangliang migrate。',
      'run haoshangliang migrate.',
    ),
  /** @param text in both languages, as the check of the migrations says it */
  migrations: (text: string): Finding =>
    finding(text, text, '按上文处理，之前不要升级此数据库。', 'do as it says; do not upgrade this database before.'),
  catalogue: (text: string): Finding =>
    finding(
      text,
      text,
      '查明谁改动了这些对象，改回与新库一致；自建的对象移到别的 schema。',
      'find out who changed these objects and put them back; move objects of your own into another schema.',
    ),
  notValid: (name: string): Finding =>
    finding(
      `约束 ${name} 尚未生效于全部旧数据`,
      `the constraint ${name} is not valid for all old rows yet`,
      '运行 haoshangliang migrate。',
      'run haoshangliang migrate.',
    ),
  clock: (seconds: string): Finding =>
    finding(
      `本机与数据库的时钟相差 ${seconds} 秒`,
      `the clocks of this machine and of the database differ by ${seconds} s`,
      '在两台机器上启用时间同步（NTP）。',
      'switch on time synchronisation (NTP) on both machines.',
    ),
  drift: (n: number): Finding =>
    finding(
      `${n} 项汇总与原始记录不符`,
      `${n} sums differ from their records`,
      '运行 haoshangliang stats recount 查看，加 --repair 改正。',
      'run haoshangliang stats recount to see them, with --repair to correct them.',
    ),
  disk: (folder: string, free: string): Finding =>
    finding(
      `${folder} 所在磁盘仅剩 ${free}`,
      `the disk of ${folder} has ${free} left`,
      '清理磁盘或扩容；内置数据库写满后会停止服务。',
      'make room; the embedded database stops when its disk is full.',
    ),
  connections: (needed: number, allowed: number): Finding =>
    finding(
      `一个服务进程最多使用 ${needed} 个连接，数据库只允许 ${allowed} 个`,
      `one server uses up to ${needed} connections, and the database allows ${allowed}`,
      '调小 POOL_SIZE，或调大 max_connections。',
      'lower POOL_SIZE, or raise max_connections.',
    ),
} as const;
