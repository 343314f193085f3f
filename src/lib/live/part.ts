// A part of the program that a screen cannot do without, fetched when it is needed.
import { whoAnswers } from './answered.ts'

/**
 * Fetches it. A browser that once failed to get a part does not ask for it again until the page is
 * loaded anew: where the server answers by now, that is done, once. Throws where it is not to be had.
 */
export async function part<T>(fetching: () => Promise<T>): Promise<T> {
  try {
    return await fetching()
  } catch (error) {
    const [navigation] = performance.getEntriesByType('navigation')
    const wasReloaded = (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload'
    if (wasReloaded || (await whoAnswers()) !== 'ours') throw error
    location.reload()
    return new Promise<never>(() => {})
  }
}
