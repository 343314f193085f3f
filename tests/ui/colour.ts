// Colour as eyes have it: WCAG contrast, CIEDE2000 (Sharma, Wu, Dalal 2005), and dichromats' sight
// (protan and deutan after Viénot, Brettel, Mollon 1999; tritan after Brettel, Viénot, Mollon 1997).
export type Rgb = readonly [number, number, number]

const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const times = (m: readonly [Rgb, Rgb, Rgb], v: Rgb): Rgb => [
  dot(m[0], v),
  dot(m[1], v),
  dot(m[2], v),
]

/** Light as it is mixed, each from 0 to 1, of «#rrggbb». */
export function linear(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`a colour like #0b0e14 was expected: ${hex}`)
  const part = (from: number): number => {
    const c = parseInt(hex.slice(from, from + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex))

/** WCAG's contrast, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

export const sights = ['normal', 'protan', 'deutan', 'tritan'] as const
export type Sight = (typeof sights)[number]

const protan = [
  [0.11238, 0.88762, 0],
  [0.11238, 0.88762, 0],
  [0.00401, -0.00401, 1],
] as const
const deutan = [
  [0.29275, 0.70725, 0],
  [0.29275, 0.70725, 0],
  [-0.02234, 0.02234, 1],
] as const
/** Brettel's two half planes, and the plane between them. */
const tritan = {
  near: [
    [1.01277, 0.13548, -0.14826],
    [-0.01243, 0.86812, 0.14431],
    [0.07589, 0.805, 0.11911],
  ],
  far: [
    [0.93678, 0.18979, -0.12657],
    [0.06154, 0.81526, 0.1232],
    [-0.37562, 1.12767, 0.24796],
  ],
  between: [0.03901, -0.02788, -0.01113],
} as const

function seen(light: Rgb, sight: Sight): Rgb {
  if (sight === 'normal') return light
  if (sight === 'protan') return times(protan, light)
  if (sight === 'deutan') return times(deutan, light)
  return times(dot(tritan.between, light) >= 0 ? tritan.near : tritan.far, light)
}

function lab(light: Rgb): Rgb {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const [r, g, b] = light
  const within: Rgb = [clip(r), clip(g), clip(b)]
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], within) / 0.95047)
  const y = f(dot([0.2126729, 0.7151522, 0.072175], within))
  const z = f(dot([0.0193339, 0.119192, 0.9503041], within) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const clip = (c: number): number => Math.min(1, Math.max(0, c))
const rad = (degrees: number): number => (degrees * Math.PI) / 180
const hueOf = (b: number, a: number): number =>
  a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360

/** CIEDE2000 between two colours in CIELAB. */
export function ciede2000([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const seventh = (c: number): number => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7))
  const g = 0.5 * (1 - seventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2))
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)]
  const [h1, h2] = [hueOf(b1, x1), hueOf(b2, x2)]
  const grey = c1 * c2 === 0
  const apart = h2 - h1
  const turn = grey ? 0 : apart > 180 ? apart - 360 : apart < -180 ? apart + 360 : apart
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(rad(turn / 2))
  const sum = h1 + h2
  const h = grey
    ? sum
    : Math.abs(apart) <= 180
      ? sum / 2
      : sum < 360
        ? sum / 2 + 180
        : sum / 2 - 180
  const l = (l1 + l2) / 2
  const c = (c1 + c2) / 2
  const t =
    1 -
    0.17 * Math.cos(rad(h - 30)) +
    0.24 * Math.cos(rad(2 * h)) +
    0.32 * Math.cos(rad(3 * h + 6)) -
    0.2 * Math.cos(rad(4 * h - 63))
  const dl = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2))
  const dc = (c2 - c1) / (1 + 0.045 * c)
  const dh = dH / (1 + 0.015 * c * t)
  const blue = 30 * Math.exp(-(((h - 275) / 25) ** 2))
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 - Math.sin(rad(2 * blue)) * 2 * seventh(c) * dc * dh)
}

/** How far apart two colours are for one kind of sight; 1 is just noticeable side by side. */
export const distance = (a: string, b: string, sight: Sight): number =>
  ciede2000(lab(seen(linear(a), sight)), lab(seen(linear(b), sight)))
