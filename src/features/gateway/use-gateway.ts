import * as vscode from "vscode";
import type { Setup } from "./tool-settings.ts";
import { keyFor, type Tool, tools } from "./tools.ts";

export interface UseGatewayDeps {
  /** Whether the settings ask for a gateway. */
  readonly enabled: () => boolean;
  readonly enable: () => Promise<void>;
  readonly url: () => string;
  readonly token: () => Promise<string>;
  readonly newToken: () => Promise<void>;
  readonly openSettings: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Promise<void>;
}

/** Offers what is needed to use the gateway. The token is shown nowhere: it is copied when it is asked for. */
export async function useGateway(deps: UseGatewayDeps): Promise<void> {
  if (!deps.enabled()) {
    const start = "Start the Gateway";
    const text = "The gateway is off. It lets other programs on this machine use your models, behind a token.";
    if ((await vscode.window.showInformationMessage(text, start)) !== start) return;
    await deps.enable();
  }
  const chosen = await vscode.window.showQuickPick(choices(deps), {
    title: `Use the gateway at ${deps.url()}`,
    placeHolder: "Settings are copied with the token in them: paste them only where you would keep a key",
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

function choices(deps: UseGatewayDeps): readonly Choice[] {
  const { Separator } = vscode.QuickPickItemKind;
  return [
    {
      label: "$(link) Copy the address",
      description: deps.url(),
      run: () => copy(deps.url(), "The gateway's address is copied."),
    },
    {
      label: "$(key) Copy the token",
      description: "for any other tool",
      run: async () => copy(await deps.token(), "The gateway's token is copied. Whoever has it spends your money."),
    },
    { label: "Copy settings for", kind: Separator },
    ...tools.map((tool) => ({
      label: tool.name,
      description: tool.place,
      run: () => copySettings(deps, tool),
    })),
    { label: "The gateway itself", kind: Separator },
    { label: "$(refresh) Make a new token…", run: deps.newToken },
    { label: "$(settings-gear) Open its settings", run: deps.openSettings },
    { label: "$(debug-stop) Stop the gateway", run: deps.stop },
  ];
}

async function copySettings({ url, token }: UseGatewayDeps, tool: Tool): Promise<void> {
  const shell: Setup["shell"] = process.platform === "win32" ? "powershell" : "posix";
  const settings = tool.settings({ url: url(), key: keyFor(tool, await token()), shell });
  await copy(settings, `The settings for ${tool.name} are copied, with the token in them. They go into ${tool.place}.`);
}

async function copy(text: string, said: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(said);
}
