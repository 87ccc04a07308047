import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** A free TCP port of this machine. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
};

/** Resolves once `name` listens on the port. A server in Java or Python needs a second or more; polls every 100 ms. */
export const listening = async (port: number, name: string, looks = 300): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } catch (error) {
    if (looks === 0) throw new Error(`${name} does not listen on port ${port}`, { cause: error });
    await after(100);
    return listening(port, name, looks - 1);
  } finally {
    socket.destroy();
  }
};
