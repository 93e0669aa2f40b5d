import { t as Qn } from "./tar.js";
import { t as require_build } from "./testcontainers.js";
import { PassThrough, Readable } from "node:stream";
import { randomBytes } from "node:crypto";
import { pipeline as pipeline$1 } from "node:stream/promises";
// src/postgres/docker-exec.ts
var import_build = require_build();
function containerTool(name, program, major) {
	return {
		major,
		run(request) {
			const output = new PassThrough();
			return {
				output,
				done: execute(name, program, request, output)
			};
		}
	};
}
async function execute(name, program, request, output) {
	try {
		const { container: client } = await (0, import_build.getContainerRuntimeClient)();
		const container = client.getById(name);
		const directory = `archive-${randomBytes(6).toString("hex")}`;
		if (request.directory !== void 0) {
			const archive = Readable.from(Qn({
				cwd: request.directory,
				prefix: directory,
				portable: true
			}, ["."]));
			await client.putArchive(container, archive, "/tmp");
		}
		const run = await container.exec({
			Cmd: [program, ...request.args.map((arg) => arg.replaceAll("{directory}", `/tmp/${directory}`))],
			Env: Object.entries({
				...inside(request.database),
				...request.env
			}).map((pair) => pair.join("=")),
			AttachStdin: request.input !== void 0,
			AttachStdout: true,
			AttachStderr: true
		});
		const stream = await run.start({
			hijack: true,
			stdin: request.input !== void 0
		});
		request.input?.on("error", () => stream.destroy()).pipe(stream);
		stream.on("error", () => {});
		const errors = [];
		await pipeline$1(stream, (source) => standardOutput(source, errors), output, { signal: request.signal });
		const { ExitCode } = await run.inspect();
		return {
			code: ExitCode ?? 1,
			errors: Buffer.concat(errors).toString("utf8")
		};
	} catch (error) {
		output.destroy();
		request.signal?.throwIfAborted();
		throw error;
	}
}
function inside(database) {
	if (database === void 0) return {};
	return {
		PGHOST: "/var/run/postgresql",
		PGUSER: database.user,
		PGDATABASE: database.database
	};
}
async function* standardOutput(source, errors) {
	let header = Buffer.alloc(0);
	let left = 0;
	for await (const chunk of source) {
		let rest = chunk;
		while (rest.length > 0) {
			if (left === 0) {
				const missing = 8 - header.length;
				header = Buffer.concat([header, rest.subarray(0, missing)]);
				rest = rest.subarray(missing);
				if (header.length < 8) break;
				left = header.readUInt32BE(4);
			}
			const part = rest.subarray(0, left);
			rest = rest.subarray(part.length);
			left -= part.length;
			if (header[0] === 2) errors.push(part);
			else if (part.length > 0) yield part;
			if (left === 0) header = Buffer.alloc(0);
		}
	}
}
export { containerTool };
