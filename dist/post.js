import { d as setSecret, p as warning, r as readInputs, s as info, t as readRemains } from "./state.js";
import { i as dropMade, t as loadSettings } from "./load.js";
import { c as parseConnectionUrl, m as Failure, t as connect } from "./client.js";
import Pr from "node:path";
import { readFile, rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
// src/postgres/clean-up.ts
async function cleanUp(remains, url = null) {
	switch (remains.provider) {
		case "docker": {
			const { removeContainer } = await import("./docker-container.js");
			return removeContainer(remains.container);
		}
		case "local":
		case "embedded": return removeCluster(remains.directory);
		case "url":
			if (url === null) throw new Error("without the database URL its databases cannot be dropped");
			return dropMade(await firstThatWorks(await parseConnectionUrl(url)), remains);
	}
}
async function removeCluster(directory) {
	if (!Pr.basename(directory).startsWith("schema-drift-")) throw new Error(`${directory} is not a cluster of ours`);
	const lines = await readFile(Pr.join(directory, "data", "postmaster.pid"), "utf8").catch(() => "");
	const pid = Number.parseInt(lines, 10);
	if (pid > 0) await end(pid);
	await rm(directory, {
		recursive: true,
		force: true,
		maxRetries: 5,
		retryDelay: 100
	});
}
async function end(pid) {
	for (const signal of ["SIGQUIT", "SIGKILL"]) try {
		process.kill(pid, signal);
		for (let waited = 0; waited < 5e3; waited += 50) {
			process.kill(pid, 0);
			await setTimeout(50);
		}
	} catch {
		return;
	}
}
async function firstThatWorks(candidates) {
	let failure;
	for (const connection of candidates) try {
		await (await connect(connection)).end();
		return connection;
	} catch (error) {
		failure = error;
	}
	throw failure;
}
// src/doors/run-post.ts
async function runPost(env) {
	const cwd = env.GITHUB_WORKSPACE ?? process.cwd();
	const { config, secrets } = loadSettings({
		door: "action",
		given: readInputs(env),
		cwd
	});
	for (const secret of secrets) setSecret(secret);
	try {
		const remains = readRemains();
		if (remains === null) return;
		await cleanUp(remains, config instanceof Failure ? null : config.databaseUrl);
		info("What a killed check leaves behind has been taken down.");
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		warning(`What the check left behind could not be taken down: ${why}`);
	}
}
// src/post.ts
await runPost(process.env);
export {};
