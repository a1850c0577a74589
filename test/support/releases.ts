import { readFileSync, readdirSync } from 'node:fs';
import { type GraphQLSchema, buildSchema, findBreakingChanges } from 'graphql';

const parts = (version: string): number[] => version.split('.').map(Number);

/** Versions that were released, the newest last: the folders of `release/`. */
export function releases(): string[] {
  const versions = readdirSync('release').filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  return versions.sort((a, b) => {
    const difference = parts(a).map((part, i) => part - parts(b)[i]!);
    return difference.find((step) => step !== 0) ?? 0;
  });
}

export const lastRelease = (): string => releases().at(-1)!;

export const releasedSchema = (version: string): GraphQLSchema =>
  buildSchema(readFileSync(`release/${version}/schema.graphql`, 'utf8'));

/** A break that an issue asks for: what changes, in the words of `findBreakingChanges`, and why. */
export interface WantedBreak {
  readonly change: string;
  readonly reason: string;
}

export interface BreakFacts {
  readonly released: GraphQLSchema;
  readonly schema: GraphQLSchema;
  /** Of `release/breaking.json`, since the last release. */
  readonly wanted: readonly WantedBreak[];
  readonly changelog: string;
}

/** What is wrong about the breaks since the last release; nothing when each was asked for and is announced. */
export function breakProblems({ released, schema, wanted, changelog }: BreakFacts): string[] {
  const breaks = findBreakingChanges(released, schema).map((change) => change.description);
  const asked = new Set(wanted.map(({ change }) => change));
  const announced = /^## Unreleased$[^]*?(?=^## |$(?![^]))/m.exec(changelog)?.[0] ?? '';
  const breaking = /^### Breaking$[^]*?(?=^### |$(?![^]))/m.exec(announced)?.[0] ?? '';
  return [
    ...breaks
      .filter((change) => !asked.has(change))
      .map((change) => `${change} breaks clients: undo it, or give its reason in release/breaking.json`),
    ...wanted
      .filter(({ change }) => !breaks.includes(change))
      .map(({ change }) => `${change} is in release/breaking.json and breaks nothing: take it out`),
    ...wanted.filter(({ reason }) => reason.trim().length < 10).map(({ change }) => `${change} has no reason`),
    ...wanted
      .filter(({ change }) => !breaking.includes(change))
      .map(({ change }) => `${change} is missing under Unreleased, Breaking in CHANGELOG.md`),
  ];
}
