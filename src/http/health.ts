import type { FastifyInstance } from 'fastify';

export interface Health {
  isReady(): Promise<boolean>;
  /** Why the server was not ready at the last probe. */
  readonly whyNot?: string | null;
}

/**
 * Live: the process answers. Ready: migrations and data are complete, the database answers, and the server is not
 * stopping.
 */
export function health(app: FastifyInstance, state: Health): void {
  app.get('/health/live', async (_request, reply) => reply.send({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await state.isReady().catch(() => false);
    return reply
      .status(ready ? 200 : 503)
      .send(ready ? { status: 'ready' } : { status: 'not ready', reason: state.whyNot ?? 'unknown' });
  });
}
