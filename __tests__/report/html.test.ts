import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { html } from '../../src/report/html.ts'
import { alignment, clean, failed, links } from './samples.ts'

const options = { ...links, failOn: 'error', version: '1.0.0' } as const

test.each(Object.entries({ alignment, clean, failed }))('the page: %s', async (name, sample) => {
  await expect(html(sample, options)).toMatchFileSnapshot(`snapshots/${name}.html`)
})

test('the page loads nothing and its policy allows its own style alone', () => {
  const page = html(alignment, options)
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
    .exec(page)?.[1]
    ?.replaceAll('&#39;', "'")
  expect(policy?.split('; ')).toContain(`style-src 'sha256-${hash}'`)
  expect(policy).toContain("default-src 'none'")
  expect(page).not.toMatch(
    /<(script|img|iframe|object|embed|link|base|form)\b|\son\w+=|\sstyle=|url\(|@import/i,
  )
})

test('every finding is there, each under its fingerprint', () => {
  const page = html(alignment)
  for (const { partOf, fingerprint } of alignment.findings)
    expect(page.includes(`id="${fingerprint}"`), fingerprint).toBe(partOf === null)
  expect(page).toContain('<code>bookings.user_id</code>')
})
