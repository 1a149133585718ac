/** What a person wrote into a field, or what is wrong with it: one sentence that says what to write. */
export type Read<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "wrong"; readonly message: string };

const read = <T>(value: T): Read<T> => ({ kind: "read", value });
const wrong = (message: string): Read<never> => ({ kind: "wrong", message });

/** Above that it is a slip of the keyboard. */
const mostMoney = 100_000_000;

/**
 * An amount above 0. A comma before one or two last digits is a decimal comma; before three it would be read as thousands in
 * one country and as a fraction in another, so it is asked for again.
 */
export function readAmount(text: string): Read<number> {
  const trimmed = text.trim();
  if (trimmed === "") return wrong("Write the amount, such as 25 or 12.50.");
  const plain = trimmed.replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  if (!/^\d+(\.\d+)?$/.test(plain)) return wrong("Write the amount in digits with a point, such as 1250.50.");
  const amount = Number(plain);
  if (amount === 0) return wrong("The amount is more than 0; a refund is a kind of its own.");
  return amount > mostMoney ? wrong("That is more than 100 million. Check the digits.") : read(amount);
}

/** A whole number above 0, such as requests a minute. */
export function readWhole(text: string, whose: string): Read<number> {
  const digits = text.trim().replace(/[_ ]/g, "");
  const value = Number(digits);
  return /^\d+$/.test(digits) && value > 0 && Number.isSafeInteger(value)
    ? read(value)
    : wrong(`Write ${whose} as a whole number above 0, in digits only.`);
}

/** A currency by its code, or a provider's own unit such as `credits`. */
export function readCurrency(text: string): Read<string> {
  const trimmed = text.trim();
  if (/^[A-Za-z]{3}$/.test(trimmed)) return read(trimmed.toUpperCase());
  return /^[A-Za-z][A-Za-z ]{1,19}$/.test(trimmed)
    ? read(trimmed.toLowerCase())
    : wrong("Write a currency's three letters, such as USD or EUR, or a unit such as credits.");
}

/** A text of at most so many characters; undefined when there is none. */
export function readText(text: string, most: number): Read<string | undefined> {
  const trimmed = text.trim();
  if (trimmed.length > most) return wrong(`Use at most ${most} characters; these are ${trimmed.length}.`);
  return read(trimmed === "" ? undefined : trimmed);
}

const oldest = new Date(2000, 0, 1).getTime();

/**
 * A day as a date field writes it, `2026-11-30`, as its local noon, so that it stays the same day wherever one travels by
 * half a day. A day that `kept` falls on stays that very moment: a provider's own time is not lost by editing a note.
 */
export function readDay(text: string, kept?: number): Read<number> {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  if (year === undefined) return wrong("Choose a day.");
  const noon = new Date(Number(year), Number(month) - 1, Number(day), 12);
  if (noon.getMonth() !== Number(month) - 1) return wrong("There is no such day in that month.");
  if (noon.getTime() < oldest) return wrong("Check the year.");
  return read(kept !== undefined && dayField(kept) === text.trim() ? kept : noon.getTime());
}

/** The local day of a moment as a date field takes it. */
export function dayField(at: number): string {
  const date = new Date(at);
  const two = (figure: number) => String(figure).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What is wrong with each field, by the field's name. */
export type FieldErrors<F> = Readonly<Partial<Record<keyof F, string>>>;

/** Gathers what fields hold, and what is wrong with the others. */
export function fieldReader<F>(): {
  readonly errors: FieldErrors<F>;
  /** What the field holds; undefined after noting what is wrong with it. */
  readonly take: <T>(field: keyof F, result: Read<T>) => T | undefined;
} {
  const errors: Partial<Record<keyof F, string>> = {};
  return {
    errors,
    take(field, result) {
      if (result.kind === "read") return result.value;
      errors[field] = result.message;
      return undefined;
    },
  };
}
