// The one polite live region: what matters is said once, for those who do not see it. A sheet that is
// open silences the page under it, so that the region inside it speaks instead.
type Speak = (text: string) => void

/** Those on the page; the last one speaks. */
let regions: readonly Speak[] = []

/** Long enough to be read out; somebody who reads on later would find it stale. */
const keptMs = 20_000

/** Makes an element a region that speaks until it goes, or until another one comes. */
export function speaking(element: HTMLElement): () => void {
  // In a shadow: it is heard there, and whoever searches the page finds what is shown, once.
  const shadow = element.attachShadow({ mode: 'closed' })
  function speak(text: string): void {
    const said = document.createElement('p')
    said.textContent = text
    shadow.append(said)
    setTimeout(() => said.remove(), keptMs)
  }
  regions = [...regions, speak]
  return () => (regions = regions.filter((each) => each !== speak))
}

/** Says it politely; the same text twice is said twice. */
export const announce = (text: string): void => regions.at(-1)?.(text)

/** What changes faster than this is said once, as it ends. */
const settledMs = 250

/** Announces what an element shows, and whatever it shows later: `<p {@attach aloud}>`. */
export function aloud(element: HTMLElement): () => void {
  let said = ''
  let settling = 0
  function say(): void {
    const text = element.innerText.replace(/\s+/g, ' ').trim()
    if (text && text !== said) announce(text)
    said = text
  }
  function wait(): void {
    clearTimeout(settling)
    settling = window.setTimeout(say, settledMs)
  }
  wait()
  const watching = new MutationObserver(wait)
  watching.observe(element, { subtree: true, childList: true, characterData: true })
  return () => {
    clearTimeout(settling)
    watching.disconnect()
  }
}
