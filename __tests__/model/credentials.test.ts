import { describe, expect, test } from 'vitest'
import { withoutCredentials } from '../../src/model/credentials.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw'

describe('credentials', () => {
  for (const [secret, text] of [
    [jwt, `{"Content-Type":"application/json","Authorization":"Bearer ${jwt}"}`],
    ['abcdef0123456789', `PERFORM http_post('x', 'Authorization: Bearer abcdef0123456789')`],
    ['hunter2pw', `SELECT dblink('postgres://reader:hunter2pw@db/app')`],
    ['sk_live_51Habcdefghijklmnop', `key text := 'sk_live_51Habcdefghijklmnop';`],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', `'ghp_abcdefghijklmnopqrstuvwxyz0123456789'`],
    ['AKIAIOSFODNN7EXAMPLE', `'AKIAIOSFODNN7EXAMPLE'`],
    ['correct-horse', `api_key := 'correct-horse';`],
    ['correct-horse', `{"db_password": "correct-horse"}`],
  ] as const) {
    test(`are not shown: ${text.slice(0, 40)}`, () => {
      expect(text).toContain(secret)
      expect(withoutCredentials(text)).not.toContain(secret)
      expect(withoutCredentials(text)).toMatch(/\(secret [0-9a-f]{4}\)/)
    })
  }

  test('that differ are shown as different ones', () => {
    const one = withoutCredentials(`secret = 'first-of-them'`)
    expect(one).toBe(withoutCredentials(`secret = 'first-of-them'`))
    expect(one).not.toBe(withoutCredentials(`secret = 'second-of-them'`))
  })

  for (const text of [
    `CHECK (password IS NOT NULL AND length(password) >= 8)`,
    `SELECT crypt(new.password, gen_salt('bf'))`,
    `uuid_generate_v4()`,
    `token = current_setting('app.token')`,
    `'https://example.test/path?x=1'`,
    `secret = ''`,
  ])
    test(`are not seen where there are none: ${text}`, () => expect(withoutCredentials(text)).toBe(text))
})
