// A page that could not ask what it needs asks again by itself: soon, and when somebody comes back
// to it, say from the login page of a wifi.
const againAfterMs = 3_000

/** Made while a component is set up: as long as `failed` says so, `ask` is asked again. */
export function askAgainWhile(failed: () => boolean, ask: () => unknown): void {
  $effect(() => {
    if (!failed()) return
    let isAsking = false
    const again = async () => {
      if (isAsking) return
      isAsking = true
      await ask()
      isAsking = false
    }
    const timer = setInterval(again, againAfterMs)
    addEventListener('focus', again)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', again)
    }
  })
}
