/** A list that a lower floor needs and higher floors provide. assemble.ts fills it once at start. */
export interface Port<T> {
  provide(items: readonly T[]): void;
  all(): readonly T[];
}

export function definePort<T>(name: string): Port<T> {
  let provided: readonly T[] | null = null;
  return {
    provide: (items) => {
      provided = items;
    },
    all: () => {
      if (!provided) throw new Error(`Port "${name}" was never provided: the wiring is incomplete.`);
      return provided;
    },
  };
}
