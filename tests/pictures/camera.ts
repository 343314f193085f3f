// What the door's camera sees on a picture: a phone held up to it, with a badge on it.
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

const [width, height] = [720, 960]

/** The phone around the screen. */
const body = `<svg xmlns="http://www.w3.org/2000/svg" width="418" height="668">
  <rect width="418" height="668" rx="22" fill="#3a3b40"/></svg>`

/** Writes a film of one still, for Chromium to take for a camera. */
export async function film(phone: Buffer, file: string): Promise<void> {
  // One step after the other: within one, sharp turns before it cuts.
  const screen = await sharp(phone).resize({ width: 390 }).png().toBuffer()
  const cut = await sharp(screen).extract({ left: 0, top: 0, width: 390, height: 640 }).toBuffer()
  const rounded = await sharp(Buffer.from(body))
    .composite([{ input: cut, left: 14, top: 14 }])
    .png()
    .toBuffer()
  const held = await sharp(rounded).rotate(-6, { background: '#00000000' }).png().toBuffer()
  const hall = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect width="100%" height="100%" fill="#2a2622"/>
      <g filter="blur(38px)">
        <circle cx="110" cy="170" r="70" fill="#b98a4a"/><circle cx="640" cy="120" r="90" fill="#7a5a3a"/>
        <circle cx="620" cy="640" r="120" fill="#4a4440"/><circle cx="60" cy="800" r="130" fill="#5a4a3c"/>
      </g>
    </svg>`,
  )
  const { data } = await sharp(hall)
    .composite([{ input: held, left: 110, top: 150 }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const head = `YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`
  const frame = Buffer.concat([Buffer.from('FRAME\n'), planesOf(data)])
  await writeFile(file, Buffer.concat([Buffer.from(head), frame, frame]))
}

/** Brightness for every pixel, the two colours for every four (ITU-R BT.601, full range). */
function planesOf(rgb: Buffer): Buffer {
  const at = (x: number, y: number) => (y * width + x) * 3
  const of = (i: number, [r, g, b]: readonly [number, number, number], add: number) =>
    Math.max(
      0,
      Math.min(
        255,
        Math.round(add + r * (rgb[i] ?? 0) + g * (rgb[i + 1] ?? 0) + b * (rgb[i + 2] ?? 0)),
      ),
    )
  const luma = Buffer.alloc(width * height)
  const blue = Buffer.alloc((width * height) / 4)
  const red = Buffer.alloc((width * height) / 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) luma[y * width + x] = of(at(x, y), [0.299, 0.587, 0.114], 0)
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const to = (y / 2) * (width / 2) + x / 2
      blue[to] = of(at(x, y), [-0.169, -0.331, 0.5], 128)
      red[to] = of(at(x, y), [0.5, -0.419, -0.081], 128)
    }
  return Buffer.concat([luma, blue, red])
}
