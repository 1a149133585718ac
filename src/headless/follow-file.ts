import { realpathSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { systemClock } from "../platform/clock.ts";

/** Editors write a file in several steps, often as a new one that takes the old one's place. */
const settledMs = 200;

/**
 * Calls `changed` a moment after the file was written or replaced. It is the folder that is watched, since a watch on a
 * file ends with its replacement. A path that leads over a link in that folder, as where a cluster mounts its
 * configuration, counts as replaced when it leads elsewhere. `lost` is called when it can be followed no longer.
 */
export function followFile(path: string, changed: () => void, lost: (error: unknown) => void): { close(): void } {
  const name = basename(path);
  let target = targetOf(path);
  let cancel = () => {};
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_, file) => {
      const before = target;
      target = targetOf(path);
      if (file !== null && file !== name && target === before) return;
      cancel();
      cancel = systemClock.schedule(settledMs, changed);
    });
    watcher.on("error", lost);
    return {
      close() {
        cancel();
        watcher.close();
      },
    };
  } catch (error) {
    lost(error);
    return { close() {} };
  }
}

/** Where a path leads over all links; undefined while there is nothing. */
function targetOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
