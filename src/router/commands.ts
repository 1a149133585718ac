/** The commands that the router's messages send a person to, as the command palette writes them. */
export const manageKeys = '"Switchyard: Manage API Keys"';
export const tryWithoutKeys = '"Switchyard: Try Without Keys"';
