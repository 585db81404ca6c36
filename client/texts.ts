/** `vscode.l10n`, as far as modules need it that do not know VS Code. */
export interface Texts {
  t(message: string, ...parts: (string | number)[]): string
}
