import { type Server, type Socket, connect, createServer } from 'node:net';

/** A TCP proxy to a database, on loopback. It can refuse connections, or accept data and forward nothing. */
export class Gate {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  /** Connections of one period are silent in the next. */
  private age = 0;
  private isSilent = false;

  constructor(private readonly target: number) {}

  async open(port: number): Promise<void> {
    this.server = createServer((client) => this.join(client));
    await new Promise<void>((resolve) => {
      this.server!.listen(port, '127.0.0.1', resolve);
    });
  }

  /** From here on incoming data is dropped, on old and new connections. Nobody gets an error. */
  silence(): void {
    this.isSilent = true;
    this.age += 1;
  }

  /** New connections are forwarded. Old ones stay silent. */
  resume(): void {
    this.isSilent = false;
    this.age += 1;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => {
      if (this.server) this.server.close(resolve);
      else resolve(null);
    });
  }

  private join(client: Socket): void {
    const [born, isSwallowed] = [this.age, this.isSilent];
    this.keep(client);
    if (isSwallowed) {
      client.resume();
      return;
    }
    const database = this.keep(connect(this.target, '127.0.0.1'));
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      from.on('data', (chunk) => {
        if (born === this.age) to.write(chunk);
      });
      from.on('close', () => {
        if (born === this.age) to.destroy();
      });
    }
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    return socket;
  }
}

/** A port that no process listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
