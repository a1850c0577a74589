import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { httpMessages } from './messages.js';

/** Allows our own origin only. The code editor needs inline `style` attributes. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const notBuilt = httpMessages.explorerNotBuilt;

export interface ExplorerOptions {
  /** The absolute path of the folder that `npm run build:web` writes. */
  distDir: string;
}

/**
 * Serves the GraphQL explorer under `/explorer/` and redirects `/` to it.
 * Without a built explorer the server still works, and `/explorer/` answers 503 with the command to run.
 */
export async function explorer(app: FastifyInstance, { distDir }: ExplorerOptions): Promise<void> {
  app.get('/', async (_request, reply) => reply.redirect('/explorer/'));
  app.get('/explorer', async (_request, reply) => reply.redirect('/explorer/'));

  await app.register(async (pages) => {
    pages.addHook('onRequest', async (_request, reply) => {
      reply.headers({
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    });
    if (!existsSync(join(distDir, 'index.html'))) {
      pages.get('/explorer/*', async (_request, reply) =>
        reply.code(503).type('text/plain; charset=utf-8').send(notBuilt),
      );
      return;
    }
    await pages.register(fastifyStatic, {
      root: distDir,
      prefix: '/explorer/',
      decorateReply: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      // The name of a file under assets/ contains a hash of its content. So the file never changes and may be cached.
      setHeaders: (reply, path) => {
        if (path.includes(`${sep}assets${sep}`)) reply.header('cache-control', 'public, max-age=31536000, immutable');
      },
    });
  });
}
