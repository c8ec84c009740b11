import { createServer } from "node:net";

/** Whether nothing listens on the port of the given host. */
export const isPortFree = (port: number, host = "127.0.0.1"): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

const anyFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

/** A free loopback port; `preferred` is taken when it is free, so that links survive a restart. */
export const freePort = async (preferred?: number): Promise<number> =>
  preferred && (await isPortFree(preferred)) ? preferred : anyFreePort();
