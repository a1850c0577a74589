import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../kernel/viewer.js';
import { httpMessages } from './messages.js';

/**
 * Opens the file of an export. Returns null unless the viewer's account asked for it, the link is valid, and it is the
 * first use.
 */
export interface Downloads {
  open(
    viewer: Viewer,
    exportId: string,
    secret: string,
    part: string,
  ): Promise<{
    readonly name: string;
    readonly type: string;
    readonly byteCount: number;
    readonly stream: Readable;
  } | null>;
}

interface Asked {
  Params: { id: string; secret: string };
  Querystring: { part?: string };
}

const SIGNED_OUT = httpMessages.signInToDownload;
const MISSING = httpMessages.downloadMissing;

/** A download needs both the link and a sign-in of the account. */
export function downloads(
  app: FastifyInstance,
  files: Downloads,
  viewerOf: (request: FastifyRequest) => Promise<Viewer | null>,
): void {
  app.get<Asked>('/exports/:id/:secret', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const viewer = await viewerOf(request);
    if (!viewer) return refuse(reply, 401, SIGNED_OUT);
    const { part = 'data' } = request.query;
    // A HEAD request does not use up the link.
    const file =
      request.method === 'GET' && typeof part === 'string'
        ? await files.open(viewer, request.params.id, request.params.secret, part)
        : null;
    if (!file) return refuse(reply, 404, MISSING);
    return reply
      .headers({
        'content-type': file.type,
        'content-length': file.byteCount,
        'content-disposition':
          `attachment; filename="export.${file.name.split('.').at(-1)}"; ` +
          `filename*=UTF-8''${encodeURIComponent(file.name)}`,
      })
      .send(file.stream);
  });
}

const refuse = (reply: FastifyReply, status: 401 | 404, text: string): FastifyReply =>
  reply.status(status).type('text/plain; charset=utf-8').send(text);
