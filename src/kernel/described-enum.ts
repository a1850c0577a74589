import { registerEnumType } from 'type-graphql';

/** Registers an enum with a description for each value. A missing description does not compile. */
export function describedEnum<T extends Record<string, string>>(
  type: T,
  name: string,
  description: string,
  values: { readonly [K in keyof T]: string },
): void {
  const valuesConfig: Record<string, { description: string }> = {};
  for (const [key, text] of Object.entries(values)) valuesConfig[key] = { description: text as string };
  registerEnumType(type, { name, description, valuesConfig: valuesConfig as never });
}

/**
 * A CHECK expression that limits a text column to the values of an enum.
 * PostgreSQL enums are not leakproof, so under row security no index on them would be used.
 * The list is one array constant, because PostgreSQL parses a CHECK again for every statement that writes.
 */
export const oneOf = (column: string, type: Record<string, string>): string =>
  `${column} = ANY ('{${Object.values(type).join(',')}}'::text[])`;
