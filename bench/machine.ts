import { cpus } from 'node:os'

/** What the figures were measured on. */
export const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  node: process.versions.node,
}
