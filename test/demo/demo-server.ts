import { assemble, type Server } from '../../src/assemble.js';
import { createLog } from '../../src/http/log.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { Api } from '../support/api.js';
import { DemoWorld } from './demo-world.js';

const PASSWORD = 'a word for the demonstration';

/** The demonstration behind a running server. Every account in it may sign in and query. */
export class DemoServer {
  private constructor(
    private readonly demo: DemoWorld,
    private readonly server: Server,
  ) {}

  /** As the demonstration stands when it is loaded on that day. */
  static async start(today = '2026-03-17'): Promise<DemoServer> {
    const demo = await DemoWorld.loaded(today, { passwordHash: await hashPassword(PASSWORD) });
    const { appUrl, authUrl } = demo.db;
    return new DemoServer(
      demo,
      await assemble({
        appUrl,
        authUrl,
        poolSize: 4,
        health: { isReady: async () => true },
        log: createLog('error', { write: () => undefined }),
      }),
    );
  }

  signIn(username: string): Promise<Api> {
    return new Api(this.server.app).signIn(username, PASSWORD);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.demo.stop();
  }
}
