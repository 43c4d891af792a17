/**
 * Declarations of what every cell finds beside Node's own globals, for the type engines. A cell may declare these
 * names for itself.
 */
export const CELL_GLOBALS = `
/**
 * Asks for a line of text and waits for it. The whole cell stands still meanwhile, and can be stopped.
 * @param text What to ask, shown before the input field.
 * @throws {Error} When nobody can answer: the notebook is being run without a person.
 */
declare function prompt(text?: string): string | null;
/**
 * Asks for a line of text. Everything else goes on meanwhile.
 * @param text What to ask, shown before the input field.
 * @param options With \`password\`, what is typed is not shown.
 * @throws {Error} When nobody can answer: the notebook is being run without a person.
 */
declare function input(text?: string, options?: {password?: boolean}): Promise<string>;
`;
