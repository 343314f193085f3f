// What the night is: its title, day, place and what is asked at the door.
import * as v from 'valibot'
import { instant } from '../time.ts'
import { segmentPlan } from '../program/model.ts'
import { announcedTalk } from '../talks/model.ts'
import { language, line, topic, webLink } from '../text.ts'

/** A day of the calendar, YYYY-MM-DD, from 1970 on: there are no instants before. */
export const localDate = v.pipe(v.string(), v.isoDate(), v.check(isDay, 'a day of the calendar'))

function isDay(date: string): boolean {
  const start = Date.parse(`${date}T00:00:00Z`)
  return start >= 86_400_000 && new Date(start).toISOString().startsWith(date)
}

const described = {
  title: line(1, 80),
  venue: line(0, 80),
  link: v.nullable(webLink),
  topics: v.pipe(v.array(topic), v.maxLength(40)),
  /** How many are expected, where the host knows. */
  forecast: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000))),
}

export const createNight = v.object({
  type: v.literal('night/create'),
  ...described,
  community: line(1, 60),
  date: localDate,
  code: v.pipe(v.string(), v.regex(/^[2-9A-HJKMNP-TV-Z]{4}$/)),
  languages: v.pipe(v.array(language), v.minLength(1), v.maxLength(2)),
  segments: v.pipe(v.array(segmentPlan), v.minLength(1), v.maxLength(12)),
  tables: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  queue: v.pipe(v.array(announcedTalk), v.maxLength(60)),
  /** How far clocks at the venue are ahead of UTC that night, minutes; unknown of older nights. */
  utcOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-720), v.maxValue(840))),
  /** When everything personal is deleted. */
  eraseAt: instant,
  /** The display's room code follows from it; only displays see it. */
  roomSecret: v.pipe(v.string(), v.minLength(16), v.maxLength(64)),
})

export const describeNight = v.object({ type: v.literal('night/describe'), ...described })

export const aboutCommands = [createNight, describeNight] as const
export type CreateNight = v.InferOutput<typeof createNight>
export type DescribeNight = v.InferOutput<typeof describeNight>
export type AboutCommand = CreateNight | DescribeNight

type Described = Omit<DescribeNight, 'type'>

export type AboutEvent =
  | ({ readonly type: 'night/created' } & Omit<
      CreateNight,
      'type' | 'segments' | 'tables' | 'queue'
    >)
  | ({ readonly type: 'night/described' } & Described)

export type About = Omit<CreateNight, 'type' | 'segments' | 'tables' | 'queue'>

export function applyAbout(about: About | null, event: { readonly type: string }): About | null {
  const e = event as AboutEvent
  switch (e.type) {
    case 'night/created': {
      const { type: _, ...rest } = e
      return rest
    }
    case 'night/described': {
      const { type: _, ...rest } = e
      return about && { ...about, ...rest }
    }
    default:
      return about
  }
}

/** What can be changed later, as it is now. */
export const describedOf = (about: About): Described => ({
  title: about.title,
  venue: about.venue,
  link: about.link,
  topics: about.topics,
  forecast: about.forecast,
})
