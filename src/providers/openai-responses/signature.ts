/** How a signature begins that was made of an `encrypted_content`, so that the gateway knows where it goes back. */
const MARK = "openai-responses:";

/** The signature's value for an `encrypted_content`. */
export function signatureValue(encrypted: string): string {
  return MARK + encrypted;
}

/** The `encrypted_content` that a signature was made of; undefined for one of Chat Completions. */
export function encryptedContent(value: string): string | undefined {
  return value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}
