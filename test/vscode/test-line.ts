/** Marks what the suites print, so that it can be told from what the workbench says to the same console. */
export const testLine = "| ";
