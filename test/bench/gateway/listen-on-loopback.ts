/** Preloaded into peers: whatever host they would listen on, nobody outside of this machine is to reach them. */
import { Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function onLoopback(this: Server, ...args: readonly unknown[]): Server {
  const [first] = args;
  const stated = typeof first === "object" ? first : { port: Number(first) };
  const callback = args.findLast((arg) => typeof arg === "function");
  Reflect.apply(listen, this, [{ ...stated, host: "127.0.0.1" }, callback]);
  return this;
};
