/** A day as `YYYY-MM-DD`, in UTC. Days compare as texts. */
export type Day = string

/** Is it a day of the calendar? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && dayOf(date) === text
}

/** The day of a moment. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10)
}

/** The day so many days later. */
export function laterDay(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return dayOf(date)
}

/** Is it over? A day that is meant as the last one is not over while it lasts. */
export function isOver(last: Day | null, today: Day): boolean {
  return last !== null && last < today
}
