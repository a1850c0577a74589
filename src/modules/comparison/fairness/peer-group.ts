import type { AggregateName } from '../counting/base-aggregates.js';
import type { MetricResult } from '../values/compute-metric.js';
import { ValueBound, MetricKind } from '../catalogue/comparison.enums.js';
import { type MetricDefinition, type SumMetric, isSum } from '../catalogue/metric-definition.js';
import { type Band, bandOf, expectedOutside } from '../statistics/band.js';
import { fitBeta, shrinkShare, shrunkShareInterval } from '../statistics/beta-binomial.js';
import { type Funnel, FunnelKind, NO_SPREAD } from '../statistics/funnel.js';
import { fitGamma, shrinkRate, shrunkRateInterval } from '../statistics/gamma-poisson.js';
import { type SpreadEstimate, estimateSpread } from '../statistics/over-dispersion.js';
import { rounded, roundedFunnel, roundedShrunk, roundedSpread, tidied } from './closed-rounding.js';
import type { Uncompared } from './uncompared.js';
import { NotComparedReason, type PeerLevel } from '../settings/fairness.enums.js';

/**
 * A metric with a funnel, the limits of chance around a centre. It is a proportion of cases or a rate of events, and
 * computed from sums.
 */
export type FunnelMetric = SumMetric & { readonly denominator: AggregateName };

export const hasFunnel = (metric: MetricDefinition): metric is FunnelMetric =>
  isSum(metric) &&
  metric.denominator !== undefined &&
  (metric.kind === MetricKind.PROPORTION || metric.kind === MetricKind.RATE);

/** A room or a street with a usable value: `count` cases or events of `size`. For a plain count the size is 1. */
export interface Member {
  readonly key: string;
  readonly path: string;
  readonly count: number;
  readonly size: number;
}

/**
 * An estimate drawn towards the group's centre. With probability 95 % the true value is between `low` and `high`, given
 * the group. In the unit of the metric.
 */
export interface Shrunk {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The bands of those compared, and why others are not. `expected`: how many would be outside the limits by chance. */
export interface GroupTally {
  readonly bands: readonly Band[];
  readonly uncompared: Uncompared;
  readonly expected: number;
}

/** How a group is described to viewers. */
export interface GroupName {
  readonly level: PeerLevel;
  readonly kind: string | null;
  readonly populationFrom: number | null;
  readonly populationTo: number | null;
  readonly parts: readonly string[];
}

/** Why a value cannot be compared in a funnel; null when it can. */
export function unusable(
  metric: SumMetric,
  { value, bound, numerator, denominator }: MetricResult,
): NotComparedReason | null {
  if (value === null || numerator === null || (metric.denominator && denominator === null))
    return NotComparedReason.NO_VALUE;
  if (bound !== ValueBound.EXACT) return NotComparedReason.NOT_EXACT;
  if (!metric.denominator || denominator === null) return null;
  const isShare = metric.kind === MetricKind.PROPORTION;
  if (
    !Number.isInteger(numerator) ||
    numerator < 0 ||
    !(denominator > 0) ||
    (isShare && (!Number.isInteger(denominator) || numerator > denominator))
  )
    return NotComparedReason.NOT_WHOLE;
  return null;
}

/** The peers a value is compared with, and what follows from them. Each result is computed once, on demand. */
export class PeerGroup {
  private fitted: { readonly funnel: Funnel; readonly estimate: SpreadEstimate | null } | null = null;
  private shrink: ((member: Member) => Shrunk | null) | null = null;
  private readonly bands = new Map<string, Band>();

  /**
   * `uncompared`: those that belong to the group and have no usable value, by reason.
   * `isOpen`: the viewer may see every member by name.
   */
  constructor(
    readonly metric: SumMetric,
    readonly name: GroupName,
    readonly members: readonly Member[],
    readonly uncompared: Uncompared,
    readonly isOpen: boolean,
  ) {}

  private get isShare(): boolean {
    return this.metric.kind === MetricKind.PROPORTION;
  }
  /** The factor of a rate, e.g. 1,000 residents. */
  get per(): number {
    return this.metric.per ?? 1;
  }

  private fit(): { readonly funnel: Funnel; readonly estimate: SpreadEstimate | null } {
    if (this.fitted) return this.fitted;
    const sum = (pick: (member: Member) => number): number =>
      this.members.reduce((total, member) => total + pick(member), 0);
    const plain: Funnel = {
      kind: this.isShare ? FunnelKind.PROPORTION : FunnelKind.RATE,
      centre: sum(({ count }) => count) / sum(({ size }) => size),
      spread: NO_SPREAD,
    };
    const estimate = this.metric.spread ? estimateSpread(plain, this.members, this.metric.spread) : null;
    this.fitted = { funnel: estimate ? { ...plain, spread: estimate.spread } : plain, estimate };
    return this.fitted;
  }

  /**
   * The funnel, as a share or in events per unit of exposure. Its centre is the sum of counts divided by the sum of
   * sizes.
   */
  get funnel(): Funnel {
    return this.fit().funnel;
  }
  /** The funnel that is shown and drawn. Bands use `funnel`, which is the same for every viewer. */
  get drawn(): Funnel {
    return this.isOpen ? this.funnel : roundedFunnel(this.funnel);
  }
  /** How far the members differ beyond chance, as shown to the viewer. */
  get estimate(): SpreadEstimate | null {
    const { estimate } = this.fit();
    return (
      estimate &&
      (this.isOpen ? estimate : { ...estimate, phi: rounded(estimate.phi), spread: roundedSpread(estimate.spread) })
    );
  }
  /** The centre that is shown, in the unit of the metric; null for a plain count, which has no funnel. */
  get centre(): number | null {
    return hasFunnel(this.metric) ? tidied(this.drawn.centre * this.per, this.isOpen) : null;
  }
  valueOf({ count, size }: Member): number {
    return (count * this.per) / size;
  }

  bandOf(member: Member): Band {
    const known = this.bands.get(member.key) ?? bandOf(this.funnel, member.count, member.size);
    this.bands.set(member.key, known);
    return known;
  }

  /** The bands of the members (their positions between the limits), and how many would be outside by chance. */
  tally(): GroupTally {
    return {
      bands: this.members.map((member) => this.bandOf(member)),
      uncompared: this.uncompared,
      expected: expectedOutside(
        this.funnel,
        this.members.map(({ size }) => size),
      ),
    };
  }

  shrunkOf(member: Member): Shrunk | null {
    this.shrink ??= this.isShare ? this.shareShrinker() : this.rateShrinker();
    const shrunk = this.shrink(member);
    return shrunk && !this.isOpen ? roundedShrunk(shrunk, this.metric.decimals) : shrunk;
  }

  private shareShrinker(): (member: Member) => Shrunk | null {
    const prior = fitBeta(this.members.map(({ count, size }) => ({ part: count, of: size })));
    return ({ count, size }) =>
      prior && {
        value: shrinkShare(prior, { part: count, of: size }),
        ...shrunkShareInterval(prior, { part: count, of: size }),
      };
  }

  private rateShrinker(): (member: Member) => Shrunk | null {
    const prior = fitGamma(this.members.map(({ count, size }) => ({ count, exposure: size })));
    const { per } = this;
    return ({ count, size }) => {
      if (!prior) return null;
      const { low, high } = shrunkRateInterval(prior, { count, exposure: size });
      return { value: shrinkRate(prior, { count, exposure: size }) * per, low: low * per, high: high * per };
    };
  }
}
