import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What the server says when a transaction is committed: `CommandComplete` with that tag. */
const committed = Buffer.from('COMMIT\0');

/**
 * Stands between an API and its database, and cuts the connection in the one moment in which nobody knows: the server
 * has committed and says so, and the API never hears it.
 */
export async function cutAfterCommit(databaseUrl: string) {
  const to = new URL(databaseUrl);
  let isArmed = false;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(to.port), to.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => void database.write(bytes));
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
    database.on('data', (bytes) => {
      if (!isArmed || !bytes.includes(committed)) return void client.write(bytes);
      isArmed = false;
      cuts += 1;
      client.destroy();
      return database.destroy();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const through = new URL(databaseUrl);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    cuts: () => cuts,
    /** The next commit is cut, and no other. */
    arm(): void {
      isArmed = true;
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
