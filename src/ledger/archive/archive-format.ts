/**
 * How calls are written to a file.
 * - `csv`: one row an attempt, the call's own columns repeated
 * - `json`: an array of calls with their attempts in them
 * - `ndjson`: one object an attempt and a line, all with the same keys, which tools for Parquet and the like can load
 */
export type ArchiveFormat = "csv" | "json" | "ndjson";
