// POST /api/announcements: what an announcement page would become.
import * as v from 'valibot'
import { announcementRequest, type AnnouncementDraft } from '#protocol/http.ts'
import { draftOf } from '../announcement/night-draft.ts'
import { parseAnnouncement } from '../announcement/parse.ts'
import { queueOf } from '../announcement/queue.ts'
import { isOwner, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

export const readAnnouncement =
  (deps: ApiDeps): Handler =>
  (question) => {
    if (!isOwner(deps, question)) return refused('wire/no-pass')
    const asked = v.safeParse(announcementRequest, question.body)
    if (!asked.success) return refused('wire/malformed')
    const found = parseAnnouncement(asked.output.page)
    if (!found.ok) {
      const { reason, line } = found
      return refused(`announcement/${reason}`, line === undefined ? undefined : { line })
    }
    const { title, venue, link, date, unread } = found
    const { overfull } = draftOf(found)
    const draft: AnnouncementDraft = {
      ...{ title, venue, link, date, overfull, unread },
      ...queueOf(found.items),
    }
    return done(draft)
  }
