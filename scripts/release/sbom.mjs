// The bill of materials: CycloneDX, as npm writes it, of the packages in the archive and no others.
import { execFileSync } from 'node:child_process';
import { messages } from './messages.mjs';

/**
 * `npm sbom --omit dev` leaves out what development needs too, pg and graphql among them. So all is listed and sifted.
 * With the lock file alone npm knows the packages of other platforms as well.
 */
export function billOfMaterials({ name, version }, packages) {
  const printed = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--no-update-notifier'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const bill = JSON.parse(printed);
  const wanted = new Set(packages.map((entry) => `${entry.name}@${entry.version}`));
  const components = bill.components.filter((component) => wanted.has(component['bom-ref']));
  const found = new Set(components.map((component) => component['bom-ref']));
  const lacking = [...wanted].filter((ref) => !found.has(ref));
  if (lacking.length > 0) throw new Error(messages.noComponent(lacking));
  const root = bill.metadata.component['bom-ref'];
  const isKept = (ref) => ref === root || found.has(ref);
  const component = { ...bill.metadata.component, type: 'application', name, version };
  return {
    ...bill,
    metadata: { ...bill.metadata, component },
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => isKept(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isKept) })),
  };
}
