import type { Server } from '../../src/assemble.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { viewerAt } from '../guards/isolation/viewers.js';
import type { PlantedWorld } from '../support/planted-world.js';
import { linesOf, tokenOf } from './export-world.js';

const REQUEST = `mutation ($input: ExportRequestInput!) {
  exportRequest(input: $input) { export { id downloadPath } } }`;
const EXPECTED = [
  [GrantRole.CITY_ADMIN, true],
  [GrantRole.CITY_COMMITTEE, false],
] as const;

/** The audit as a file, taken by its two readers: the administrator alone is given addresses. @returns what is wrong */
export async function addressesTaken(planted: PlantedWorld, server: Server): Promise<string[]> {
  const { place } = planted.places[0]!;
  const wrong: string[] = [];
  for (const [role, isGiven] of EXPECTED) {
    const { api } = await viewerAt(planted, role, place);
    const input = { kind: 'AUDIT_EVENTS', within: place.code, format: 'JSONL' };
    const { downloadPath } = (await api.must(REQUEST, { input })).exportRequest.export;
    await server.exports.drain();
    const headers = { authorization: `Bearer ${tokenOf(api)}` };
    const events = linesOf((await server.app.inject({ method: 'GET', url: downloadPath, headers })).payload);
    const given = events.filter(({ address }) => address);
    if (events.length === 0) wrong.push(`${role} takes no events`);
    else if (given.length > 0 !== isGiven)
      wrong.push(`${role} is given ${given.length} addresses of ${events.length} events`);
  }
  return wrong;
}
