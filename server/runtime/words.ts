// Four words that open the envelopes of a round: read off the display, typed or read aloud.
import { randomInt } from 'node:crypto'

/**
 * Words that are the same in French and English, without accents, each told apart by its first four
 * letters, which are what counts. Nothing that one would not read aloud to a hall.
 */
export const words: readonly string[] = `
acacia accord action adage agate agenda aileron album alibi allure alpha alpine animal anise
anorak antique arcade archive argon artisan aspect astral atoll audio avatar avenue azure bacon
badge balance ballet bandit banjo banquet baobab basket beige bicycle bikini bingo biscuit bison
bistro bivouac blond blouse bonbon bongo bouquet bravo brigade bronze budget buffet bugle
cabaret cacao cadence calcium calypso canal canyon capital capsule caramel cargo caribou cascade
castor cause central chalet chance chariot cherry chiffon choral chrome circuit citron clan
client clown cobalt cobra cocoon collage colon combine compact concert condor contour corset
costume cottage country coupon courage cousin coyote crayon credo cricket crochet croquet
cuisine culture cumin curry cyclone dahlia delta dense design dessert diesel digital dinghy
diorama disco distant divan docile dolmen domino double dragon duplex duvet dynamo ellipse
empire encore enzyme epsilon escape essence exact expert export extra fable facile factor fakir
fanfare ferry festive fiction fiesta figure final finesse flair flash flint floral focal folio
fondue forage format forum fractal fragile franc fruit fuchsia fusion futile future gallon
gambit gamma garage gazelle gecko genre ginseng glacial global gnome golden gondola gorge gospel
gourmet grand grimace guide habitat hangar hectare hockey horizon hormone iceberg igloo image
impact index indigo instant invite iris jaguar jargon jersey jockey joker journal jovial judo
jumbo jungle junior justice kayak ketchup kimono kitsch kiwi koala label lambda lance laser
lasso latex legato liaison lichen litchi local lotion lotus loyal lustre lyric machine madame
maestro magma magnum mambo manga mantra marathon marina marmot martial mascara massage matador
mature mauve maximal melon mental message micron miracle mission mobile module moment monocle
montage moral motif muscat musical mustang nacre natal nation nature nectar neutron niche nickel
ninja nirvana noble notice nougat nuance nylon oasis octave octet olive optima oracle orange
orbital ovation oxford ozone paddock panache panda panel paprika parade parfait parka parole
parquet passion pastel patio patron pause pension phase phlox phoenix photo piano pigeon pilot
piranha piston pivot pixel pizza placard plasma plateau plume podium polar polka pollen pompon
poncho portion potion prairie praline prime prince profile prompt propane prune public puma
puzzle quark quiche quinine quota racket radar radio ragtime ranch ration ravioli rayon record
refrain regard relax reptile reverse revue rhino rhizome riposte rival rivet robin robot rocket
rococo rodeo romance rosette rotor rouge route royal rugby rumba safari salami salon salsa samba
samovar sardine satin sauce sauna scherzo science score scout script second secret section
service session sherry sierra sigma signal silence silo simple siphon sirocco sitar sketch
slalom slogan social sodium solo sombre sonar sonnet soprano sorbet source spatial sphinx spiral
sponsor sport square stand station steppe studio style sublime suite surface sushi system
tableau talent tandem tango tarot tartan temple tennis terrain texture thermal thorax tibia
ticket timbre titan toast tonal torque torsion totem toucan traction train tram triangle tribune
triple trolley troupe tsunami tunnel turban twist ultra union unique urgent usage valise valve
variant verdict vertigo vibrato village viola virgule visage vision vital vivace vocal vogue
volley voltage volume voyage wagon wigwam yacht yoga yogi yucca zigzag zinnia zircon zombie zone
zoom
`
  .trim()
  .split(/\s+/)

const inASet = 4

/** Sets of four words that nobody can guess, one for each of `rounds` rounds; none has a word twice. */
export const freshWords = (rounds: number): string[][] =>
  Array.from({ length: rounds }, () => {
    const set = new Set<string>()
    while (set.size < inASet) set.add(words[randomInt(words.length)] ?? '')
    return [...set]
  })
