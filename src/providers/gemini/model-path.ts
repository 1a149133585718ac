/**
 * The address of a model. Its name is the caller's own text, and must lead to no other address of the provider: it is
 * encoded, but for the slashes that some names have, and for these too where a step leads upwards.
 */
export function modelPath(model: string): string {
  const encoded = encodeURIComponent(model.toWellFormed());
  const climbs = model.split("/").some((step) => step === "." || step === "..");
  return `/models/${climbs ? encoded : encoded.replaceAll("%2F", "/")}`;
}
