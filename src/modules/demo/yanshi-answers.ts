import type { Evaluation, SatisfactionLevel } from '../evaluation/evaluation.entity.js';

/** How many of those asked are satisfied, and basically satisfied. */
const ANSWER_SHARES: Readonly<Record<SatisfactionLevel, readonly [number, number]>> = {
  SATISFIED: [0.8, 0.15],
  BASICALLY_SATISFIED: [0.4, 0.45],
  NOT_SATISFIED: [0.15, 0.25],
};

/** Answers of each person. They agree with the overall level. */
export function answersOf(collected: number, level: SatisfactionLevel): Partial<Evaluation> {
  const [satisfied, basically] = ANSWER_SHARES[level].map((share) => Math.floor(share * collected)) as [number, number];
  const doNotKnow = Math.floor(collected / 40);
  return {
    issued: collected + Math.floor(collected / 10),
    collected,
    valid: collected,
    satisfied,
    basicallySatisfied: basically,
    doNotKnow,
    notSatisfied: collected - satisfied - basically - doNotKnow,
  };
}
