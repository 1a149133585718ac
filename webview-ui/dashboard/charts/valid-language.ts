/*
 * To be imported before uPlot, which gives `navigator.language` to `Intl.NumberFormat` as it loads and would throw on a
 * tag that is none: a Chromium started in the C locale says `en-US@posix`.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}
