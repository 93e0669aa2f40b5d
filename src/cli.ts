#!/usr/bin/env node
import { join } from 'node:path'
import { check } from './check.ts'
import { runCommandLine } from './doors/command-line.ts'
import { dayOf } from './model/day.ts'
import { packageDirectory, version } from './package.ts'

// Whoever reads the report may stop reading: `prisma-schema-drift check … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

// Node ends with 1 on an error that nobody caught, and 1 means findings here.
let ended = false
process.on('exit', (code) => {
  if (!ended && (code === 1 || code === 13)) process.exitCode = 2
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  check,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  version,
  today: dayOf(new Date()),
  exampleDirectory: join(packageDirectory, 'examples', 'tutoring'),
  rulesDirectory: join(packageDirectory, 'docs', 'rules'),
})
ended = true
