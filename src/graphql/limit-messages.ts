import { GraphQLError } from 'graphql';
import type { Message } from '../kernel/message.js';

interface Advice {
  zh: string;
  en: string;
  zhHow: string;
  enHow: string;
}

const advice = {
  operations: {
    zh: '操作数',
    en: 'operations',
    zhHow: '请把不执行的操作从文档中去掉',
    enHow: 'leave operations that are not run out of the document',
  },
  depth: {
    zh: '嵌套层数',
    en: 'depth',
    zhHow: '请分几次查询，用 node(id:) 接着往下取',
    enHow: 'ask in several queries, continuing from node(id:)',
  },
  aliases: {
    zh: '别名与重复字段数',
    en: 'aliases and repeated fields',
    zhHow: '请用列表字段（如 rooms、nodes(ids:)）一次取多个',
    enHow: 'use list fields such as rooms or nodes(ids:) to fetch several',
  },
  rootFields: { zh: '根字段数', en: 'root fields', zhHow: '请分成几个请求', enHow: 'split them over several requests' },
  cost: {
    zh: '查询成本',
    en: 'cost',
    zhHow: '请把 first 调小，用 after 翻页，或减少嵌套列表',
    enHow: 'ask for a smaller first and page with after, or nest fewer lists',
  },
  introspectionDepth: {
    zh: '内省嵌套层数',
    en: 'introspection depth',
    zhHow: '请使用标准内省查询',
    enHow: 'use the standard introspection query',
  },
  introspectionCost: {
    zh: '内省成本',
    en: 'introspection cost',
    zhHow: '请使用标准内省查询',
    enHow: 'use the standard introspection query',
  },
} satisfies Record<string, Advice>;

/** An error that names the limit, the requested number, the allowed number, and what to do. Chinese comes first. */
export function refuse(limit: keyof typeof advice, asked: number, allowed: number): GraphQLError {
  const { zh, en, zhHow, enHow } = advice[limit];
  const text = {
    zh: `${zh}为 ${asked}，超过上限 ${allowed}。${zhHow}。`,
    en: `The ${en} asked for is ${asked}, the limit is ${allowed}: ${enHow}.`,
  };
  return refusing(text, { limit, asked, allowed });
}

/** The lexer stops at the limit, so the real number of tokens is unknown. */
export function refuseTokens(allowed: number): GraphQLError {
  const text = {
    zh: `查询文档超过上限 ${allowed} 个词。请分成几个请求，把取值放进变量。`,
    en: `The document has more than ${allowed} tokens: split it over several requests, and put values into variables.`,
  };
  return refusing(text, { limit: 'tokens', allowed });
}

/** `text` holds both languages for the formatter. Without formatting, the message has both. */
function refusing(text: Message, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(`${text.zh} ${text.en}`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 }, ...extensions, text },
  });
}
