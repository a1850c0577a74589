import { badInput } from './errors.js';

export interface GlobalId {
  readonly type: string;
  readonly cityId: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const toGlobalId = (type: string, cityId: string, id: string): string =>
  Buffer.from(`${type}:${cityId}:${id}`).toString('base64url');

/** @throws BAD_USER_INPUT when the text is not a global id of this server */
export function parseGlobalId(text: string): GlobalId {
  const [type, cityId, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(':');
  if (!type || !cityId || !id || rest.length > 0 || !/^[A-Za-z]+$/.test(type) || !UUID.test(cityId) || !UUID.test(id)) {
    throw badInput(
      '编号（id）格式不对：请原样使用服务器给出的 id。',
      'This is not an id of ours: use an id exactly as the server gave it.',
    );
  }
  return { type, cityId, id };
}

/**
 * The uuid inside a global id of one of the expected types.
 * @throws BAD_USER_INPUT when it is an id of another type
 */
export function idOf(text: string, ...types: readonly string[]): string {
  const parsed = parseGlobalId(text);
  if (!types.includes(parsed.type)) {
    throw badInput(
      `编号（id）类型不对：这里要 ${types.join(' 或 ')}，给的是 ${parsed.type}。`,
      `Wrong kind of id: ${types.join(' or ')} is wanted here, this is a ${parsed.type}.`,
    );
  }
  return parsed.id;
}
