#!/usr/bin/env node
import { c as parseConnectionUrl, o as esm_default, t as connect, u as compareText } from "./client.js";
import { d as guarded, f as describePostgresError, i as useSchema, l as loadSchemaEngine, n as noDatabase, r as adapterFactory, t as previewFeatureStub, u as loadSchemaLibrary } from "./preview-stub.js";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { readFile, readdir } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
// src/prisma/cli/bridge/arguments.ts
function readArguments(args) {
	const schema = [];
	let command = null;
	let datasource = null;
	for (let i = 0; i < args.length; i++) {
		const argument = args[i];
		const value = args[i + 1] ?? "";
		if (argument === "--datasource") datasource = readDatasource(value);
		else if (argument === "--datamodels" || argument === "-d") schema.push({
			path: value,
			content: readFileSync(value, "utf8")
		});
		else if (!argument?.startsWith("-")) {
			if (argument !== "cli") command = argument ?? null;
			continue;
		}
		i++;
	}
	return {
		command,
		datasource,
		schema
	};
}
function readDatasource(value) {
	if (!value.startsWith("{")) return {
		url: value,
		shadowDatabaseUrl: null
	};
	const { url = "", shadowDatabaseUrl = null } = JSON.parse(value);
	return {
		url,
		shadowDatabaseUrl
	};
}
// src/prisma/cli/bridge/rpc.ts
var UserFacingError = class extends Error {
	code;
	constructor(code, message) {
		super(message);
		this.code = code;
	}
};
async function serve(answer) {
	let printed = 0;
	const print = (content) => send({
		id: `print-${++printed}`,
		method: "print",
		params: { content }
	});
	for await (const line of createInterface({
		input: process.stdin,
		crlfDelay: Number.POSITIVE_INFINITY
	})) {
		const message = JSON.parse(line);
		if (typeof message.method !== "string" || typeof message.id !== "number") continue;
		const { id, method, params } = message;
		try {
			send({
				id,
				result: await answer({
					id,
					method,
					...params && { params }
				}, print) ?? null
			});
		} catch (error) {
			send({
				id,
				error: errorResponse(error)
			});
		}
	}
}
function errorResponse(error) {
	const message = error instanceof Error ? error.message : String(error);
	const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
	return {
		code: 4466,
		message: "An error happened. Check the data field for details.",
		data: {
			is_panic: false,
			message,
			meta: null,
			error_code: code?.startsWith("P") ? code : null
		}
	};
}
function send(message) {
	process.stdout.write(`${JSON.stringify({
		jsonrpc: "2.0",
		...message
	})}\n`);
}
// src/prisma/cli/bridge/database.ts
function schemaOf(url) {
	return new URL(url).searchParams.get("schema") ?? "public";
}
async function open$1(url, database) {
	const connections = (await parseConnectionUrl(url)).map((it) => database ? {
		...it,
		database
	} : it);
	let failed = null;
	for (const connection of connections) try {
		const client = await connect(connection);
		await useSchema(client, schemaOf(url));
		return client;
	} catch (error) {
		failed = userFacing(error, connection);
	}
	throw failed;
}
async function lend(url) {
	const client = await open$1(url);
	return {
		client,
		release: () => client.end()
	};
}
async function createDatabase(url) {
	return inMaintenance(url, async (client, name) => {
		await client.query(`CREATE DATABASE ${esm_default.escapeIdentifier(name)}`);
		return name;
	});
}
async function dropDatabase(url) {
	await inMaintenance(url, (client, name) => client.query(`DROP DATABASE IF EXISTS ${esm_default.escapeIdentifier(name)} WITH (FORCE)`));
}
async function lendShadow(url) {
	const shadow = new URL(url);
	shadow.pathname = `/prisma_migrate_shadow_db_${randomUUID()}`;
	await createDatabase(shadow.href);
	const client = await open$1(shadow.href);
	const release = async () => {
		await client.end();
		await dropDatabase(shadow.href);
	};
	return {
		client,
		release
	};
}
async function lendEmptied(url) {
	const lent = await lend(url);
	await lent.client.query(`DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
      END LOOP;
      CREATE SCHEMA public;
    END $$`);
	return lent;
}
async function inMaintenance(url, work) {
	const name = decodeURIComponent(new URL(url).pathname.slice(1));
	const client = await open$1(url, "postgres");
	try {
		return await work(client, name);
	} catch (error) {
		throw new UserFacingError("P1010", describePostgresError(error).message);
	} finally {
		await client.end();
	}
}
function userFacing(error, { host, port, user, database }) {
	const code = error instanceof esm_default.DatabaseError ? error.code : null;
	if (code === "3D000") return new UserFacingError("P1003", `Database \`${database}\` does not exist`);
	if (code === "28P01" || code === "28000") return new UserFacingError("P1000", `Authentication failed against the database server for \`${user}\`.`);
	if (code) return new UserFacingError("P1010", describePostgresError(error).message);
	return new UserFacingError("P1001", `Can't reach database server at \`${host}:${port}\``);
}
// src/prisma/cli/bridge/command.ts
async function runCommand(command, url) {
	log("INFO", { message: "Starting schema engine CLI" });
	try {
		log("INFO", { message: await run(command, url) });
		return 0;
	} catch (error) {
		const code = error instanceof UserFacingError ? error.code : "P1010";
		log("ERROR", {
			message: error instanceof Error ? error.message : String(error),
			error_code: code,
			is_panic: false
		});
		return 1;
	}
}
async function run(command, url) {
	switch (command) {
		case "can-connect-to-database":
			await (await open$1(url)).end();
			return "Connection successful";
		case "create-database": return `Database '${await createDatabase(url)}' was successfully created.`;
		case "drop-database":
			await dropDatabase(url);
			return "The database was successfully dropped.";
		default: throw new UserFacingError("P1010", `The schema engine knows no command ${command}.`);
	}
}
function log(level, fields) {
	const entry = {
		timestamp: new Date().toISOString(),
		level,
		fields,
		target: "schema_engine::logger"
	};
	process.stderr.write(`${JSON.stringify(entry)}\n`);
}
// src/prisma/cli/bridge/migrations.ts
const lockfileName = "migration_lock.toml";
const scriptName = "migration.sql";
async function readMigrations(directory) {
	const [lockfile, entries] = await Promise.all([readFile(join(directory, lockfileName), "utf8").catch(() => null), readdir(directory, { withFileTypes: true }).catch(() => [])]);
	const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
	return {
		baseDir: directory,
		lockfile: {
			path: lockfileName,
			content: lockfile
		},
		shadowDbInitScript: "",
		migrationDirectories: await Promise.all(names.sort(compareText).map(async (path) => ({
			path,
			migrationFile: {
				path: scriptName,
				content: await readFile(join(directory, path, scriptName), "utf8").then((value) => ({
					tag: "ok",
					value
				}), (error) => ({
					tag: "error",
					value: error.message
				}))
			}
		})))
	};
}
// src/prisma/cli/bridge/diff.ts
async function diff(session, params, print) {
	const [from, to] = await Promise.all([readSide(session, params.from), readSide(session, params.to)]);
	const filters = params.filters ?? {
		externalTables: [],
		externalEnums: []
	};
	const asked = {
		script: params.script === true,
		exitCode: params.exitCode === true,
		filters
	};
	const lives = [from, to].filter(isLive);
	const shadowUrl = typeof params.shadowDatabaseUrl === "string" ? params.shadowDatabaseUrl : null;
	const hasMigrations = [from, to].some((side) => !isLive(side) && side.tag === "migrations");
	const shadow = hasMigrations ? shadowUrl ?? await configuredShadow(session) : null;
	if (shadow !== null && lives.some(({ live }) => live === shadow)) throw sameDatabase();
	const url = lives[0]?.live ?? (hasMigrations ? shadow ?? (await session.datasource()).url : null);
	const second = lives[1];
	const on = url === null ? null : {
		url,
		...replayDatabase(second?.live ?? null, shadow)
	};
	const result = await session.run(on, async (engine) => {
		const target = (side) => isLive(side) ? liveTarget(session, side, side === second) : side;
		const noShadow = { shadowDatabaseUrl: null };
		return engine.diff({
			...asked,
			...noShadow,
			from: target(from),
			to: target(to)
		});
	});
	if (result.stdout !== null) print(result.stdout.replace(/\n$/, ""));
	return { exitCode: result.exitCode };
}
function liveTarget({ major }, { files }, second) {
	if (second) return {
		tag: "migrations",
		...noMigrations
	};
	const stub = `datasource db {\n  provider = "postgresql"\n${major === 6 ? "  url = \"postgresql://localhost\"\n" : ""}}\n`;
	return {
		tag: "schemaDatasource",
		files: files.length > 0 ? [...files] : [{
			path: "schema.prisma",
			content: stub
		}],
		configDir: "/"
	};
}
const noMigrations = {
	baseDir: "/",
	lockfile: {
		path: "migration_lock.toml",
		content: "provider = \"postgresql\""
	},
	shadowDbInitScript: "",
	migrationDirectories: []
};
async function readSide(session, side) {
	const target = side;
	switch (target.tag) {
		case "url": return {
			live: target.url,
			files: []
		};
		case "schemaDatasource": return {
			live: (await session.datasource(target.files)).url,
			files: target.files
		};
		case "migrations": return target.path === void 0 ? target : {
			tag: "migrations",
			...await readMigrations(target.path)
		};
		default: return target;
	}
}
function replayDatabase(second, shadow) {
	if (second !== null) return { shadow: () => lend(second) };
	return shadow === null ? {} : { shadow: () => lendEmptied(shadow) };
}
async function configuredShadow(session) {
	return (await session.datasource().catch(() => null))?.shadowDatabaseUrl ?? null;
}
function sameDatabase() {
	return new UserFacingError("P3016", "The shadow database is the very database to compare; it would be emptied.");
}
function isLive(side) {
	return "live" in side;
}
// src/prisma/cli/bridge/methods.ts
const onlyNative = "New migrations are made by the native schema engine alone, which is not installed: `prisma migrate dev` needs it.";
const operations = {
	applyMigrations: (engine, params) => engine.applyMigrations(params),
	devDiagnostic: (engine, params) => engine.devDiagnostic(params),
	diagnoseMigrationHistory: (engine, params) => engine.diagnoseMigrationHistory(params),
	ensureConnectionValidity: async () => ({}),
	getDatabaseVersion: (engine) => engine.version(),
	introspectSql: (engine, params) => engine.introspectSql(params),
	markMigrationApplied: (engine, params) => engine.markMigrationApplied(params),
	markMigrationRolledBack: (engine, params) => engine.markMigrationRolledBack(params),
	reset: (engine, params) => engine.reset(params),
	schemaPush: (engine, params) => engine.schemaPush(params)
};
async function answer(session, { method, params = {} }, print) {
	const complete = await completed(params);
	switch (method) {
		case "diff": return diff(session, params, print);
		case "introspect": return introspect(session, complete);
		case "createMigration":
		case "evaluateDataLoss": throw new UserFacingError("P6000", onlyNative);
		case "listMigrationDirectories": return listMigrations(String(params.migrationsDirectoryPath));
		case "dbExecute": return execute(session, params);
		case "createDatabase": return { databaseName: await createDatabase(await urlOf(session, params)) };
		default: {
			const operation = operations[method];
			if (!operation) throw new UserFacingError("P6000", `The schema engine has no method ${method}.`);
			const url = await urlOf(session, params);
			return await session.run({ url }, (engine) => operation(engine, complete)) ?? {};
		}
	}
}
async function introspect(session, params) {
	const url = await urlOf(session, params);
	return session.run({ url }, async (engine) => {
		await session.teachFeatures(engine, filesOf(params.schema));
		return engine.introspect(params);
	});
}
async function listMigrations(directory) {
	const { migrationDirectories } = await readMigrations(directory);
	return { migrations: migrationDirectories.map(({ path }) => path) };
}
async function execute(session, params) {
	const url = await urlOf(session, params);
	await session.run({ url }, (engine) => engine.dbExecute({
		datasourceType: {
			tag: "url",
			url
		},
		script: String(params.script)
	}));
	return {};
}
async function completed(params) {
	const filters = {
		externalTables: [],
		externalEnums: []
	};
	const directory = params.migrationsDirectoryPath;
	return {
		filters,
		filter: filters,
		...params,
		...typeof directory === "string" && { migrationsList: await readMigrations(directory) }
	};
}
async function urlOf(session, params) {
	const named = params.datasource ?? params.datasourceType ?? {};
	return named.url ?? (await session.datasource([...filesOf(named), ...filesOf(params.schema)])).url;
}
function filesOf(container) {
	return container?.files ?? [];
}
// src/prisma/cli/bridge/schema-config.ts
async function readSchemaConfig(major, files) {
	const { get_config } = await loadSchemaLibrary(major);
	const asked = {
		prismaSchema: files.map(({ path, content }) => [path, content]),
		datasourceOverrides: {},
		ignoreEnvVarErrors: true,
		env: {}
	};
	const { config } = JSON.parse(get_config(JSON.stringify(asked)));
	const [source] = config.datasources;
	const url = resolve$1(source?.directUrl) ?? resolve$1(source?.url);
	return {
		datasource: url === null ? null : {
			url,
			shadowDatabaseUrl: resolve$1(source?.shadowDatabaseUrl)
		},
		previewFeatures: config.generators.flatMap((generator) => generator.previewFeatures ?? [])
	};
}
function resolve$1(setting) {
	if (!setting) return null;
	return (setting.fromEnvVar ? process.env[setting.fromEnvVar] : setting.value) ?? null;
}
// src/prisma/cli/bridge/session.ts
function startSession(major, { datasource: given, schema }) {
	const datamodels = schema.length > 0 ? schema.map(({ path, content }) => [path, content]) : void 0;
	async function adapter(on, lent, errors) {
		const keep = async (lending) => {
			const loan = await lending;
			lent.push(loan);
			return { client: loan.client };
		};
		const database = keep(lend(on.url));
		await database;
		return adapterFactory({
			schema: schemaOf(on.url),
			database: () => database,
			shadow: () => keep(on.shadow ? on.shadow() : lendShadow(on.url)),
			onError: (error) => errors.push(error)
		});
	}
	return {
		major,
		async datasource(files = []) {
			const found = given ?? (await readSchemaConfig(major, files)).datasource ?? (await readSchemaConfig(major, schema)).datasource;
			if (!found?.url) throw new UserFacingError("P1012", "The datasource has no URL, or its variable is not set.");
			return found;
		},
		async teachFeatures(engine, files) {
			const stub = previewFeatureStub(major, await readSchemaConfig(major, files));
			const filters = {
				externalTables: [],
				externalEnums: []
			};
			const shadow = { shadowDatabaseUrl: null };
			if (stub) await engine.diff({
				...shadow,
				from: stub,
				to: { tag: "empty" },
				script: false,
				exitCode: null,
				filters
			});
		},
		async run(on, work) {
			const lent = [];
			const errors = [];
			try {
				const { SchemaEngine } = await loadSchemaEngine(major);
				const factory = on ? await adapter(on, lent, errors) : noDatabase("public");
				return await guarded(async () => work(await SchemaEngine.new({ datamodels }, () => {}, factory)));
			} catch (error) {
				throw explained(error, errors);
			} finally {
				for (const { release } of lent) await release?.();
			}
		}
	};
}
function explained(error, errors) {
	const last = errors.at(-1);
	if (last === void 0 || !(error instanceof Error) || !error.message.startsWith("external connector error")) return error;
	const { sqlstate, message } = describePostgresError(last);
	const told = `Database error code: ${sqlstate}\n\nDatabase error:\nERROR: ${message}`;
	const migration = /migration_name="(.*)"/.exec(error.message)?.[1];
	if (migration === void 0) return new UserFacingError("P1010", told);
	return new UserFacingError("P3018", `A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve

Migration name: ${migration}

${told}`);
}
// src/prisma/cli/bridge.ts
const major = process.env["SCHEMA_ENGINE_BRIDGE_MAJOR"] === "7" ? 7 : 6;
if (process.argv.includes("--version")) console.log("schema-engine-cli prisma-schema-drift");
else {
	const given = readArguments(process.argv.slice(2));
	const session = startSession(major, given);
	if (given.command === null) await serve((request, print) => answer(session, request, print));
	else process.exitCode = await runCommand(given.command, (await session.datasource()).url);
}
export {};
