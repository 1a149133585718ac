/** Goes before the label of a key that a call was imported with, as a `Credential.id` that no key here has. */
const IMPORTED = "imported:";

/**
 * What stands for a key in a file: its label. Its id stays here; a key that is not known any more has none.
 *
 * @param labels by `Credential.id`
 */
export function labelOf(credential: string, labels: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(labels, credential)) return labels[credential] ?? "";
  return credential.startsWith(IMPORTED) ? credential.slice(IMPORTED.length) : "";
}

/** What stands for a label here, so that it is the same label when it is exported again. */
export function importedCredential(label: string): string {
  return `${IMPORTED}${label}`;
}
