// A disk that is soon full: a small file system where we may mount one, else a limit on files.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Disk {
  readonly dir: string
  readonly kind: 'a small file system' | 'a limit on files'
  setReadOnly(isReadOnly: boolean): void
  remove(): void
}

export function smallDisk(megabytes: number): Disk {
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-faults-disk-'))
  const isMounted = mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir)
  return {
    dir,
    kind: isMounted ? 'a small file system' : 'a limit on files',
    setReadOnly: (isReadOnly) => {
      if (!isMounted) chmodSync(join(dir, 'log'), isReadOnly ? 0o500 : 0o700)
      else if (!mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, dir))
        throw new Error(`expected ${dir} to be mounted anew, it was not`)
    },
    remove: () => {
      if (isMounted) spawnSync('umount', [dir])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0
