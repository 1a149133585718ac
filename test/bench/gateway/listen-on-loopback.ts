/** Preloaded into peers: whatever host they would listen on, nobody outside of this machine is to reach them. */
import { Server } from "node:net";

const listen: (this: Server, options: object, callback?: unknown) => Server = Server.prototype.listen;

Server.prototype.listen = function onLoopback(this: Server, ...args: readonly unknown[]): Server {
  const [first] = args;
  const stated = typeof first === "object" ? first : { port: Number(first) };
  const callback = args.findLast((arg) => typeof arg === "function");
  return listen.call(this, { ...stated, host: "127.0.0.1" }, callback);
};
