import type { Report } from '../../src/model/report.ts'
export function expectValidReport(_r: Report): void {}
