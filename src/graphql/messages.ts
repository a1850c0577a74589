import { type Message, message } from '../kernel/message.js';

/** A query passes a limit: the requested number, the allowed number, and what to do. */
export const limitMessages = {
  operations: (asked: number, allowed: number): Message =>
    message(
      `操作数为 ${asked}，超过上限 ${allowed}。请把不执行的操作从文档中去掉。`,
      `The operations asked for is ${asked}, the limit is ${allowed}: leave operations that are not run out of ` +
        'the document.',
    ),
  depth: (asked: number, allowed: number): Message =>
    message(
      `嵌套层数为 ${asked}，超过上限 ${allowed}。请分几次查询，用 node(id:) 接着往下取。`,
      `The depth asked for is ${asked}, the limit is ${allowed}: ask in several queries, continuing from node(id:).`,
    ),
  aliases: (asked: number, allowed: number): Message =>
    message(
      `别名与重复字段数为 ${asked}，超过上限 ${allowed}。请用列表字段（如 rooms、nodes(ids:)）一次取多个。`,
      `The aliases and repeated fields asked for is ${asked}, the limit is ${allowed}: use list fields such as ` +
        'rooms or nodes(ids:) to fetch several.',
    ),
  rootFields: (asked: number, allowed: number): Message =>
    message(
      `根字段数为 ${asked}，超过上限 ${allowed}。请分成几个请求。`,
      `The root fields asked for is ${asked}, the limit is ${allowed}: split them over several requests.`,
    ),
  cost: (asked: number, allowed: number): Message =>
    message(
      `查询成本为 ${asked}，超过上限 ${allowed}。请把 first 调小，用 after 翻页，或减少嵌套列表。`,
      `The cost asked for is ${asked}, the limit is ${allowed}: ask for a smaller first and page with after, or ` +
        'nest fewer lists.',
    ),
  introspectionDepth: (asked: number, allowed: number): Message =>
    message(
      `内省嵌套层数为 ${asked}，超过上限 ${allowed}。请使用标准内省查询。`,
      `The introspection depth asked for is ${asked}, the limit is ${allowed}: use the standard introspection query.`,
    ),
  introspectionCost: (asked: number, allowed: number): Message =>
    message(
      `内省成本为 ${asked}，超过上限 ${allowed}。请使用标准内省查询。`,
      `The introspection cost asked for is ${asked}, the limit is ${allowed}: use the standard introspection query.`,
    ),
};

export const graphqlMessages = {
  /** The lexer stops at the limit, so the real number of tokens is unknown. */
  tooManyTokens: (allowed: number): Message =>
    message(
      `查询文档超过上限 ${allowed} 个词。请分成几个请求，把取值放进变量。`,
      `The document has more than ${allowed} tokens: split it over several requests, and put values into variables.`,
    ),

  // What a service token may not do.
  recordsNotReadable: (type: string): Message =>
    message(
      `此令牌没有 RECORD_READ 权限范围，不能读取 ${type}。`,
      `This token lacks the scope RECORD_READ and may not read ${type}.`,
    ),

  // Requests that are wrong.
  textUnstorable: (argument: string): Message =>
    message(
      `“${argument}”中含有不能保存的字符（空字符 NUL，或半个字符），请去掉。`,
      `"${argument}" holds a character that cannot be stored (NUL, or half a character): take it out.`,
    ),
  notByForm: message(
    '请求有误：请用 POST 提交 JSON（Content-Type: application/json）；用 GET 须带请求头 apollo-require-preflight: 1，以防其他网站冒用。',
    'Send JSON by POST (Content-Type: application/json). GET needs the header apollo-require-preflight: 1, ' +
      'so that no other site can ask in your name.',
  ),
  /** The rest is an English sentence of the GraphQL library. */
  requestWrong: (reason: string): Message => message(`请求有误：${reason}`, reason),

  /** A fault of the server, and all that a user learns of it. */
  internalError: message(
    '服务器内部出错，已记录；请把 requestId 告诉管理员。',
    'Something went wrong inside the server and was logged; give the requestId to your administrator.',
  ),
};
