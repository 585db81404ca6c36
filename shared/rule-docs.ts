/** Where the pages of the rules are for everybody: the files of the newest published package. */
const pages = 'https://unpkg.com/asyncapi-event-source/docs/rules'

/** The public address of a rule's page. An editor that carries the pages may open its own. */
export function ruleDocsUrl(id: string): string {
  return `${pages}/${id}.md`
}

/** The rule whose page has this address; `undefined` for any other address. */
export function ruleOfDocsUrl(url: string): string | undefined {
  return url.startsWith(`${pages}/`) && url.endsWith('.md') ? url.slice(pages.length + 1, -'.md'.length) : undefined
}
