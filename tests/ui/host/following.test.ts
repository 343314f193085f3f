// While nobody is heard, the desk goes by the published program as the phones and the display do.
import { describe, expect, it } from 'vitest'
import { host as english } from '#i18n/en/host.ts'
import { viewOf } from '#night/views/index.ts'
import { followedByHost } from '#ui/host/following.ts'
import { helmOf } from '#ui/host/helm.ts'
import { roundOf, type HostSight } from '#ui/host/sight.ts'
import { roomOf, sealed } from '../../night/rounds/sealed-room.ts'
import { clock, host, system, type Story } from '../../night/story.ts'

const [one, two] = [roundOf(1), roundOf(2)]
const inRoundOne = () =>
  sealed(roomOf(6)).at('19:30').given(host, { type: 'rounds/start', number: one })
const sight = ({ night }: Story) => viewOf(night, { kind: 'host' }) as HostSight
const silence = (at: string) => ({ at: clock(at), heardAt: clock('19:35') })

describe('a desk that hears nothing', () => {
  it('keeps the round it is in until that ends', () => {
    expect(followedByHost(sight(inRoundOne()), silence('19:41'))).toBeNull()
  })

  it('goes on to the next one, with who sits where as it was sealed', () => {
    const story = inRoundOne()
    const [second] = story.night.rounds.sealed?.rounds ?? []
    const followed = followedByHost(sight(story), silence('19:45'))
    expect(followed?.round).toMatchObject({
      ...{ number: 2, phase: 'announced' },
      ...{ startsAt: clock('19:44'), endsAt: clock('19:54') },
    })
    expect(followed?.desk.round).toMatchObject({
      ...{ number: 2, phase: 'announced', pairings: second?.seating.pairings, here: [] },
    })
  })

  it('has the button say what it is for, and nothing to take back', () => {
    const followed = followedByHost(sight(inRoundOne()), silence('19:45')) as HostSight
    expect(helmOf(followed, english, clock('19:45')).label).toBe('End round 2 now')
    expect(followed.helm.undo).toBeNull()
  })

  it('shows the time alone where a view from before knows no tables', () => {
    const { coming: _, ...before } = sight(inRoundOne())
    const followed = followedByHost(before as HostSight, silence('19:45'))
    expect(followed).toMatchObject({ round: { number: 2 }, desk: { round: null } })
  })

  it('is where the server is, when that has followed too', () => {
    const story = inRoundOne()
    const followed = followedByHost(sight(story), silence('19:53'))
    story.at('19:53').given(system, { type: 'rounds/follow', number: two })
    const { round, desk } = sight(story)
    const { met: _, ...times } = round
    expect(followed?.round).toMatchObject({ ...times, pairings: expect.anything() as number })
    expect(followed?.desk.round?.pairings).toEqual(desk.round?.pairings)
  })
})
