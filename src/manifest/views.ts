/** Ids of the webview views, as package.json declares them. */
export const views = { chat: "switchyard.chat", usage: "switchyard.usage" } as const;

/** The kind of the editor tab that the dashboard is in; package.json activates the extension when one is to be restored. */
export const dashboardTab = "switchyard.dashboard";
