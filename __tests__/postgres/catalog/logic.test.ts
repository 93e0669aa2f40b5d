import { expect, test } from 'vitest'
import { canonicaliser } from '../../../src/postgres/catalog/canonical/expression.ts'

const { expression } = canonicaliser(new Map())

test.each([
  ['(((a > 1) AND (a < 5)) AND (b > 1))', '((a > 1) AND (a < 5) AND (b > 1))'],
  ['((b > 1) AND ((a > 1) AND (a < 5)))', '((b > 1) AND (a > 1) AND (a < 5))'],
  ['((a OR b) OR (c OR d))', '(a OR b OR c OR d)'],
  ['(((a AND b) AND c) AND d)', '(a AND b AND c AND d)'],
  ['(NOT ((a AND b) AND c))', '(NOT (a AND b AND c))'],
])('%s is %s', (one, other) => {
  expect(expression(one)).toBe(expression(other))
})

test.each([
  ['((a AND b) OR c)', '(a AND (b OR c))'],
  ['((a OR b) AND c)', '(a OR b AND c)'],
  ['(NOT (a AND b))', '((NOT a) AND b)'],
  ['((a AND b) AND c)', '((b AND a) AND c)'],
  ['(f((a AND b)) AND c)', '(f(a) AND b AND c)'],
])('%s is not %s', (one, other) => {
  expect(expression(one)).not.toBe(expression(other))
})
