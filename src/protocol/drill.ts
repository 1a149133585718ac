/** A fire drill under way, as the views show it for as long as it lasts. */
export interface DrillNotice {
  readonly routeId: string;
  /** What is played there, in words that follow the route's name: `rate limited`, `not reachable`. */
  readonly fault: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}
