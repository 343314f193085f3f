// Draws the icons: two signs that meet. Run by hand when the drawing changes: node scripts/icons.js
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from './sources.js'

const ground = '#0b0e14'
const [left, right] = ['#ffe100', '#14eaf9']

/** Two discs that meet in the middle; what they share is the ground. */
const signs = (/** @type {string} */ a, /** @type {string} */ b) =>
  `<path fill="${a}" d="M36 20a30 30 0 0 1 14 3.470a30 30 0 0 0 0 53.060A30 30 0 1 1 36 20z"/>` +
  `<path fill="${b}" d="M64 20a30 30 0 1 1-14 56.530a30 30 0 0 0 0-53.060A30 30 0 0 1 64 20z"/>`

/** @param {{ scale: number, ground?: string, corner?: number, ink?: string }} look */
const icon = ({ scale, ground: under, corner = 0, ink }) => {
  const shift = 50 - 50 * scale
  const field = under ? `<rect width="100" height="100" rx="${corner}" fill="${under}"/>` : ''
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${field}` +
    `<g transform="translate(${shift} ${shift}) scale(${scale})">` +
    `${signs(ink ?? left, ink ?? right)}</g></svg>\n`
  )
}

const plain = icon({ scale: 0.92, ground, corner: 22 })
const whole = icon({ scale: 0.78, ground })
const maskable = icon({ scale: 0.62, ground })
const monochrome = icon({ scale: 0.7, ink: '#ffffff' })

/** @param {string} svg @param {number} size @param {string} name */
const png = (svg, size, name) =>
  sharp(Buffer.from(svg), { density: 600 })
    .resize(size, size)
    .png({ palette: true })
    .toFile(join(root, 'static', name))

await writeFile(join(root, 'static/icon.svg'), plain)
await png(plain, 192, 'icon-192.png')
await png(plain, 512, 'icon-512.png')
await png(maskable, 512, 'icon-maskable-512.png')
await png(monochrome, 512, 'icon-monochrome-512.png')
await png(whole, 180, 'icon-180.png')
