import { IconButton } from "../../shared/icon-button.tsx";
import type { PageProps } from "../page-props.ts";

/** A file's name without its ending, and what makes its text when it is wanted. */
interface ExportButtonProps {
  readonly name: string;
  /** What is exported, such as `Spend over time`. */
  readonly title: string;
  readonly text: () => string;
  readonly save: SaveFile;
  readonly disabled?: boolean;
}

export type SaveFile = (file: { readonly name: string; readonly text: string }) => void;

/** Offers figures as a CSV file. */
export function ExportButton({ name, title, text, save, disabled = false }: ExportButtonProps) {
  return (
    <IconButton
      icon="desktop-download"
      label={`Export ${title} as CSV`}
      disabled={disabled}
      onClick={() => save({ name: `${name}.csv`, text: text() })}
    />
  );
}

/** Where files go: the host asks where to, and says itself if that fails. */
export function saving(call: PageProps["call"]): SaveFile {
  return (file) => void call("save", file);
}
