import type { FastifyInstance } from 'fastify';

export interface Health {
  isReady(): Promise<boolean>;
  /** Why it was not ready when last asked. */
  readonly whyNot?: string | null;
}

/** Live: the process answers. Ready: it migrated, has its data, reaches its database and is not stopping. */
export function health(app: FastifyInstance, state: Health): void {
  app.get('/health/live', async (_request, reply) => reply.send({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await state.isReady().catch(() => false);
    return reply
      .status(ready ? 200 : 503)
      .send(ready ? { status: 'ready' } : { status: 'not ready', reason: state.whyNot ?? 'unknown' });
  });
}
