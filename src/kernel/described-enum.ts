import { registerEnumType } from 'type-graphql';

/** Registers an enum with a description for each of its values; forgetting one does not compile. */
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
 * The CHECK expression that keeps a text column to an enum's values (PostgreSQL enums are not leakproof, so no index
 * would serve them under row security). One array constant instead of a list of constants: PostgreSQL parses a CHECK
 * again for every statement that writes, and a constant each is more to read.
 */
export const oneOf = (column: string, type: Record<string, string>): string =>
  `${column} = ANY ('{${Object.values(type).join(',')}}'::text[])`;
