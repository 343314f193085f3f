// What an attendee's phone loads comes in few files: each request costs a phone in a full hall a
// round trip. A file holds what its screens import, down to the last of it, and no file before it
// holds; what a screen imports only when it needs it (`await import`) stays a file of its own.
// Staff may share these files; nothing of theirs is ever in them (tests/e2e/chunks.test.ts).

/** @type {readonly (readonly [name: string, begins: RegExp])[]} */
const files = [
  ['frame', /[\\/]kit[\\/]src[\\/]runtime[\\/]client[\\/]entry\.js$|^\0rolldown/],
  // From a link or a code to a badge.
  [
    'joining',
    /src[\\/]routes[\\/](j[\\/]\[code\][\\/]|tonight[\\/].*|n[\\/]\[night\][\\/])?\+(page|layout)\.(svelte|ts)$/,
  ],
  ['evening', /src[\\/]routes[\\/]n[\\/]\[night\][\\/](Shell|Now|\w+[\\/]\+page)\.svelte$/],
  ['en', /[\\/]attendee[\\/]spoken-en\.ts$/],
  ['fr', /[\\/]attendee[\\/]spoken-fr\.ts$/],
]

/** @type {import('vite').Rolldown.CodeSplittingOptions} */
export const codeSplitting = {
  groups: [
    // A phone uses one half of such a module and the desk the other: each gets what it uses.
    {
      ...{ name: 'rules', test: /[\\/](valibot|lib[\\/]night)[\\/]/ },
      ...{ entriesAware: true, priority: files.length + 1 },
    },
    ...files.map(([name, test], i) => ({ name, test, priority: files.length - i })),
  ],
}
