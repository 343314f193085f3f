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
export const signColours = ['pink', 'grey', 'mint', 'purple', 'yellow', 'green'] as const
export type SignColour = (typeof signColours)[number]

/** Short, concrete, the same idea in both languages. The key is the English word. */
export const signWords = [
  'heron',
  'plum',
  'garden',
  'shell',
  'deer',
  'castle',
  'boot',
  'squirrel',
  'tower',
  'basket',
  'shark',
  'lake',
  'book',
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
  'salt',
  'wheel',
  'whale',
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
  'pear',
  'barn',
  'feather',
  'beaver',
  'harbour',
  'glove',
  'turtle',
  'bridge',
  'letter',
  'eagle',
  'river',
  'bell',
  'mouse',
  'thistle',
  'violin',
  'camel',
  'fern',
  'candle',
  'butterfly',
  'butter',
  'hammer',
  'toad',
  'honey',
  'bicycle',
  'crab',
  'pumpkin',
  'rainbow',
  'swan',
  'carrot',
  'rain',
  'bear',
  'fig',
  'valley',
  'otter',
  'lemon',
  'desert',
  'pearl',
  'apple',
  'mill',
  'hat',
  'hedgehog',
  'lighthouse',
  'umbrella',
  'seal',
  'island',
  'pencil',
  'goose',
  'reed',
  'trumpet',
  'donkey',
  'clover',
  'mirror',
  'tiger',
  'willow',
  'button',
  'ant',
  'cheese',
  'ladder',
  'snail',
  'bread',
  'sail',
  'goat',
  'bean',
  'storm',
  'hare',
  'walnut',
  'cloud',
  'owl',
  'grape',
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
