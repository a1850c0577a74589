import { DefaultNamingStrategy } from 'typeorm';
import { snakeCase } from '../kernel/columns.js';

/** Properties in camelCase become columns in snake_case. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return snakeCase([...prefixes, custom ?? property].join('_'));
  }
}
