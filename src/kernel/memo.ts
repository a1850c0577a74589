/**
 * Computes a value once for each key. Keys come from code, not from requests, so they are few.
 * The limit is a safety net. When it is reached, the cache is emptied.
 */
export function memo<K, V>(most: number, make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
