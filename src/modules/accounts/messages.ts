import { type Message, message } from '../../kernel/message.js';

export const accountMessages = {
  // Signing in.
  signInFailed: message('用户名或口令不对。', 'Wrong user name or password.'),
  noGrant: message(
    '此账号没有任何有效的授权，请联系市级管理员。',
    'This account has no valid grant: ask your city administrator.',
  ),
  tooManyAttempts: message(
    '登录失败次数过多，请 15 分钟后再试。',
    'Too many failed attempts: try again in 15 minutes.',
  ),
  grantNotYours: message(
    '这不是您的有效授权；请从 viewer.grants 中选择。',
    'This is no valid grant of yours: choose one of viewer.grants.',
  ),

  // Passwords.
  passwordWeak: message('口令须为 10 到 200 个字符。', 'A password has 10 to 200 characters.'),
  passwordWrong: message('原口令不对。', 'The old password is wrong.'),

  // Keeping accounts.
  inPersonOnly: message(
    '账号和授权须由管理员本人登录后办理，不能用服务令牌。',
    'Accounts and grants are kept by the administrator in person, not with a service token.',
  ),
  usernameForm: message(
    '用户名须为 3 到 40 个小写字母、数字或连字符。',
    'A user name has 3 to 40 lower-case letters, digits or hyphens.',
  ),
  usernameTaken: message('这个用户名已被使用，请换一个。', 'This user name is taken: choose another.'),
  accountOwn: message('不能停用自己的账号。', 'You cannot disable your own account.'),
  accountDisabledAlready: message('这个账号已停用。', 'This account is disabled already.'),

  // Giving and taking grants.
  accountDisabled: message('这个账号已停用。', 'This account is disabled.'),
  grantExists: message('这个账号已有此项授权。', 'The account has this grant already.'),
  grantOwn: message('不能撤销自己正在使用的授权。', 'You cannot revoke the grant you are acting under.'),
  grantLevel: (role: string, place: string, level: string): Message =>
    message(`${role} 不能设在${place}（${level}）。`, `${role} cannot stand at ${place} (${level}).`),

  // Service tokens.
  grantRevoked: message('这项授权已撤销。', 'This grant has been revoked.'),
  scopeMissing: message('请至少选择一个权限范围。', 'Choose at least one scope.'),
  tokenExpiry: (latest: string): Message =>
    message(`有效期应在今天到两年内（${latest}）。`, `It must end between today and two years from now (${latest}).`),

  // A city's first administrator, made on the command line. Each text holds both languages.
  firstUsernameForm:
    '用户名须为 3 到 40 个小写字母、数字或连字符 / a user name has 3 to 40 lower-case letters, digits or hyphens',
  cityUnknown: (code: string): string =>
    `没有编码为 ${code} 的城市，请先导入地方名册 / no city with the code ${code}: import its register of places first`,
  firstUsernameTaken: (username: string): string => `用户名 ${username} 已被使用 / the user name ${username} is taken`,
  /** The name the account shows until somebody changes it. */
  firstDisplayName: (username: string): string => `${username}（市级管理员）`,
};
