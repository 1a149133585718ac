/**
 * Tools of Anthropic's that the caller's own program carries out. Claude knows what they take without being told; other
 * models are told here, after the vendor's tool reference.
 */
export interface OwnTool {
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The tool of a versioned type, such as `bash_20250124`; undefined if it is none of these. */
export function ownTool(type: string): OwnTool | undefined {
  if (/^bash_\d/.test(type)) return BASH;
  if (/^memory_\d/.test(type)) return MEMORY;
  if (!/^text_editor_\d/.test(type)) return undefined;
  // What is inserted was called as what is replaced, until undoing was given up.
  return type >= "text_editor_20250728" ? editor("insert_text") : editor("new_str", "undo_edit");
}

const TEXT = { type: "string" };
const LINE = { type: "integer" };

const BASH: OwnTool = {
  description:
    "Runs a command in a Bash session that stays open between calls, so that variables and the working directory are " +
    "kept. Commands cannot be interactive. Set restart to true to begin a new session.",
  parameters: {
    type: "object",
    properties: {
      command: { ...TEXT, description: "The command; needed unless restart is true." },
      restart: { type: "boolean", description: "Whether to begin a new session instead." },
    },
  },
};

/** What the editor and the memory have in common. */
const FILE_FIELDS = {
  file_text: { ...TEXT, description: "For create: the whole text of the file." },
  old_str: {
    ...TEXT,
    description: "For str_replace: the text to be replaced, exactly as it is and only once in the file.",
  },
  new_str: { ...TEXT, description: "For str_replace: the text in its place." },
  insert_line: { ...LINE, description: "For insert: the line after which the text goes; 0 is before the first." },
  view_range: {
    type: "array",
    items: LINE,
    description: "For view of a file: the first and the last line, counted from 1; -1 is the end of the file.",
  },
};

function editor(inserted: "insert_text" | "new_str", ...further: readonly string[]): OwnTool {
  return {
    description:
      "Views, creates and edits text files. The command says what is done: view shows a file or lists a folder, create " +
      "writes a new file, str_replace replaces one piece of text, insert puts text after a line" +
      (further.length > 0 ? ", undo_edit takes back the last edit of a file." : "."),
    parameters: {
      type: "object",
      properties: {
        command: { ...TEXT, enum: ["view", "create", "str_replace", "insert", ...further] },
        path: { ...TEXT, description: "Of the file or the folder." },
        ...FILE_FIELDS,
        ...(inserted === "insert_text"
          ? { insert_text: { ...TEXT, description: "For insert: the text." } }
          : { new_str: { ...TEXT, description: "For str_replace: the text in its place. For insert: the text." } }),
      },
      required: ["command", "path"],
    },
  };
}

const MEMORY: OwnTool = {
  description:
    "Keeps notes in files below /memories that outlast this conversation. Look there before you begin, and write down " +
    "what will be of use later. The command says what is done: view, create, str_replace, insert, delete or rename.",
  parameters: {
    type: "object",
    properties: {
      command: { ...TEXT, enum: ["view", "create", "str_replace", "insert", "delete", "rename"] },
      path: { ...TEXT, description: "Of the file or the folder; for all commands but rename." },
      ...FILE_FIELDS,
      insert_text: { ...TEXT, description: "For insert: the text." },
      old_path: { ...TEXT, description: "For rename: the path until now." },
      new_path: { ...TEXT, description: "For rename: the path from now on." },
    },
    required: ["command"],
  },
};
