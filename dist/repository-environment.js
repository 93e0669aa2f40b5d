// src/prisma/repository-environment.ts
const own = /^(INPUT|STATE|ACTIONS)_|^GITHUB_TOKEN$/;
function repositoryEnvironment() {
	return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === void 0 || own.test(name) ? [] : [[name, value]]));
}
export { repositoryEnvironment as t };
