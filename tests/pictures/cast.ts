// Who is on the pictures: forty people, what they talk about, and the talks and tables of the night.
import type { JoinRequest } from '#protocol/http.ts'

const languages = { f: ['fr'], e: ['en'], b: ['fr', 'en'] } as const

/** Name, languages (French, English, both), what they offer and what they seek. */
const told = [
  ['Inès', 'b', 'mesh radio, community networks', 'local-first'],
  ['Jonas', 'e', 'local-first, libp2p', 'mesh radio'],
  ['Awa', 'b', 'community networks', 'governance, mesh radio'],
  ['Malik', 'b', 'mesh radio, open hardware', 'privacy'],
  ['Léonie', 'f', 'digital commons', 'self-hosting'],
  ['Hugo', 'b', 'self-hosting, fediverse', 'cryptography'],
  ['Priya', 'e', 'cryptography, privacy', 'libp2p'],
  ['Théo', 'b', 'IPFS, libp2p', 'governance'],
  ['Camille', 'b', 'governance', 'art & code'],
  ['Oleksandr', 'e', 'libp2p', 'open hardware'],
  ['Fatou', 'b', 'digital commons, governance', 'IPFS'],
  ['Bastien', 'f', 'open hardware', 'community networks'],
  ['Marisol', 'e', 'art & code', 'fediverse'],
  ['Noé', 'b', 'Bitcoin', 'privacy'],
  ['Sofia', 'e', 'Ethereum, governance', 'digital commons'],
  ['Gaëlle', 'b', 'privacy', 'self-hosting'],
  ['Kenji', 'e', 'open hardware', 'mesh radio'],
  ['Amina', 'b', 'community networks', 'cryptography'],
  ['Clément', 'f', 'self-hosting', 'fediverse'],
  ['Yara', 'b', 'art & code', 'local-first'],
  ['Elif', 'e', 'local-first', 'art & code'],
  ['Raphaël', 'b', 'cryptography', 'governance'],
  ['Nadia', 'b', 'fediverse', 'digital commons'],
  ['Tom', 'e', 'IPFS', 'community networks'],
  ['Margaux', 'b', 'governance', 'mesh radio'],
  ['Ousmane', 'b', 'mesh radio', 'open hardware'],
  ['Ilse', 'e', 'privacy', 'Ethereum'],
  ['Violette', 'f', 'art & code', 'digital commons'],
  ['Diego', 'e', 'Bitcoin, cryptography', 'libp2p'],
  ['Salomé', 'b', 'local-first', 'IPFS'],
  ['Wassim', 'b', 'libp2p', 'local-first'],
  ['Agathe', 'b', 'digital commons', 'privacy'],
  ['Chidi', 'e', 'community networks', 'self-hosting'],
  ['Rosa', 'b', 'fediverse', 'governance'],
  ['Quentin', 'b', 'open hardware', 'Bitcoin'],
  ['Mei', 'e', 'art & code', 'mesh radio'],
  ['Lucien', 'f', 'community networks', 'open hardware'],
  ['Zineb', 'b', 'self-hosting', 'Ethereum'],
  ['Anouk', 'b', 'IPFS', 'fediverse'],
  ['Marcel', 'f', 'digital commons', 'community networks'],
] as const

const split = (topics: string) => topics.split(', ')

export interface Person extends Omit<JoinRequest, 'id'> {
  readonly name: string
  readonly phoneless: boolean
}

const withoutPhone = new Set<string>(['Marcel', 'Lucien', 'Rosa'])

export const people: readonly Person[] = told.map(([name, speaks, offers, seeks], i) => ({
  name,
  languages: [...languages[speaks]],
  offers: split(offers),
  seeks: split(seeks),
  first: i % 3 === 1,
  phoneless: withoutPhone.has(name),
}))

const talk = (by: string, title: string, minutes: number, language: 'fr' | 'en', line: string) => ({
  ...{ by, title, minutes, language, line, link: null },
})

export const talks = [
  talk('Malik', 'A mesh over the roofs of Belleville', 10, 'en', 'Nine antennas, one winter.'),
  talk('Léonie', 'Wikipédia de poche, sans réseau', 10, 'fr', 'Une bibliothèque dans le métro.'),
  talk('Jonas', 'Who may read this document?', 10, 'en', 'Keys and groups, local-first.'),
] as const

export const proposals = [
  talk('Awa', 'Réparer le réseau d’un quartier', 15, 'fr', 'À Saint-Denis, avec les voisins.'),
  talk('Sofia', 'Voting without a chain', 5, 'en', 'A small experiment of forty people.'),
] as const

export const tables = [
  { table: 2, by: 'Ousmane', topic: 'Solder your own LoRa node', joined: ['Kenji', 'Mei', 'Tom'] },
  { table: 5, by: 'Camille', topic: 'Décider sans chef', joined: ['Fatou', 'Margaux'] },
  { table: 7, by: 'Priya', topic: 'Threshold signatures', joined: ['Diego', 'Raphaël'] },
  { table: 9, by: 'Zineb', topic: 'Un serveur au placard', joined: ['Hugo', 'Gaëlle', 'Clément'] },
  { table: 14, by: 'Yara', topic: 'Posters from packets', joined: ['Marisol', 'Elif'] },
  { table: 16, by: 'Wassim', topic: 'Naming without a root', joined: ['Théo'] },
  { table: 17, by: 'Chidi', topic: 'Internet for a village', joined: ['Amina', 'Awa', 'Bastien'] },
  { table: 22, by: 'Sofia', topic: 'Voting on small things', joined: ['Agathe', 'Noé'] },
] as const
