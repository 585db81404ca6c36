import './picture.css'
import type { PictureToHost, PictureToPage } from '../../shared/export-protocol.ts'

declare function acquireVsCodeApi(): { postMessage(message: PictureToHost): void }

const { postMessage: tell } = acquireVsCodeApi()
/** Points for each pixel of the picture, so that it is sharp on every screen. */
const density = 2
/** More points than this no canvas takes. */
const most = 16_000

addEventListener('message', ({ data }: MessageEvent<PictureToPage>) => {
  draw(data.svg).then(
    (png) => tell({ type: 'png', data: png }),
    () => tell({ type: 'failed' }),
  )
})
tell({ type: 'ready' })

/** Draws a picture on a canvas. An SVG within an image runs no script and loads nothing. */
async function draw(svg: string): Promise<ArrayBuffer> {
  const image = document.createElement('img')
  image.alt = ''
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  document.getElementById('app')?.replaceChildren(image)
  const scale = Math.min(density, most / image.naturalWidth, most / image.naturalHeight)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('The canvas gave no picture.')
  return blob.arrayBuffer()
}
