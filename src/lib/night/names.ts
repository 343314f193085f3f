// Names for those who would rather be given one: stars and moons, the same in every language.
import type { Random } from './random.ts'

const given = [
  'Vega',
  'Mira',
  'Rigel',
  'Lyra',
  'Dione',
  'Titan',
  'Callisto',
  'Europa',
  'Rhea',
  'Ariel',
  'Oberon',
  'Luna',
  'Deneb',
  'Spica',
  'Castor',
  'Pollux',
  'Maia',
  'Electra',
  'Atlas',
  'Alcor',
  'Mizar',
  'Izar',
  'Adhara',
  'Sirius',
  'Polaris',
  'Altair',
  'Antares',
  'Regulus',
  'Triton',
  'Phobos',
  'Miranda',
  'Puck',
  'Thalassa',
  'Halley',
  'Ceres',
  'Vesta',
  'Juno',
  'Pallas',
  'Eris',
  'Sedna',
  'Orion',
  'Carina',
  'Nova',
  'Umbra',
  'Zenith',
  'Nadir',
  'Solaris',
  'Aurora',
  'Cosmo',
  'Comet',
] as const

/** A name nobody has yet; with a number when all are taken. */
export function givenName(random: Random, taken: { has(name: string): boolean }): string {
  const order = random.shuffled(given)
  for (let lap = 1; ; lap++) {
    for (const name of order) {
      const full = lap === 1 ? name : `${name} ${lap}`
      if (!taken.has(full.toLowerCase())) return full
    }
  }
}
