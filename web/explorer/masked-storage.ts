/** The part of the browser's storage that GraphiQL uses. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
  readonly length: number;
}

/** `password: "…"` as GraphQL (plain or block string) or JSON writes it; an unfinished string ends with its line. */
const password = /(password"?\s*:\s*)("""[^]*?"""|"(?:\\.|[^"\\\n])*"?)/gi;

/** The placeholder of the sign-in tab, so that a reloaded tab looks as it did when it was first opened. */
const maskText = (text: string): string => text.replace(password, '$1"…"');

/** The same text without passwords. GraphiQL stores queries plain, and as strings inside JSON (tabs, history). */
export function maskPasswords(text: string): string {
  const masked = maskText(text);
  try {
    const parsed: unknown = JSON.parse(masked);
    const inside = JSON.stringify(parsed, (_key, value: unknown) =>
      typeof value === 'string' ? maskText(value) : value,
    );
    // Unchanged JSON keeps the layout its writer gave it: it may be the variables as somebody is typing them.
    return inside === JSON.stringify(parsed) ? masked : inside;
  } catch {
    return masked;
  }
}

/** A storage that never sees a password: tabs and history outlive a reload, what was typed as a secret does not. */
export function maskedStorage(storage: TextStorage): TextStorage {
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, maskPasswords(value)),
    removeItem: (key) => storage.removeItem(key),
    clear: () => storage.clear(),
    get length() {
      return storage.length;
    },
  };
}
