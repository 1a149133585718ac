/** What a workbench page opens. Paths are absolute, on the machine of the server. */
export type WorkbenchTarget = {
  readonly folder: string;
  /** Runs this extension from its folder (its `dist` built), besides those installed. */
  readonly extensionPath?: string;
  /** A built module; the extension host calls its `run()` and reports how that ended. */
  readonly testsPath?: string;
};

/** The query of a workbench page. @param host as the browser names the server: `127.0.0.1:8080`. */
export function workbenchQuery(host: string, target: WorkbenchTarget): URLSearchParams {
  const remote = (file: string): string => `vscode-remote://${host}${file}`;
  const payload: [string, string][] = [["skipWelcome", "true"]];
  if (target.extensionPath !== undefined) payload.push(["extensionDevelopmentPath", remote(target.extensionPath)]);
  if (target.testsPath !== undefined) payload.push(["extensionTestsPath", remote(target.testsPath)]);
  return new URLSearchParams({ folder: target.folder, payload: JSON.stringify(payload) });
}
