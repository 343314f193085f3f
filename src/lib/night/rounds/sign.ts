// Signs: what both partners of a pairing see. On the wire a sign is a whole number from 0; shape,
// colour and word follow from it, the same on every screen. docs/signs.md has the measures.

/** Unlike in outline, so that they are told apart across a hall. */
export const shapes = [
  'circle',
  'cross',
  'moon',
  'bar',
  'star',
  'drop',
  'ring',
  'arrow',
  'square',
  'leaf',
  'hourglass',
  'half',
  'key',
  'triangle',
  'wave',
  'heart',
  'diamond',
  'bolt',
] as const
export type Shape = (typeof shapes)[number]

/** Apart for every kind of colour vision, on near black. The names are what people call them. */
export const signColours = ['yellow', 'violet', 'white', 'red', 'turquoise', 'grey'] as const
export type SignColour = (typeof signColours)[number]

/** Short, concrete, the same idea in both languages. The key is the English word. */
export const signWords = [
  'heron',
  'apricot',
  'garden',
  'coral',
  'deer',
  'castle',
  'sock',
  'squirrel',
  'pyramid',
  'basket',
  'shark',
  'lake',
  'guitar',
  'duck',
  'ivy',
  'drum',
  'horse',
  'tulip',
  'lantern',
  'spider',
  'oak',
  'needle',
  'bee',
  'sugar',
  'clock',
  'dolphin',
  'mushroom',
  'anchor',
  'crow',
  'onion',
  'snow',
  'wolf',
  'olive',
  'beach',
  'fox',
  'cherry',
  'volcano',
  'copper',
  'melon',
  'barn',
  'feather',
  'kangaroo',
  'compass',
  'glove',
  'turtle',
  'bridge',
  'stamp',
  'eagle',
  'river',
  'magnet',
  'mouse',
  'thistle',
  'violin',
  'giraffe',
  'fern',
  'candle',
  'ladybird',
  'butter',
  'hammer',
  'frog',
  'honey',
  'bicycle',
  'crab',
  'tomato',
  'rainbow',
  'swan',
  'carrot',
  'comet',
  'bear',
  'fig',
  'valley',
  'otter',
  'lemon',
  'desert',
  'pearl',
  'apple',
  'mill',
  'scarf',
  'hedgehog',
  'lighthouse',
  'umbrella',
  'octopus',
  'island',
  'pencil',
  'goose',
  'cactus',
  'trumpet',
  'donkey',
  'clover',
  'mirror',
  'tiger',
  'willow',
  'button',
  'cricket',
  'cheese',
  'ladder',
  'snail',
  'biscuit',
  'rocket',
  'goat',
  'spoon',
  'storm',
  'zebra',
  'hazelnut',
  'cloud',
  'owl',
  'mango',
  'glacier',
] as const
export type SignWord = (typeof signWords)[number]

export interface Sign {
  readonly shape: Shape
  readonly colour: SignColour
  /** The colour's place in the palette, from 0. */
  readonly hue: number
  readonly word: SignWord
  /** 1, or which one of several with the same word where a hall is larger than the signs. */
  readonly lap: number
}

/** How many signs differ: every shape in every colour, each with a word of its own. */
export const distinctSigns = shapes.length * signColours.length

/** The sign of a number from 0; neighbours differ in shape and in colour. */
export function signOf(n: number): Sign {
  const within = n % distinctSigns
  const hue = (within + Math.floor(within / shapes.length)) % signColours.length
  return {
    shape: shapes[within % shapes.length] ?? shapes[0],
    colour: signColours[hue] ?? signColours[0],
    hue,
    word: signWords[within] ?? signWords[0],
    lap: Math.floor(n / distinctSigns) + 1,
  }
}

/** The lowest sign that nobody else has; among very many, one that comes twice. */
export function freeSign(used: ReadonlySet<number>): number {
  let sign = 0
  while (used.has(sign) && sign < distinctSigns + used.size) sign++
  return sign
}
