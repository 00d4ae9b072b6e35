/** A command for the terminal of whoever asked for it, as the engine tells it over its private socket. */
export interface TerminalCommand {
  readonly argv: readonly string[];
  /** The whole environment but for what describes the terminal. */
  readonly env: Readonly<Record<string, string>>;
  /** To be written to the command's descriptor 3, which is then closed: values that must be in no environment. */
  readonly prelude?: string;
}
