export { attendee } from '#i18n/fr/attendee.ts'
export { refusals } from '#i18n/fr/refusals.ts'
