/** What a text must be to be of a format; each looks at every character a bounded number of times. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => isReference(text) && /^[a-z][a-z0-9+.-]*:./i.test(text) && hasHost(text),
  'uri-reference': isReference,
  'uri-template': isTemplate,
  email: isEmail,
  'asyncapi-name': (text) => text === '$ref' || /^[\w-]+$/.test(text),
}

/** Whether a text is of a format; every text is of a format that is not known. */
export function isOfFormat(text: string, format: string): boolean {
  return Object.hasOwn(formats, format) ? (formats[format]?.(text) ?? true) : true
}

/** RFC 3986: its characters, whole percent escapes, one `#` at most. */
function isReference(text: string): boolean {
  return /^(?:[\w.~:/?#@!$&'()*+,;=[\]-]|%[0-9a-f]{2})*$/i.test(text) && text.indexOf('#') === text.lastIndexOf('#')
}

/** Where an authority is written it is not empty; RFC 3986 leaves that to the scheme, and these have none without. */
function hasHost(text: string): boolean {
  return !/^(?:https?|wss?|mqtts?|amqps?):\/\/(?:[/?#]|$)/i.test(text)
}

/** RFC 6570, and `-` in names, which AsyncAPI's parameter names may have. */
function isTemplate(text: string): boolean {
  return /^(?:[^\s"'<>%\\^`{|}]|%[0-9a-f]{2}|\{[+#./;?&=,!@|]?[^{}\s]+\})*$/i.test(text)
}

/** RFC 5321's mailbox without quotes and address literals. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const host = text.slice(at + 1)
  if (at < 1 || text.length > 320) return false
  if (!/^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return false
  return host.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
}
