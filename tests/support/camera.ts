// A film for Chromium's fake camera: a picture held before it.
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

const [width, height] = [640, 480]
const frames = 4

/** Writes a film (YUV4MPEG2) in which a picture, such as a screenshot of a badge, is held still. */
export async function film(picture: Buffer, file: string): Promise<void> {
  const { data } = await sharp(picture)
    .resize(width, height, { fit: 'contain', background: '#666' })
    .flatten()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Video keeps its light between 16 and 235; both colours at 128 are grey.
  const light = data.map((value) => 16 + Math.round((value * 219) / 255))
  const frame = [Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  await writeFile(
    file,
    Buffer.concat([header, ...Array.from({ length: frames }, () => frame).flat()]),
  )
}
