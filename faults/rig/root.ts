/** The project's folder: npm, vitest and scripts/faults.js all start there. */
export const root = process.cwd()
