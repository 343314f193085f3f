import { loadWords } from '#ui/attendee/words.svelte.ts'

export const load = () => loadWords()
