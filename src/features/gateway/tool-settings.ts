/** What a tool's settings are made of. */
export interface Setup {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string;
  /** In which manner environment variables are set. */
  readonly shell: "posix" | "powershell";
}

/** The chain of chat; it goes on to the next model by itself, so a tool need not be told of several. */
const chat = "switchyard/chat";
/** For what tools do on the side, such as titles. */
const cheap = "switchyard/chat:cheapest";

/** Settings of tools as these document them; each holds the token, so none is written anywhere but on the clipboard. */
export const toolSettings = {
  // Codex reads a key from the environment alone, and speaks the Responses API alone.
  codex: ({ url, key, shell }: Setup) => `# In ~/.codex/config.toml:
model = "${chat}"
model_provider = "switchyard"

[model_providers.switchyard]
name = "Switchyard"
base_url = "${url}/v1"
env_key = "SWITCHYARD_TOKEN"
wire_api = "responses"

# In the terminal, before you run codex:
# ${variables({ SWITCHYARD_TOKEN: key }, shell)}
`,
  // A key of Anthropic's would go before the token, and be sent here.
  claudeCode: ({ url, key, shell }: Setup) => `${variables(
    {
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_AUTH_TOKEN: key,
      ANTHROPIC_API_KEY: "",
      ANTHROPIC_MODEL: chat,
      ANTHROPIC_DEFAULT_OPUS_MODEL: chat,
      ANTHROPIC_DEFAULT_SONNET_MODEL: chat,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: cheap,
    },
    shell,
  )}
claude
`,
  geminiCli: ({ url, key, shell }: Setup) => `${variables(
    { GOOGLE_GEMINI_BASE_URL: url, GEMINI_API_KEY: key, GEMINI_MODEL: chat },
    shell,
  )}
# It asks how to sign in: choose the Gemini API key, or have "security": { "auth": { "selectedType": "gemini-api-key" } }
# in ~/.gemini/settings.json. On the side it asks Gemini's own models, whatever GEMINI_MODEL says. Unless you connected Gemini,
# say in VS Code's settings what they mean: "switchyard.gateway.models": { "gemini-*": "${cheap}" }
gemini
`,
  openCode: ({ url, key }: Setup) =>
    json({
      $schema: "https://opencode.ai/config.json",
      model: `switchyard/${chat}`,
      small_model: `switchyard/${cheap}`,
      provider: {
        switchyard: {
          npm: "@ai-sdk/openai-compatible",
          name: "Switchyard",
          options: { baseURL: `${url}/v1`, apiKey: key },
          models: { [chat]: { name: "Chat" }, [cheap]: { name: "Chat, the cheapest" } },
        },
      },
    }),
  aider: ({ url, key, shell }: Setup) => `${variables({ OPENAI_API_BASE: `${url}/v1`, OPENAI_API_KEY: key }, shell)}
aider --model openai/${chat}
`,
  continueDev: ({ url, key }: Setup) => `name: Switchyard
version: 0.0.1
schema: v1
models:
  - name: Switchyard
    provider: openai
    model: ${chat}
    apiBase: ${url}/v1
    apiKey: ${key}
    roles: [chat, edit, apply]
`,
  curl: ({ url, key, shell }: Setup) => {
    const body = JSON.stringify({ model: chat, messages: [{ role: "user", content: "What is 2 + 2?" }] });
    // PowerShell before 7.3 drops quotes inside an argument, so the body comes from its pipe there.
    return shell === "posix"
      ? `curl ${url}/v1/chat/completions -H "authorization: Bearer ${key}" -H "content-type: application/json" -d '${body}'\n`
      : `'${body}' | curl.exe ${url}/v1/chat/completions -H "authorization: Bearer ${key}" -H "content-type: application/json" --data-binary '@-'\n`;
  },
  openAiPython: ({ url, key }: Setup) => `from openai import OpenAI

client = OpenAI(base_url="${url}/v1", api_key="${key}")
answer = client.chat.completions.create(model="${chat}", messages=[{"role": "user", "content": "What is 2 + 2?"}])
print(answer.choices[0].message.content)
`,
  openAiJs: ({ url, key }: Setup) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${url}/v1", apiKey: "${key}" });
const messages = [{ role: "user", content: "What is 2 + 2?" }];
const answer = await client.chat.completions.create({ model: "${chat}", messages });
console.log(answer.choices[0].message.content);
`,
  anthropicPython: ({ url, key }: Setup) => `from anthropic import Anthropic

client = Anthropic(base_url="${url}", api_key="${key}")
messages = [{"role": "user", "content": "What is 2 + 2?"}]
answer = client.messages.create(model="${chat}", max_tokens=1024, messages=messages)
print("".join(part.text for part in answer.content if part.type == "text"))
`,
  anthropicJs: ({ url, key }: Setup) => `import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({ baseURL: "${url}", apiKey: "${key}" });
const messages = [{ role: "user", content: "What is 2 + 2?" }];
const answer = await client.messages.create({ model: "${chat}", max_tokens: 1024, messages });
for (const part of answer.content) if (part.type === "text") console.log(part.text);
`,
  googlePython: ({ url, key }: Setup) => `from google import genai

client = genai.Client(api_key="${key}", http_options={"base_url": "${url}"})
print(client.models.generate_content(model="${chat}", contents="What is 2 + 2?").text)
`,
  googleJs: ({ url, key }: Setup) => `import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({ apiKey: "${key}", httpOptions: { baseUrl: "${url}" } });
const answer = await client.models.generateContent({ model: "${chat}", contents: "What is 2 + 2?" });
console.log(answer.text);
`,
};

/** Sets environment variables, a line each. Neither an address nor a token holds what a shell would expand. */
function variables(values: Readonly<Record<string, string>>, shell: Setup["shell"]): string {
  const line = ([name, value]: readonly [string, string]) =>
    shell === "posix" ? `export ${name}="${value}"` : `$env:${name} = "${value}"`;
  return Object.entries(values).map(line).join("\n");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
