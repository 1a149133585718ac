import { freshToken } from "../platform/fresh-token.ts";
import { type Environment, readVariable } from "./environment.ts";

/** Where the token is looked for unless the file names another variable. */
const usualVariable = "SWITCHYARD_TOKEN";

/** The secret that callers show: the one that is set, else a fresh one; or what is wrong with it, which does not repeat it. */
export function tokenFrom(
  variable: string | undefined,
  environment: Environment,
): { readonly token: string } | { readonly problem: string } {
  const token = readVariable(environment, variable ?? usualVariable);
  if (token !== undefined) {
    // Behind a dot begins the name of the client that shows it.
    if (/^[\x21-\x2d\x2f-\x7e]{16,}$/.test(token)) return { token };
    return {
      problem: `${variable === undefined ? usualVariable : "token.env"}: a token has at least 16 letters, digits and signs, no blank and no dot`,
    };
  }
  if (variable !== undefined) return { problem: "token.env: the variable that is named here is not set" };
  return { token: freshToken() };
}
