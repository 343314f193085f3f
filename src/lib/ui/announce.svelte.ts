// The one polite live region: what matters is said once, for those who do not see it.
class Announcer {
  text = $state('')

  /** Says it politely; the same text twice is said twice. */
  say(text: string): void {
    this.text = this.text === text ? `${text} ` : text
  }
}

export const announcer = new Announcer()
export const announce = (text: string): void => announcer.say(text)
