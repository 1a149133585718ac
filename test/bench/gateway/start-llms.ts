/** `@musistudio/llms` is a server without a command: this starts it. Arguments: its module, its port, the upstream's URL. */
import { createRequire } from "node:module";

interface LlmsModule {
  readonly default: new (options: object) => { start(): Promise<void> };
}

const [file = "", port, upstream] = process.argv.slice(2);
// Its ES module calls `require` and does not load.
const { default: LlmsServer } = createRequire(import.meta.url)(file) as LlmsModule;
const bench = { name: "bench", api_base_url: upstream, api_key: "bench-key", models: ["bench-model"] };
await new LlmsServer({
  useJsonFile: false,
  useEnvFile: false,
  initialConfig: { PORT: port, HOST: "127.0.0.1", providers: [bench] },
  logger: false,
}).start();
