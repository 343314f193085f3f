// Nine pages on two cores may be slow: what is waited for here is told by other means than time.
import { expect as strict } from '@playwright/test'

export const expect = strict.configure({ timeout: 15_000 })
