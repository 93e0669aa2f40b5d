import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { json } from '../../src/report/json.ts'

const published = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/report.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(published)

/** Expects a parsed JSON report to be as the published schema says. */
export function expectValidJson(value: unknown): void {
  validate(value)
  expect(validate.errors ?? []).toEqual([])
}

/** Expects the JSON of a report to be as the published schema says. */
export function expectValidReport(report: Report): void {
  expectValidJson(JSON.parse(json(report)))
}
