import { expect, test } from 'vitest'
import { annotations } from '../../src/report/annotations.ts'
import { alignment, clean, failed, many } from './samples.ts'

test('errors first, at the lines of the files, those that explain others before those', () => {
  const all = annotations(alignment, { directory: 'apps/api' })
  expect(all.map(({ level }) => level).join(' ')).toBe(`${'error '.repeat(10)}warning warning notice notice`)
  expect(all[6]).toEqual({
    level: 'error',
    place: { file: 'apps/api/prisma/schema.prisma', line: 91, column: 3 },
    title: 'id-strategy: bookings.id',
    message:
      '`bookings.id` is a `uuid` that the database makes with `uuid_generate_v4()`; schema.prisma says `@default(cuid())`.\nEvery insert through the client fails: a cuid is not a uuid.',
  })
  expect(all.slice(0, 9).some(({ title }) => title === 'id-strategy: bookings.user_id')).toBe(false)
})

test('what the change introduced comes before what was there, which is left out where it does not count', () => {
  const titles = (only: boolean) =>
    annotations(alignment, { failOnIntroduced: only }).map(({ title }) => title)
  const fresh = alignment.findings.filter(({ introduced }) => introduced)
  expect(titles(false).slice(0, fresh.length)).toEqual(titles(true))
  expect(titles(true)).toHaveLength(fresh.length)
})

test('no more of a level than a runner shows, and the last one says how many more', () => {
  const all = annotations(many(300), {})
  expect(all).toHaveLength(30)
  expect(all[9]).toMatchObject({
    level: 'error',
    place: null,
    message: '91 more errors: see the job summary.',
  })
  expect(all[29]).toMatchObject({ level: 'notice', message: '91 more infos: see the job summary.' })
  expect(annotations(many(300), {}, 1).filter(({ level }) => level === 'error')).toHaveLength(9)
  expect(annotations(many(30), {})).toHaveLength(30)
  expect(annotations(many(30), {}).every(({ place }) => place !== null)).toBe(true)
})

test('what has no line in the repository is counted in the last one', () => {
  expect(annotations(alignment, {}).filter(({ level }) => level === 'warning')).toMatchObject([
    { title: 'migration-edited: 20250522081000_password_login' },
    { place: null, message: '3 more warnings: see the job summary.' },
  ])
  expect(annotations(many(3), { directory: '../..' })[0]).toMatchObject({
    place: null,
    message: '1 error: see the job summary.',
  })
})

test('a check that failed is one error with what to do; a clean one is nothing', () => {
  const [failure, ...others] = annotations(failed, {})
  expect(others).toEqual([])
  expect(failure).toMatchObject({
    level: 'error',
    place: { file: 'dumps/production.sql', line: 25 },
    title: 'Schema drift: extension-missing',
  })
  expect(failure?.message.split('\n')).toHaveLength(4)
  expect(annotations(clean, {})).toEqual([])
})
