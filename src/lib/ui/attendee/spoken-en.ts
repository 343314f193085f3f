export { attendee } from '#i18n/en/attendee.ts'
export { refusals } from '#i18n/en/refusals.ts'
