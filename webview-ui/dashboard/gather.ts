/**
 * Gathers what is told in bursts, such as a change with every keystroke's call, and passes it on together: the first of a
 * burst starts the wait.
 *
 * @param wait calls back after a while; `setTimeout` with a time.
 */
export function gathering<T>(
  pass: (told: readonly T[]) => void,
  wait: (then: () => void) => void,
): (told: readonly T[]) => void {
  let gathered: Set<T> | undefined;
  return (told) => {
    if (gathered) {
      for (const one of told) gathered.add(one);
      return;
    }
    gathered = new Set(told);
    wait(() => {
      const all = [...(gathered ?? [])];
      gathered = undefined;
      pass(all);
    });
  };
}
