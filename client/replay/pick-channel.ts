import { l10n, ProgressLocation, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { asker } from '../../shared/border.ts'
import type { Place } from '../../shared/place.ts'
import type { EngineBorder, Overview } from '../../shared/replay-protocol.ts'
import { type ReplayChannelName, replayChannels, replayWhat } from '../../shared/replay-requests.ts'
import { ask } from '../language-server.ts'
import type { StartEngine } from './engine.ts'
import { filesOf, sourceName } from './recording.ts'

/** So many channels are tried, with so many records each. */
const mostTried = 20
const tried = 200

/** The channel to replay with: the active document's, else any event source of the workspace; where there are more, the person chooses. */
export async function pickChannel(client: BaseLanguageClient | undefined): Promise<Place | undefined> {
  const uri = window.activeTextEditor?.document.uri.toString()
  const own = uri === undefined ? [] : await channels(client, uri)
  const all = own.length > 0 ? own : await channels(client, undefined)
  const [only, another] = all
  if (!only) await window.showInformationMessage(l10n.t('No event source is known in this workspace.'))
  const sources = all.filter(({ isEventSource }) => isEventSource)
  if (sources.length === 1) return sources[0]?.place
  return another ? choose(all.map((channel) => ({ channel, fit: undefined }))) : only?.place
}

/** The channel that a recording belongs to: all event sources are tried with its first records, and the person has the last word. */
export async function channelFor(
  files: readonly string[],
  parts: { readonly client: BaseLanguageClient | undefined; readonly engine: StartEngine; readonly canOpen: boolean },
): Promise<Place | undefined> {
  const all = await channels(parts.client, undefined)
  const [only, another] = all
  if (!only) await window.showInformationMessage(l10n.t('No event source is known in this workspace.'))
  if (!another) return only?.place
  const fits = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Looking for the channel of the recording') },
    () => Promise.all(all.slice(0, mostTried).map(async (channel) => ({ channel, fit: await fitOf(channel, files, parts) }))),
  )
  const sorted = [...fits].sort((a, b) => (b.fit?.share ?? -1) - (a.fit?.share ?? -1))
  const [best, next] = sorted
  // One that fits where no other does needs no question.
  if (best?.fit && best.fit.share > 0.5 && (next?.fit?.share ?? 0) === 0) return best.channel.place
  return choose(sorted)
}

interface Fit {
  readonly events: number
  readonly known: number
  /** Of the records tried, those of a message of the channel without an error: 0 to 1. */
  readonly share: number
}

async function fitOf(
  { place }: ReplayChannelName,
  files: readonly string[],
  { client, engine, canOpen }: { readonly client: BaseLanguageClient | undefined; readonly engine: StartEngine; readonly canOpen: boolean },
): Promise<Fit | undefined> {
  const answer = await ask(client, replayWhat, { channel: place })
  if (!answer?.what) return undefined
  const worker = await engine()
  try {
    const { ask: question } = asker<EngineBorder>(worker)
    const source = await sourceName(await filesOf(files), canOpen, '')
    // Nobody's code runs for a guess.
    const what = { ...answer.what, fold: undefined, isTrusted: false }
    let overview: Overview = await question('open', { ...what, source, limit: tried })
    for (let turn = 0; overview.load === 'loading' && turn < 50; turn++) {
      await new Promise<void>((resolve) => setTimeout(resolve, 40))
      overview = await question('overview', {})
    }
    const unknown = overview.types.find(({ message }) => message < 0)?.events ?? 0
    const known = overview.events - unknown
    const share = overview.events === 0 ? 0 : Math.max(0, known - Math.max(0, overview.errors - unknown)) / overview.events
    return { events: overview.events, known, share }
  } catch {
    return undefined
  } finally {
    worker.terminate()
  }
}

async function channels(client: BaseLanguageClient | undefined, uri: string | undefined): Promise<readonly ReplayChannelName[]> {
  return (await ask(client, replayChannels, uri === undefined ? {} : { uri })) ?? []
}

async function choose(all: readonly { readonly channel: ReplayChannelName; readonly fit: Fit | undefined }[]): Promise<Place | undefined> {
  const items = all.map(({ channel: { title, address, place }, fit }) => ({
    label: title,
    description: fit ? l10n.t('knows {0} of {1} events', fit.known, fit.events) : (address ?? ''),
    detail: workspace.asRelativePath(Uri.parse(place.uri)),
    place,
  }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Replay with which channel?'), matchOnDescription: true }))?.place
}
