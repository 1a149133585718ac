/** `@musistudio/llms` is a server without a command: this starts it. Arguments: its module, its port, the upstream's URL. */
import { pathToFileURL } from "node:url";

interface LlmsModule {
  readonly default: new (options: object) => { start(): Promise<void> };
}

const [file = "", port, upstream] = process.argv.slice(2);
const { default: LlmsServer } = (await import(pathToFileURL(file).href)) as LlmsModule;
const bench = { name: "bench", api_base_url: upstream, api_key: "bench-key", models: ["bench-model"] };
await new LlmsServer({
  useJsonFile: false,
  useEnvFile: false,
  initialConfig: { PORT: port, HOST: "127.0.0.1", providers: [bench] },
  logger: false,
}).start();
