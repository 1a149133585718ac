/** Tells which result belongs to which call, in a format where both may come without ids. */
export interface CallIds {
  /** The model begins to speak: what it called before is answered by now, or never will be. */
  begin(turn: number): void;
  /** The id of a call: its own, or else one that is the same whenever this conversation is sent. */
  ofCall(name: string, own: string | undefined): string;
  /** The id of the call that a result answers: by its id, else the earliest call of that name without a result. */
  ofResult(name: string, own: string | undefined): string;
  /** Whether it was made up here, so that nobody else knows it. */
  isMadeUp(id: string): boolean;
}

export function createCallIds(): CallIds {
  const madeUp = new Set<string>();
  let turn = 0;
  let calls = 0;
  let open: { readonly id: string; readonly name: string }[] = [];

  function makeUp(): string {
    const id = `call_${turn}_${calls}`;
    madeUp.add(id);
    return id;
  }

  return {
    begin(next) {
      turn = next;
      calls = 0;
      open = [];
    },
    ofCall(name, own) {
      const id = own ?? makeUp();
      calls += 1;
      open.push({ id, name });
      return id;
    },
    ofResult(name, own) {
      // Gemini CLI gives a result an id even where the call has none.
      const found = open.find((call) => call.id === own) ?? open.find((call) => call.name === name);
      open = open.filter((call) => call !== found);
      return found?.id ?? own ?? name;
    },
    isMadeUp: (id) => madeUp.has(id),
  };
}
