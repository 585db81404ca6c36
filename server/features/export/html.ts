import type { ConventionFinding, ExampleValue, MessageRow, Sentence, StreamPage } from '../../../shared/preview-protocol.ts'
import { escapeXml, said } from './escape.ts'
import { current, flowSvg } from './flow.ts'
import { glyph, hueOf } from './glyphs.ts'
import { htmlStyle } from './html-style.ts'
import { exampleText, facts, orderWords, type SheetRow, sheetRows, standingWords } from './sheet.ts'

/** A stream as one page that needs nothing else: no script, no file beside it, light or dark as its reader likes it. */
export function streamHtml(page: StreamPage): string {
  const messages = current(page)
  const title = escapeXml(page.title)
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="facts">${head(page)}</p>
</header>
<main>
<section aria-labelledby="flow">
<h2 id="flow">Who appends and who reads</h2>
<div class="wide" tabindex="0" role="group" aria-labelledby="flow">${flowSvg(page, 'auto')}</div>
</section>
${page.kept.length === 0 ? '' : `<section aria-labelledby="kept">\n<h2 id="kept">How it is kept</h2>\n<ul>${page.kept.map(keptLine).join('')}</ul>\n</section>`}
<section aria-labelledby="messages">
<h2 id="messages">Messages <small>${messages.length}</small></h2>
${messages.length === 0 ? '<p>No messages yet.</p>' : `<p class="dim">${orderWords[page.order]}</p>${overview(page, messages)}`}
${messages.map(message).join('\n')}
</section>
<section aria-labelledby="conventions">
<h2 id="conventions">Conventions</h2>
<ul>${page.groups.map(({ title: name, holds, of, say, findings: own }) => `<li><strong>${escapeXml(name)}</strong> <span class="dim">${holds} of ${of}</span>${say === undefined ? '' : ` ${sentence(say)}`}${findings(own)}</li>`).join('')}</ul>
</section>
</main>
</body>
</html>
`
}

const code = (text: string) => `<code>${escapeXml(text)}</code>`

function sentence(text: string): string {
  return said(text, escapeXml, code)
}

function head(page: StreamPage): string {
  const { data, words } = facts(page)
  const parts = [
    ...(data === undefined ? [] : [code(data)]),
    ...words.map(escapeXml),
    `an event source because of ${sentence(page.why.text)}`,
  ]
  return parts.map((part) => `<span>${part}</span>`).join(' ')
}

function keptLine({ standing, text }: Sentence): string {
  return `<li>${stands(standing)}${sentence(text)}</li>`
}

function stands(standing: keyof typeof standingWords | undefined): string {
  return standing === undefined || standing === 'pass' ? '' : `<strong class="${standing}">${standingWords[standing]}:</strong> `
}

function sign({ sign: own }: MessageRow, index: number): string {
  const at = own ?? index
  return `<svg class="es-sign ${hueOf(at)}" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">${glyph(at)}</svg>`
}

function overview({ markAt }: StreamPage, messages: readonly MessageRow[]): string {
  const cell = ({ text, missed }: MessageRow['mark']) =>
    `<td>${text === undefined ? `<span class="${missed ?? 'dim'}">none</span>` : code(text)}</td>`
  const rows = messages.map(
    (one, index) =>
      `<tr><th scope="row">${sign(one, index)} <a href="#message-${index}">${escapeXml(one.name) || '(unnamed)'}</a></th>${cell(one.mark)}${cell(one.correlation)}${cell(one.partitionKey)}</tr>`,
  )
  const mark = markAt === undefined ? 'Type mark' : `Type mark ${code(markAt)}`
  return table(['Event', mark, 'Correlation', 'Key'], rows, 'All messages')
}

function message(one: MessageRow, index: number): string {
  const { detail, name } = one
  const label = escapeXml(name) || '(unnamed)'
  const parts = [`<h3 id="message-${index}">${sign(one, index)} ${label}</h3>`]
  if (detail?.summary !== undefined) parts.push(`<p>${escapeXml(detail.summary)}</p>`)
  if (detail?.nothing !== undefined) parts.push(`<p class="dim">${sentence(detail.nothing)}</p>`)
  if (detail && detail.payload.length > 0) parts.push(properties('Property', sheetRows(detail.payload), `${label}: payload`))
  if (detail && detail.headers.length > 0) parts.push(properties('Header', sheetRows(detail.headers), `${label}: headers`))
  if (detail) parts.push(...detail.examples.map(example), findings(detail.findings))
  return `<article aria-labelledby="message-${index}">${parts.join('')}</article>`
}

function properties(title: string, rows: readonly SheetRow[], label: string): string {
  return table(
    [title, 'Type', 'Values and limits', 'Notes'],
    rows.map(({ depth, name, type, values, limits, notes }) => {
      const limit = [...values.map(code), ...(limits === '' ? [] : [escapeXml(limits)])].join(', ')
      return `<tr><th scope="row" class="in${Math.min(depth, 8)}">${code(name)}</th><td>${escapeXml(type)}</td><td>${limit}</td><td class="dim">${notes.join(', ')}</td></tr>`
    }),
    label,
  )
}

function example({ name, payload, headers, accepted }: ExampleValue): string {
  const refused = accepted === false ? ' <strong class="warning">the payload refuses it</strong>' : ''
  const title = `Example${name === undefined ? '' : ` ${escapeXml(name)}`}`
  return `<details><summary>${title}${refused}</summary><pre tabindex="0">${escapeXml(exampleText(payload, headers))}</pre></details>`
}

function findings(all: readonly ConventionFinding[]): string {
  if (all.length === 0) return ''
  const line = ({ severity, about, message: text }: ConventionFinding) =>
    `<li>${stands(severity)}${about === undefined ? '' : `${escapeXml(about)}: `}${sentence(text)}</li>`
  return `<ul>${all.map(line).join('')}</ul>`
}

function table(heads: readonly string[], rows: readonly string[], label: string): string {
  const head = heads.map((one) => `<th scope="col">${one}</th>`).join('')
  return `<div class="wide" tabindex="0" role="group" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
