#!/usr/bin/env node
import { readArguments } from './bridge/arguments.ts'
import { runCommand } from './bridge/command.ts'
import { answer } from './bridge/methods.ts'
import { serve } from './bridge/rpc.ts'
import { startSession } from './bridge/session.ts'
import { bridgeMajorVariable } from './bridge-environment.ts'

/**
 * The program that Prisma's CLI takes for its schema engine (PRISMA_SCHEMA_ENGINE_BINARY) where the native one
 * is not installed: the same engine, compiled to WebAssembly, behind the same command line and the same JSON-RPC.
 * https://github.com/prisma/prisma-engines/tree/main/schema-engine/cli
 */
const major = process.env[bridgeMajorVariable] === '7' ? 7 : 6

if (process.argv.includes('--version')) {
  console.log('schema-engine-cli prisma-schema-drift')
} else {
  const given = readArguments(process.argv.slice(2))
  const session = startSession(major, given)
  if (given.command === null) await serve((request, print) => answer(session, request, print))
  else process.exitCode = await runCommand(given.command, (await session.datasource()).url)
}
