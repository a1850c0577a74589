import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import { type Builder, type Prepared, contentHash, mutationText, tablesChanged, verdictOf } from './attempt.js';
import { type Line, reaches, relationOf } from './rights.js';
import { Scanner } from './scanner.js';
import type { MatrixViewer } from './viewers.js';
import type { Visibility } from './visibility.js';

export interface Outcome {
  cells: number;
  allowed: number;
  readonly broken: string[];
  readonly falseDenials: string[];
}

/** `itemCancel: list` is the mutation itemCancel on one kind of object. */
export const mutationOf = (line: Line): string => line.name.split(':')[0]!;

/**
 * Checks one line of docs/rights.md: every viewer with every target.
 * Denied attempts share one input for each target. After them, the whole database must be unchanged.
 * Allowed attempts get new objects, because they change them.
 */
export class MutationMatrix {
  readonly outcome: Outcome = { cells: 0, allowed: 0, broken: [], falseDenials: [] };
  readonly scanner: Scanner;

  /** `isEachWatched`: compare the database around every allowed attempt too. That takes most of the time. */
  constructor(
    private readonly planted: PlantedWorld,
    private readonly viewers: readonly MatrixViewer[],
    private readonly targets: readonly PlantedPlace[],
    visibility: Visibility,
    private readonly isEachWatched = true,
  ) {
    this.scanner = new Scanner(planted, visibility);
  }

  async run(line: Line, builder: Builder): Promise<void> {
    const shared = new Map<PlantedPlace, Prepared>();
    for (const target of this.targets) shared.set(target, await builder(this.planted, target));
    // Viewers without rights have none at every place: two places are enough for them.
    const pairs = this.viewers.flatMap((viewer) =>
      this.targets
        .filter((_, index) => viewer.place || index < 2)
        .map((target) => ({ viewer, target, allowed: this.isAllowed(line, viewer, target, shared.get(target)!) })),
    );
    const before = await contentHash(this.planted);
    for (const { viewer, target, allowed } of pairs)
      if (!allowed) await this.denied(line, viewer, target, shared.get(target)!);
    const written = tablesChanged(before, await contentHash(this.planted));
    if (written.length > 0)
      this.outcome.broken.push(`${line.name}: attempts that should be denied changed ${written.join(', ')}`);
    for (const { viewer, target, allowed } of pairs)
      if (allowed) await this.allowed(line, viewer, target, await builder(this.planted, target));
  }

  private isAllowed(line: Line, viewer: MatrixViewer, target: PlantedPlace, prepared: Prepared): boolean {
    return (
      viewer.place !== null && reaches(line.cells[viewer.who], relationOf(viewer.place, prepared.at ?? target.place))
    );
  }

  private async denied(line: Line, viewer: MatrixViewer, target: PlantedPlace, prepared: Prepared): Promise<void> {
    const name = mutationOf(line);
    const answer = await viewer.api.ask(mutationText(this.planted.world.server.schema, name), {
      input: prepared.input,
    });
    this.outcome.cells += 1;
    this.scanner.scan(viewer, answer, line.name);
    const verdict = verdictOf(name, answer);
    if (verdict !== 'denied')
      this.outcome.broken.push(
        `${line.name} by ${viewer.label} at ${this.where(viewer, target, prepared)}: ` +
          `${verdict}, should be denied: ${answer.text.slice(0, 200)}`,
      );
  }

  private async allowed(line: Line, viewer: MatrixViewer, target: PlantedPlace, prepared: Prepared): Promise<void> {
    const name = mutationOf(line);
    const before = this.isEachWatched && (await contentHash(this.planted));
    const answer = await viewer.api.ask(mutationText(this.planted.world.server.schema, name), {
      input: prepared.input,
    });
    this.outcome.cells += 1;
    this.scanner.scan(viewer, answer, line.name);
    const verdict = verdictOf(name, answer);
    this.outcome.allowed += 1;
    const written = !this.isEachWatched || (await contentHash(this.planted)) !== before;
    if (verdict !== 'allowed' || !written)
      this.outcome.falseDenials.push(
        `${line.name} by ${viewer.label} at ${this.where(viewer, target, prepared)}: ${verdict}, ` +
          `${written ? 'written' : 'nothing written'}: ${answer.text.slice(0, 300)}`,
      );
  }

  private where(viewer: MatrixViewer, target: PlantedPlace, prepared: Prepared): string {
    return viewer.place ? relationOf(viewer.place, prepared.at ?? target.place) : `a ${target.place.level}`;
  }
}
