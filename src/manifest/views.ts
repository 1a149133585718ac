/** Ids of the webview views, as package.json declares them. */
export const views = { chat: "switchyard.chat", usage: "switchyard.usage" } as const;
