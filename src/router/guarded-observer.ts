import type { RouterObserver } from "./types.ts";

/** An observer that is told everything, and whose exceptions are reported and do no harm. */
export function guardedObserver(
  observer: RouterObserver,
  reportBug: (error: unknown) => void,
): Required<RouterObserver> {
  const safely = <T>(tell: (value: T) => void) => {
    return (value: T) => {
      try {
        tell(value);
      } catch (error) {
        reportBug(error);
      }
    };
  };
  return {
    callChanged: safely((live) => observer.callChanged(live)),
    callEnded: safely((record) => observer.callEnded(record)),
    healthChanged: safely((event) => observer.healthChanged(event)),
    budgetChanged: safely((standing) => observer.budgetChanged?.(standing)),
    limitsReported: (route, reports) => safely(() => observer.limitsReported?.(route, reports))(undefined),
    drillsChanged: safely((drills) => observer.drillsChanged?.(drills)),
  };
}
