/** Whether another extension completes and explains one of our config files by its schema, so that ours would say it twice. */
export function isConfigOfOthers(
  { fileName, languageId }: { readonly fileName: string; readonly languageId: string },
  hasYaml: () => boolean,
): boolean {
  if (!/[\\/]\.asyncapi-event-source\.(?:yaml|json)$/.test(fileName)) return false
  return languageId === 'json' || languageId === 'jsonc' || (languageId === 'yaml' && hasYaml())
}
