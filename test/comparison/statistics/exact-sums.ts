/** Probabilities summed term by term: slow, and independent of the library the code under test relies on. */
export function binomialTerms(n: number, p: number): readonly number[] {
  const terms: number[] = [];
  let logChoose = 0;
  for (let k = 0; k <= n; k += 1) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    terms.push(Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log(1 - p)));
  }
  return terms;
}

export function poissonTerms(mean: number, most: number): readonly number[] {
  const terms: number[] = [];
  let log = -mean;
  for (let k = 0; k <= most; k += 1) {
    if (k > 0) log += Math.log(mean / k);
    terms.push(Math.exp(log));
  }
  return terms;
}

export const upTo = (terms: readonly number[], count: number): number =>
  terms.slice(0, count + 1).reduce((sum, t) => sum + t, 0);
export const from = (terms: readonly number[], count: number): number =>
  terms.slice(count).reduceRight((sum, t) => sum + t, 0);
