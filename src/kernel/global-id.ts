import { badInput } from './errors.js';
import { kernelMessages } from './messages.js';

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
    throw badInput(kernelMessages.idMalformed);
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
    throw badInput(kernelMessages.idOfWrongType(types, parsed.type));
  }
  return parsed.id;
}
