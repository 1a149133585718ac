const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "its folder or the file itself is not there",
  EACCES: "access is not allowed",
  EPERM: "access is not allowed",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: "its folder is not there",
  EBUSY: "another program uses it",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
  ENAMETOOLONG: "its name is too long",
};

/** What a file system's error means, as the end of a sentence about a file; undefined for any other error. */
export function describeFileTrouble(error: unknown): string | undefined {
  // A system's error has all three, https://nodejs.org/api/errors.html#class-systemerror; one of SQLite has not.
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  const code = String(error.code);
  return WORDS[code] ?? `the system says ${code}`;
}
