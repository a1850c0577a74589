import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { type Server, assemble } from '../../src/assemble.js';
import { createLog } from '../../src/http/log.js';
import { parseGlobalId } from '../../src/kernel/global-id.js';
import { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

export interface Asked {
  readonly id: string;
  readonly uuid: string;
  readonly downloadPath: string;
}
export interface Fetched {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

const REQUEST =
  'mutation ($input: ExportRequestInput!) { exportRequest(input: $input) { export { id downloadPath } errors { ' +
  'code path } } }';
const SHOW = `query ($id: ID!) { node(id: $id) { ... on Export {
  state failure rowsDone rowCount byteCount sha256 isDemo requestedAs catalogueVersion downloadPath downloadedAt metrics
  within { code } } } }`;

/** A server with a folder of its own for exports; nothing is written before the test says so. */
export class ExportWorld {
  readonly logLines: string[] = [];
  private constructor(
    readonly world: World,
    readonly folder: string,
    private running: Server,
  ) {}

  static async start(): Promise<ExportWorld> {
    const world = await World.start();
    const folder = mkdtempSync(join(tmpdir(), 'hsl-exports-'));
    const exports = new ExportWorld(world, folder, null as never);
    exports.running = await exports.serve();
    return exports;
  }

  /** A server of this database. */
  serve(): Promise<Server> {
    const { appUrl, authUrl } = this.world.db;
    return assemble({
      appUrl,
      authUrl,
      poolSize: 3,
      exportDir: this.folder,
      health: { isReady: async () => true },
      log: createLog('info', { write: (line: string) => void this.logLines.push(line) }),
    });
  }

  get server(): Server {
    return this.running;
  }

  /** The old server ends and a new one takes over. */
  async restart(): Promise<void> {
    await this.running.close();
    this.running = await this.serve();
  }

  async stop(): Promise<void> {
    await this.running.close();
    await this.world.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  files(): string[] {
    return readdirSync(this.folder).sort();
  }

  async request(api: Api, input: Record<string, unknown>): Promise<Asked> {
    const { exportRequest } = await api.must(REQUEST, { input: { format: 'JSONL', ...input } });
    return { ...exportRequest.export, uuid: parseGlobalId(exportRequest.export.id as string).id };
  }

  refused(api: Api, input: Record<string, unknown>): Promise<{ codes: readonly string[]; data: any }> {
    return api.ask(REQUEST, { input: { format: 'JSONL', ...input } });
  }

  async shown(api: Api, asked: Asked): Promise<any> {
    return (await api.must(SHOW, { id: asked.id })).node;
  }

  /** Fetches as the holder of a token would. */
  async fetch(path: string, token: string | null, method: 'GET' | 'HEAD' = 'GET'): Promise<Fetched> {
    const answer: LightMyRequestResponse = await this.running.app.inject({
      method,
      url: path,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    return {
      status: answer.statusCode,
      bytes: answer.rawPayload,
      text: answer.rawPayload.toString('utf8'),
      headers: answer.headers,
    };
  }

  /** Asks, lets it be written, fetches. */
  async take(api: Api, input: Record<string, unknown>): Promise<Fetched & { asked: Asked }> {
    const asked = await this.request(api, input);
    await this.running.exports.drain();
    return { asked, ...(await this.fetch(asked.downloadPath, tokenOf(api))) };
  }

  /** A topic with a session, attendance, a suggestion and names at a place; texts carry the mark. */
  async fill(place: PlaceRef, mark: string): Promise<{ roomId: string; sessionId: string; topicId: string }> {
    const { world } = this;
    const at = { place_id: place.id, place_path: place.path };
    const { id: roomId } = await world.room(place);
    const [procedure] = await world.sql<{ id: string }>(place.cityId, 'SELECT id FROM procedure LIMIT 1');
    const topicId = await world.insert(place.cityId, 'topic', {
      ...at,
      room_id: roomId,
      procedure_id: procedure!.id,
      title: `${mark}议题`,
      track: 'MAJOR',
      state: 'APPROVED',
      stage: 'DELIBERATION',
      proposed_from: '2021-01-05',
      proposed_to: '2021-01-05',
      proposed_precision: 'DAY',
    });
    const sessionId = await world.insert(place.cityId, 'session', {
      ...at,
      room_id: roomId,
      topic_id: topicId,
      round: 1,
      ordinal: 1,
      state: 'HELD',
      held_from: '2021-02-03',
      held_to: '2021-02-03',
      held_precision: 'DAY',
      minutes: `${mark}会议记录`,
    });
    await world.insert(place.cityId, 'attendance', {
      ...at,
      session_id: sessionId,
      topic_id: topicId,
      role: 'CPPCC_MEMBER',
      headcount: 7,
    });
    await world.insert(place.cityId, 'attendance_person', {
      ...at,
      session_id: sessionId,
      role: 'CPPCC_MEMBER',
      name: `${mark}委员甲`,
    });
    await world.insert(place.cityId, 'suggestion', {
      ...at,
      room_id: roomId,
      topic_id: topicId,
      session_id: sessionId,
      ordinal: 1,
      text: `${mark}意见`,
    });
    await world.insert(place.cityId, 'concern', {
      ...at,
      room_id: roomId,
      text: `${mark}反映`,
      source: 'VISIT',
      received_from: '2021-01-02',
      received_to: '2021-01-02',
      received_precision: 'DAY',
    });
    await world.insert(place.cityId, 'evaluation', {
      ...at,
      topic_id: topicId,
      evaluator: 'PUBLIC',
      satisfaction: 'SATISFIED',
      respondents: 12,
      done_from: '2021-03-01',
      done_to: '2021-03-31',
      done_precision: 'MONTH',
    });
    return { roomId, sessionId, topicId };
  }
}

/** A server beside a world's own, with a folder of its own for exports; nothing is written before the test says so. */
export async function serveExports(
  world: World,
): Promise<{ readonly server: Server; readonly stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hsl-exports-'));
  const { appUrl, authUrl } = world.db;
  const server = await assemble({
    appUrl,
    authUrl,
    poolSize: 3,
    exportDir: folder,
    health: { isReady: async () => true },
    log: createLog('error', { write: (line: string) => void world.logLines.push(line) }),
  });
  return {
    server,
    stop: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The token an Api signs in with. */
export const tokenOf = (api: Api): string => (api as unknown as { token: string }).token;

export const linesOf = (text: string): any[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
