import type { DocumentFilter } from 'vscode-languageclient'

const languages = ['yaml', 'json', 'jsonc']
const endings = '**/*.{yaml,yml,json,jsonc}'
const usualSchemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs']

/**
 * Which documents the server hears of: by language, and by ending where another extension gave them a language of its own. Never those of `git`,
 * `output` and the like, whose text is no file of the workspace: schemes are listed, the workspace folders' own among them.
 */
export function documentSelector(folderSchemes: Iterable<string>): DocumentFilter[] {
  return documentSchemes(folderSchemes).flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    { scheme, pattern: endings },
  ])
}

export function documentSchemes(folderSchemes: Iterable<string>): string[] {
  return [...new Set([...usualSchemes, ...folderSchemes])]
}
