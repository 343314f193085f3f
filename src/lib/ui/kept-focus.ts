// «I'm here» was pressed, and is gone: without this, the keyboard and the screen reader would fall
// back to the top of the page. They go on from the heading under which it stood.
const headings = 'h1, h2, h3'

export function keepsFocus(main: HTMLElement): () => void {
  let last: HTMLElement | null = null
  let under: HTMLElement | null = null
  let byKeyboard = false

  function note({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return
    last = target
    under = headingAbove(main, target)
    byKeyboard = target.matches(':focus-visible')
  }
  function leave(): void {
    // Whoever goes elsewhere leaves what they had; what is taken away leaves them.
    setTimeout(() => {
      if (last?.isConnected && !main.contains(document.activeElement)) last = null
    })
  }
  const watching = new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return
    last = null
    const found = under?.isConnected ? under : (main.querySelector<HTMLElement>(headings) ?? main)
    found.tabIndex = -1
    // A thumb is still where it was: the page stays under it.
    found.focus({ preventScroll: !byKeyboard })
  })

  main.addEventListener('focusin', note)
  main.addEventListener('focusout', leave)
  watching.observe(main, { subtree: true, childList: true })
  return () => {
    watching.disconnect()
    main.removeEventListener('focusin', note)
    main.removeEventListener('focusout', leave)
  }
}

function headingAbove(main: HTMLElement, element: HTMLElement): HTMLElement | null {
  const above = [...main.querySelectorAll<HTMLElement>(headings)].filter(
    (each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  return above.at(-1) ?? null
}
