/** A list of things a lower floor asks for and higher floors provide; filled once, by the wiring. */
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
