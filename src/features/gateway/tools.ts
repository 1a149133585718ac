import { type Setup, toolSettings } from "./tool-settings.ts";

/** A program that can use the gateway, with the settings that have it do so. */
export interface Tool {
  /** What the ledger and budgets call it: it stands behind the token's last dot. */
  readonly client: string;
  readonly name: string;
  /** Where its settings go. */
  readonly place: string;
  readonly settings: (setup: Setup) => string;
}

/** In the order in which they are offered. */
export const tools: readonly Tool[] = [
  {
    client: "claude-code",
    name: "Claude Code",
    place: "the terminal in which you run claude",
    settings: toolSettings.claudeCode,
  },
  { client: "codex", name: "Codex CLI", place: "~/.codex/config.toml", settings: toolSettings.codex },
  {
    client: "gemini-cli",
    name: "Gemini CLI",
    place: "the terminal in which you run gemini",
    settings: toolSettings.geminiCli,
  },
  { client: "opencode", name: "OpenCode", place: "~/.config/opencode/opencode.json", settings: toolSettings.openCode },
  { client: "aider", name: "aider", place: "the terminal in which you run aider", settings: toolSettings.aider },
  { client: "continue", name: "Continue", place: "~/.continue/config.yaml", settings: toolSettings.continueDev },
  { client: "curl", name: "curl", place: "a terminal", settings: toolSettings.curl },
  { client: "openai-python", name: "OpenAI SDK, Python", place: "your program", settings: toolSettings.openAiPython },
  { client: "openai-js", name: "OpenAI SDK, JavaScript", place: "your program", settings: toolSettings.openAiJs },
  {
    client: "anthropic-python",
    name: "Anthropic SDK, Python",
    place: "your program",
    settings: toolSettings.anthropicPython,
  },
  {
    client: "anthropic-js",
    name: "Anthropic SDK, JavaScript",
    place: "your program",
    settings: toolSettings.anthropicJs,
  },
  {
    client: "google-python",
    name: "Google Gen AI SDK, Python",
    place: "your program",
    settings: toolSettings.googlePython,
  },
  {
    client: "google-js",
    name: "Google Gen AI SDK, JavaScript",
    place: "your program",
    settings: toolSettings.googleJs,
  },
];

/** The key that a tool shows: with its name, so that the ledger tells who spent what, and a budget may be its own. */
export function keyFor({ client }: Pick<Tool, "client">, token: string): string {
  return `${token}.${client}`;
}
