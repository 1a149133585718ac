/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable without the blanks and line ends around it that files of secrets end with; undefined where nothing is left. */
export function readVariable(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}
