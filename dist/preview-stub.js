import { r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { m as Failure, o as esm_default } from "./client.js";
import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
// src/postgres/sqlstates.json
var sqlstates_default = {
	"03000": "sql_statement_not_yet_complete",
	"08000": "connection_exception",
	"08001": "sqlclient_unable_to_establish_sqlconnection",
	"08003": "connection_does_not_exist",
	"08004": "sqlserver_rejected_establishment_of_sqlconnection",
	"08006": "connection_failure",
	"08007": "transaction_resolution_unknown",
	"08P01": "protocol_violation",
	"09000": "triggered_action_exception",
	"0A000": "feature_not_supported",
	"0B000": "invalid_transaction_initiation",
	"0F000": "locator_exception",
	"0F001": "invalid_locator_specification",
	"0L000": "invalid_grantor",
	"0LP01": "invalid_grant_operation",
	"0P000": "invalid_role_specification",
	"0Z000": "diagnostics_exception",
	"0Z002": "stacked_diagnostics_accessed_without_active_handler",
	"10608": "invalid_argument_for_xquery",
	"20000": "case_not_found",
	"21000": "cardinality_violation",
	"22000": "data_exception",
	"22001": "string_data_right_truncation",
	"22002": "null_value_no_indicator_parameter",
	"22003": "numeric_value_out_of_range",
	"22004": "null_value_not_allowed",
	"22005": "error_in_assignment",
	"22007": "invalid_datetime_format",
	"22008": "datetime_field_overflow",
	"22009": "invalid_time_zone_displacement_value",
	"2200B": "escape_character_conflict",
	"2200C": "invalid_use_of_escape_character",
	"2200D": "invalid_escape_octet",
	"2200F": "zero_length_character_string",
	"2200G": "most_specific_type_mismatch",
	"2200H": "sequence_generator_limit_exceeded",
	"2200L": "not_an_xml_document",
	"2200M": "invalid_xml_document",
	"2200N": "invalid_xml_content",
	"2200S": "invalid_xml_comment",
	"2200T": "invalid_xml_processing_instruction",
	"22010": "invalid_indicator_parameter_value",
	"22011": "substring_error",
	"22012": "division_by_zero",
	"22013": "invalid_preceding_or_following_size",
	"22014": "invalid_argument_for_ntile_function",
	"22015": "interval_field_overflow",
	"22016": "invalid_argument_for_nth_value_function",
	"22018": "invalid_character_value_for_cast",
	"22019": "invalid_escape_character",
	"2201B": "invalid_regular_expression",
	"2201E": "invalid_argument_for_logarithm",
	"2201F": "invalid_argument_for_power_function",
	"2201G": "invalid_argument_for_width_bucket_function",
	"2201W": "invalid_row_count_in_limit_clause",
	"2201X": "invalid_row_count_in_result_offset_clause",
	"22021": "character_not_in_repertoire",
	"22022": "indicator_overflow",
	"22023": "invalid_parameter_value",
	"22024": "unterminated_c_string",
	"22025": "invalid_escape_sequence",
	"22026": "string_data_length_mismatch",
	"22027": "trim_error",
	"2202E": "array_subscript_error",
	"2202G": "invalid_tablesample_repeat",
	"2202H": "invalid_tablesample_argument",
	"22030": "duplicate_json_object_key_value",
	"22031": "invalid_argument_for_sql_json_datetime_function",
	"22032": "invalid_json_text",
	"22033": "invalid_sql_json_subscript",
	"22034": "more_than_one_sql_json_item",
	"22035": "no_sql_json_item",
	"22036": "non_numeric_sql_json_item",
	"22037": "non_unique_keys_in_a_json_object",
	"22038": "singleton_sql_json_item_required",
	"22039": "sql_json_array_not_found",
	"2203A": "sql_json_member_not_found",
	"2203B": "sql_json_number_not_found",
	"2203C": "sql_json_object_not_found",
	"2203D": "too_many_json_array_elements",
	"2203E": "too_many_json_object_members",
	"2203F": "sql_json_scalar_required",
	"2203G": "sql_json_item_cannot_be_cast_to_target_type",
	"22P01": "floating_point_exception",
	"22P02": "invalid_text_representation",
	"22P03": "invalid_binary_representation",
	"22P04": "bad_copy_file_format",
	"22P05": "untranslatable_character",
	"22P06": "nonstandard_use_of_escape_character",
	"23000": "integrity_constraint_violation",
	"23001": "restrict_violation",
	"23502": "not_null_violation",
	"23503": "foreign_key_violation",
	"23505": "unique_violation",
	"23514": "check_violation",
	"23P01": "exclusion_violation",
	"24000": "invalid_cursor_state",
	"25000": "invalid_transaction_state",
	"25001": "active_sql_transaction",
	"25002": "branch_transaction_already_active",
	"25003": "inappropriate_access_mode_for_branch_transaction",
	"25004": "inappropriate_isolation_level_for_branch_transaction",
	"25005": "no_active_sql_transaction_for_branch_transaction",
	"25006": "read_only_sql_transaction",
	"25007": "schema_and_data_statement_mixing_not_supported",
	"25008": "held_cursor_requires_same_isolation_level",
	"25P01": "no_active_sql_transaction",
	"25P02": "in_failed_sql_transaction",
	"25P03": "idle_in_transaction_session_timeout",
	"25P04": "transaction_timeout",
	"26000": "invalid_sql_statement_name",
	"27000": "triggered_data_change_violation",
	"28000": "invalid_authorization_specification",
	"28P01": "invalid_password",
	"2B000": "dependent_privilege_descriptors_still_exist",
	"2BP01": "dependent_objects_still_exist",
	"2D000": "invalid_transaction_termination",
	"2F000": "sql_routine_exception",
	"2F002": "modifying_sql_data_not_permitted",
	"2F003": "prohibited_sql_statement_attempted",
	"2F004": "reading_sql_data_not_permitted",
	"2F005": "function_executed_no_return_statement",
	"34000": "invalid_cursor_name",
	"38000": "external_routine_exception",
	"38001": "containing_sql_not_permitted",
	"38002": "modifying_sql_data_not_permitted",
	"38003": "prohibited_sql_statement_attempted",
	"38004": "reading_sql_data_not_permitted",
	"39000": "external_routine_invocation_exception",
	"39001": "invalid_sqlstate_returned",
	"39004": "null_value_not_allowed",
	"39P01": "trigger_protocol_violated",
	"39P02": "srf_protocol_violated",
	"39P03": "event_trigger_protocol_violated",
	"3B000": "savepoint_exception",
	"3B001": "invalid_savepoint_specification",
	"3D000": "invalid_catalog_name",
	"3F000": "invalid_schema_name",
	"40000": "transaction_rollback",
	"40001": "serialization_failure",
	"40002": "transaction_integrity_constraint_violation",
	"40003": "statement_completion_unknown",
	"40P01": "deadlock_detected",
	"42000": "syntax_error_or_access_rule_violation",
	"42501": "insufficient_privilege",
	"42601": "syntax_error",
	"42602": "invalid_name",
	"42611": "invalid_column_definition",
	"42622": "name_too_long",
	"42701": "duplicate_column",
	"42702": "ambiguous_column",
	"42703": "undefined_column",
	"42704": "undefined_object",
	"42710": "duplicate_object",
	"42712": "duplicate_alias",
	"42723": "duplicate_function",
	"42725": "ambiguous_function",
	"42803": "grouping_error",
	"42804": "datatype_mismatch",
	"42809": "wrong_object_type",
	"42830": "invalid_foreign_key",
	"42846": "cannot_coerce",
	"42883": "undefined_function",
	"428C9": "generated_always",
	"42939": "reserved_name",
	"42P01": "undefined_table",
	"42P02": "undefined_parameter",
	"42P03": "duplicate_cursor",
	"42P04": "duplicate_database",
	"42P05": "duplicate_prepared_statement",
	"42P06": "duplicate_schema",
	"42P07": "duplicate_table",
	"42P08": "ambiguous_parameter",
	"42P09": "ambiguous_alias",
	"42P10": "invalid_column_reference",
	"42P11": "invalid_cursor_definition",
	"42P12": "invalid_database_definition",
	"42P13": "invalid_function_definition",
	"42P14": "invalid_prepared_statement_definition",
	"42P15": "invalid_schema_definition",
	"42P16": "invalid_table_definition",
	"42P17": "invalid_object_definition",
	"42P18": "indeterminate_datatype",
	"42P19": "invalid_recursion",
	"42P20": "windowing_error",
	"42P21": "collation_mismatch",
	"42P22": "indeterminate_collation",
	"44000": "with_check_option_violation",
	"53000": "insufficient_resources",
	"53100": "disk_full",
	"53200": "out_of_memory",
	"53300": "too_many_connections",
	"53400": "configuration_limit_exceeded",
	"54000": "program_limit_exceeded",
	"54001": "statement_too_complex",
	"54011": "too_many_columns",
	"54023": "too_many_arguments",
	"55000": "object_not_in_prerequisite_state",
	"55006": "object_in_use",
	"55P02": "cant_change_runtime_param",
	"55P03": "lock_not_available",
	"55P04": "unsafe_new_enum_value_usage",
	"57000": "operator_intervention",
	"57014": "query_canceled",
	"57P01": "admin_shutdown",
	"57P02": "crash_shutdown",
	"57P03": "cannot_connect_now",
	"57P04": "database_dropped",
	"57P05": "idle_session_timeout",
	"58000": "system_error",
	"58030": "io_error",
	"58P01": "undefined_file",
	"58P02": "duplicate_file",
	"58P03": "file_name_too_long",
	F0000: "config_file_error",
	F0001: "lock_file_exists",
	HV000: "fdw_error",
	HV001: "fdw_out_of_memory",
	HV002: "fdw_dynamic_parameter_value_needed",
	HV004: "fdw_invalid_data_type",
	HV005: "fdw_column_name_not_found",
	HV006: "fdw_invalid_data_type_descriptors",
	HV007: "fdw_invalid_column_name",
	HV008: "fdw_invalid_column_number",
	HV009: "fdw_invalid_use_of_null_pointer",
	HV00A: "fdw_invalid_string_format",
	HV00B: "fdw_invalid_handle",
	HV00C: "fdw_invalid_option_index",
	HV00D: "fdw_invalid_option_name",
	HV00J: "fdw_option_name_not_found",
	HV00K: "fdw_reply_handle",
	HV00L: "fdw_unable_to_create_execution",
	HV00M: "fdw_unable_to_create_reply",
	HV00N: "fdw_unable_to_establish_connection",
	HV00P: "fdw_no_schemas",
	HV00Q: "fdw_schema_not_found",
	HV00R: "fdw_table_not_found",
	HV010: "fdw_function_sequence_error",
	HV014: "fdw_too_many_handles",
	HV021: "fdw_inconsistent_descriptor_information",
	HV024: "fdw_invalid_attribute_value",
	HV090: "fdw_invalid_string_length_or_buffer_length",
	HV091: "fdw_invalid_descriptor_field_identifier",
	P0000: "plpgsql_error",
	P0001: "raise_exception",
	P0002: "no_data_found",
	P0003: "too_many_rows",
	P0004: "assert_failure",
	XX000: "internal_error",
	XX001: "data_corrupted",
	XX002: "index_corrupted"
};
// src/postgres/errors.ts
function describePostgresError(error) {
	if (!(error instanceof esm_default.DatabaseError) || error.code === void 0) return outsidePostgres(error);
	const condition = conditionName(error.code);
	const copy = copyPlace(error);
	return {
		sqlstate: error.code,
		condition,
		message: (quotesNamesOnly(error) ? error.message : safePart(error)) ?? rebuilt(error, condition, copy),
		schema: error.schema ?? null,
		table: error.table ?? null,
		column: error.column ?? null,
		constraint: error.constraint ?? null,
		dataType: error.dataType ?? null,
		position: error.position === void 0 ? null : Number(error.position),
		copy
	};
}
function conditionName(sqlstate) {
	return sqlstates_default[sqlstate] ?? sqlstate;
}
const nameClasses = new Set([
	"08",
	"0A",
	"23",
	"25",
	"28",
	"2B",
	"3D",
	"3F",
	"40",
	"42",
	"53",
	"54",
	"55",
	"57",
	"58"
]);
const valueStates = new Set(["42601", "42602"]);
const userCode = /^(pl_|plperl|plpy|pltcl|plv8|pg_tle)/;
const valueReaders = /^(regproc|date|datetime|timestamp|formatting|xml|json\w*)\.c$/;
function quotesNamesOnly({ code = "", file }) {
	if (file === void 0 || userCode.test(file) || valueReaders.test(file)) return false;
	return nameClasses.has(code.slice(0, 2)) && !valueStates.has(code);
}
const safeParts = [
	/^(invalid input syntax for type [a-z ]+?)(?:: ".*)?$/s,
	/^value ".*"( is out of range for type [a-z ]+)$/s,
	/^(invalid input value for enum .+?): ".*$/s,
	/^(value too long for type character(?: varying)?\(\d+\))$/,
	/^(value too long for type bit(?: varying)?\(\d+\))$/,
	/^((?:integer|smallint|bigint|numeric|float|timestamp|date|interval|value) (?:field )?(?:out of range|overflow))\b/,
	/^(numeric field overflow|division by zero|date\/time field value out of range)\b/,
	/^(invalid byte sequence for encoding "[A-Z0-9_]+"): /,
	/^(malformed (?:array|record|range|multirange) literal)\b/,
	/^(missing data for column ".+"|extra data after last expected column)$/,
	/^(column ".+" (?:contains null values|of relation ".+" contains null values))$/
];
const syntaxError = /^([^"]+?)(?: at or near ".*"?)?$/s;
function safePart(error) {
	if (error.file === void 0 || userCode.test(error.file)) return null;
	for (const pattern of error.code === "42601" ? [syntaxError] : safeParts) {
		const part = pattern.exec(error.message)?.[1];
		if (part !== void 0) return part.startsWith(" ") ? `value${part}` : part;
	}
	return null;
}
function rebuilt(error, condition, copy) {
	const names = [
		error.constraint && `constraint ${quoted(error.constraint)}`,
		error.column && `column ${quoted(error.column)}`,
		error.dataType && `type ${quoted(error.dataType)}`,
		error.table && `table ${quoted(error.table)}`,
		copy && error.table === void 0 && `table ${quoted(copy.table)}`,
		copy?.column && error.column === void 0 && `column ${quoted(copy.column)}`,
		raisingFunction(error)
	].filter((name) => typeof name === "string" && name !== "");
	const words = condition.replaceAll("_", " ");
	return names.length === 0 ? words : `${words} (${names.join(", ")})`;
}
function raisingFunction({ file = "", where = "" }) {
	if (!userCode.test(file)) return null;
	const signature = plpgsqlFrame.exec(firstLine(where))?.[1];
	return signature === void 0 ? null : `function ${signature}`;
}
const plpgsqlFrame = /^PL\/pgSQL function (.+?) line \d+ at [\w ]+$/;
const copyFrame = /^COPY (.+?), line (\d+)(?:, column (.+?))?(?::|, null input|$)/;
function copyPlace({ where = "" }) {
	let rest = where;
	while (plpgsqlFrame.test(firstLine(rest))) rest = rest.slice(firstLine(rest).length + 1);
	const found = copyFrame.exec(firstLine(rest));
	if (found?.[1] === void 0) return null;
	return {
		table: found[1],
		line: Number(found[2]),
		column: found[3] ?? null
	};
}
function firstLine(text) {
	return text.split("\n", 1)[0] ?? "";
}
function quoted(name) {
	return `"${name}"`;
}
function outsidePostgres(error) {
	return {
		sqlstate: null,
		condition: null,
		message: plainMessage(error),
		schema: null,
		table: null,
		column: null,
		constraint: null,
		dataType: null,
		position: null,
		copy: null
	};
}
function plainMessage(error) {
	if (error instanceof AggregateError && error.message === "") return plainMessage(error.errors[0]);
	return error instanceof Error ? error.message : "an unknown error";
}
// src/prisma/wasm/panic.ts
let panic = null;
const waiting = new Set();
function listenForPanics() {
	globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message(message) {
		panic = panicFailure(message);
		for (const reject of waiting) reject(panic);
	} };
}
async function guarded(work) {
	if (panic) throw panic;
	let reject = () => {};
	const panicked = new Promise((_resolve, fail) => {
		reject = fail;
	});
	waiting.add(reject);
	try {
		return await Promise.race([Promise.resolve().then(work), panicked]);
	} catch (error) {
		throw panic ?? error;
	} finally {
		waiting.delete(reject);
	}
}
function swallowingPanics(callback) {
	return (...args) => {
		try {
			callback(...args);
		} catch (error) {
			if (!panic) throw error;
		}
	};
}
function panicFailure(message) {
	const said = message.split("\n").slice(0, 2).join(" ");
	return new Failure({
		stage: "prisma",
		code: "engine-panic",
		message: `Prisma's schema engine crashed: ${said.slice(0, 300)}`,
		next: ["Use the Prisma that the workspace has: `--engine cli`.", "Report the schema that makes it crash to https://github.com/prisma/prisma/issues."]
	});
}
// src/prisma/wasm/load.ts
const engineVersions = {
	6: "6.19.3",
	7: "7.10.1"
};
const engineParts = {
	6: async () => ({
		glue: await import("./schema-engine-wasm-6.js"),
		wasm: new URL("./schema-engine-wasm-6.wasm", import.meta.url)
	}),
	7: async () => ({
		glue: await import("./schema-engine-wasm-7.js"),
		wasm: new URL("./schema-engine-wasm-7.wasm", import.meta.url)
	})
};
const libraries = {
	6: async () => (await import("./prisma-schema-wasm-6.js").then((m) => __toESM(m.default, 1))).default,
	7: async () => (await import("./prisma-schema-wasm-7.js").then((m) => __toESM(m.default, 1))).default
};
const engines = new Map();
function loadSchemaEngine(major) {
	const loading = engines.get(major) ?? instantiate(major);
	engines.set(major, loading);
	return loading;
}
function loadSchemaLibrary(major) {
	listenForPanics();
	return libraries[major]();
}
async function instantiate(major) {
	listenForPanics();
	const { glue, wasm } = await engineParts[major]();
	const module = await WebAssembly.compile(await readFile(wasm));
	const { exports } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": {
		...glue,
		...catchingPanics(glue)
	} });
	glue.__wbg_set_wasm(exports);
	if (typeof exports.__wbindgen_start === "function") exports.__wbindgen_start();
	return glue;
}
function catchingPanics(glue) {
	const names = Object.keys(glue);
	const queueMicrotasks = names.filter((name) => /^__wbg_queueMicrotask_/.test(name));
	const thens = names.filter((name) => /^__wbg_then_/.test(name));
	return Object.fromEntries([...queueMicrotasks.map((name) => [name, (value) => typeof value === "function" ? queueMicrotask(swallowingPanics(value)) : value.queueMicrotask]), ...thens.map((name) => [name, (promise, ...callbacks) => promise.then(...callbacks.map(swallowingPanics))])]);
}
// src/prisma/cli/bridge-environment.ts
const bridgeMajorVariable = "SCHEMA_ENGINE_BRIDGE_MAJOR";
const quietEnvironment = {
	CHECKPOINT_DISABLE: "1",
	PRISMA_HIDE_UPDATE_MESSAGE: "1",
	PRISMA_HIDE_PREVIEW_FLAG_WARNINGS: "1",
	NO_COLOR: "1",
	NO_UPDATE_NOTIFIER: "1"
};
function bridgeEnvironment(prismaMajor) {
	const engine = prismaMajor >= 7 ? 7 : 6;
	return {
		PRISMA_SCHEMA_ENGINE_BINARY: besideThis(`bridge.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`),
		[bridgeMajorVariable]: String(engine),
		...prismaMajor < 7 && { PRISMA_QUERY_ENGINE_LIBRARY: besideThis("query-engine.cjs") }
	};
}
function besideThis(name) {
	return fileURLToPath(new URL(`./${name}`, import.meta.url));
}
// node_modules/@prisma/debug/dist/index.mjs
var __defProp = Object.defineProperty;
var __export = (target, all) => {
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
};
var colors_exports = {};
__export(colors_exports, {
	$: () => $,
	bgBlack: () => bgBlack,
	bgBlue: () => bgBlue,
	bgCyan: () => bgCyan,
	bgGreen: () => bgGreen,
	bgMagenta: () => bgMagenta,
	bgRed: () => bgRed,
	bgWhite: () => bgWhite,
	bgYellow: () => bgYellow,
	black: () => black,
	blue: () => blue,
	bold: () => bold,
	cyan: () => cyan,
	dim: () => dim,
	gray: () => gray,
	green: () => green,
	grey: () => grey,
	hidden: () => hidden,
	inverse: () => inverse,
	italic: () => italic,
	magenta: () => magenta,
	red: () => red,
	reset: () => reset,
	strikethrough: () => strikethrough,
	underline: () => underline,
	white: () => white,
	yellow: () => yellow
});
var FORCE_COLOR;
var NODE_DISABLE_COLORS;
var NO_COLOR;
var TERM;
var isTTY = true;
if (typeof process !== "undefined") {
	({FORCE_COLOR, NODE_DISABLE_COLORS, NO_COLOR, TERM} = process.env || {});
	isTTY = process.stdout && process.stdout.isTTY;
}
var $ = { enabled: !NODE_DISABLE_COLORS && NO_COLOR == null && TERM !== "dumb" && (FORCE_COLOR != null && FORCE_COLOR !== "0" || isTTY) };
function init(x, y) {
	let rgx = new RegExp(`\\x1b\\[${y}m`, "g");
	let open = `\x1B[${x}m`, close = `\x1B[${y}m`;
	return function(txt) {
		if (!$.enabled || txt == null) return txt;
		return open + (!!~("" + txt).indexOf(close) ? txt.replace(rgx, close + open) : txt) + close;
	};
}
var reset = init(0, 0);
var bold = init(1, 22);
var dim = init(2, 22);
var italic = init(3, 23);
var underline = init(4, 24);
var inverse = init(7, 27);
var hidden = init(8, 28);
var strikethrough = init(9, 29);
var black = init(30, 39);
var red = init(31, 39);
var green = init(32, 39);
var yellow = init(33, 39);
var blue = init(34, 39);
var magenta = init(35, 39);
var cyan = init(36, 39);
var white = init(37, 39);
var gray = init(90, 39);
var grey = init(90, 39);
var bgBlack = init(40, 49);
var bgRed = init(41, 49);
var bgGreen = init(42, 49);
var bgYellow = init(43, 49);
var bgBlue = init(44, 49);
var bgMagenta = init(45, 49);
var bgCyan = init(46, 49);
var bgWhite = init(47, 49);
var MAX_ARGS_HISTORY = 100;
var COLORS = [
	"green",
	"yellow",
	"blue",
	"magenta",
	"cyan",
	"red"
];
var argsHistory = [];
var lastTimestamp = Date.now();
var lastColor = 0;
var processEnv = typeof process !== "undefined" ? process.env : {};
globalThis.DEBUG ??= processEnv.DEBUG ?? "";
globalThis.DEBUG_COLORS ??= processEnv.DEBUG_COLORS ? processEnv.DEBUG_COLORS === "true" : true;
var topProps = {
	enable(namespace) {
		if (typeof namespace === "string") globalThis.DEBUG = namespace;
	},
	disable() {
		const prev = globalThis.DEBUG;
		globalThis.DEBUG = "";
		return prev;
	},
	enabled(namespace) {
		const listenedNamespaces = globalThis.DEBUG.split(",").map((s) => {
			return s.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
		});
		const isListened = listenedNamespaces.some((listenedNamespace) => {
			if (listenedNamespace === "" || listenedNamespace[0] === "-") return false;
			return namespace.match(RegExp(listenedNamespace.split("*").join(".*") + "$"));
		});
		const isExcluded = listenedNamespaces.some((listenedNamespace) => {
			if (listenedNamespace === "" || listenedNamespace[0] !== "-") return false;
			return namespace.match(RegExp(listenedNamespace.slice(1).split("*").join(".*") + "$"));
		});
		return isListened && !isExcluded;
	},
	log: (...args) => {
		const [namespace, format, ...rest] = args;
		(console.warn ?? console.log)(`${namespace} ${format}`, ...rest);
	},
	formatters: {}
};
function debugCreate(namespace) {
	const instanceProps = {
		color: COLORS[lastColor++ % COLORS.length],
		enabled: topProps.enabled(namespace),
		namespace,
		log: topProps.log,
		extend: () => {}
	};
	const debugCall = (...args) => {
		const { enabled, namespace: namespace2, color, log } = instanceProps;
		if (args.length !== 0) argsHistory.push([namespace2, ...args]);
		if (argsHistory.length > MAX_ARGS_HISTORY) argsHistory.shift();
		if (topProps.enabled(namespace2) || enabled) {
			const stringArgs = args.map((arg) => {
				if (typeof arg === "string") return arg;
				return safeStringify(arg);
			});
			const ms = `+${Date.now() - lastTimestamp}ms`;
			lastTimestamp = Date.now();
			if (globalThis.DEBUG_COLORS) log(colors_exports[color](bold(namespace2)), ...stringArgs, colors_exports[color](ms));
			else log(namespace2, ...stringArgs, ms);
		}
	};
	return new Proxy(debugCall, {
		get: (_, prop) => instanceProps[prop],
		set: (_, prop, value) => instanceProps[prop] = value
	});
}
var Debug = new Proxy(debugCreate, {
	get: (_, prop) => topProps[prop],
	set: (_, prop, value) => topProps[prop] = value
});
function safeStringify(value, indent = 2) {
	const cache = new Set();
	return JSON.stringify(value, (key, value2) => {
		if (typeof value2 === "object" && value2 !== null) {
			if (cache.has(value2)) return `[Circular *]`;
			cache.add(value2);
		} else if (typeof value2 === "bigint") return value2.toString();
		return value2;
	}, indent);
}
// node_modules/@prisma/driver-adapter-utils/dist/index.mjs
var DriverAdapterError = class extends Error {
	name = "DriverAdapterError";
	cause;
	constructor(payload) {
		super(typeof payload["message"] === "string" ? payload["message"] : payload.kind);
		this.cause = payload;
	}
};
function isDriverAdapterError(error) {
	return error["name"] === "DriverAdapterError" && typeof error["cause"] === "object";
}
function ok(value) {
	return {
		ok: true,
		value,
		map(fn) {
			return ok(fn(value));
		},
		flatMap(fn) {
			return fn(value);
		}
	};
}
function err(error) {
	return {
		ok: false,
		error,
		map() {
			return err(error);
		},
		flatMap() {
			return err(error);
		}
	};
}
var debug = Debug("driver-adapter-utils");
var ErrorRegistryInternal = class {
	registeredErrors = [];
	consumeError(id) {
		return this.registeredErrors[id];
	}
	registerNewError(error) {
		let i = 0;
		while (this.registeredErrors[i] !== void 0) i++;
		this.registeredErrors[i] = { error };
		return i;
	}
};
function copySymbolsFromSource(source, target) {
	const symbols = Object.getOwnPropertySymbols(source);
	const symbolObject = Object.fromEntries(symbols.map((symbol) => [symbol, true]));
	Object.assign(target, symbolObject);
}
var bindMigrationAwareSqlAdapterFactory = (adapterFactory) => {
	const errorRegistry = new ErrorRegistryInternal();
	const boundFactory = {
		adapterName: adapterFactory.adapterName,
		provider: adapterFactory.provider,
		errorRegistry,
		connect: async (...args) => {
			return (await wrapAsync(errorRegistry, adapterFactory.connect.bind(adapterFactory))(...args)).map((ctx2) => bindAdapter(ctx2, errorRegistry));
		},
		connectToShadowDb: async (...args) => {
			return (await wrapAsync(errorRegistry, adapterFactory.connectToShadowDb.bind(adapterFactory))(...args)).map((ctx2) => bindAdapter(ctx2, errorRegistry));
		}
	};
	copySymbolsFromSource(adapterFactory, boundFactory);
	return boundFactory;
};
var bindAdapter = (adapter, errorRegistry = new ErrorRegistryInternal()) => {
	const boundAdapter = {
		adapterName: adapter.adapterName,
		errorRegistry,
		queryRaw: wrapAsync(errorRegistry, adapter.queryRaw.bind(adapter)),
		executeRaw: wrapAsync(errorRegistry, adapter.executeRaw.bind(adapter)),
		executeScript: wrapAsync(errorRegistry, adapter.executeScript.bind(adapter)),
		dispose: wrapAsync(errorRegistry, adapter.dispose.bind(adapter)),
		provider: adapter.provider,
		startTransaction: async (...args) => {
			return (await wrapAsync(errorRegistry, adapter.startTransaction.bind(adapter))(...args)).map((ctx2) => bindTransaction(errorRegistry, ctx2));
		}
	};
	if (adapter.getConnectionInfo) boundAdapter.getConnectionInfo = wrapSync(errorRegistry, adapter.getConnectionInfo.bind(adapter));
	return boundAdapter;
};
var bindTransaction = (errorRegistry, transaction) => {
	const boundTransaction = {
		adapterName: transaction.adapterName,
		provider: transaction.provider,
		options: transaction.options,
		queryRaw: wrapAsync(errorRegistry, transaction.queryRaw.bind(transaction)),
		executeRaw: wrapAsync(errorRegistry, transaction.executeRaw.bind(transaction)),
		commit: wrapAsync(errorRegistry, transaction.commit.bind(transaction)),
		rollback: wrapAsync(errorRegistry, transaction.rollback.bind(transaction))
	};
	if (transaction.createSavepoint) boundTransaction.createSavepoint = wrapAsync(errorRegistry, transaction.createSavepoint.bind(transaction));
	if (transaction.rollbackToSavepoint) boundTransaction.rollbackToSavepoint = wrapAsync(errorRegistry, transaction.rollbackToSavepoint.bind(transaction));
	if (transaction.releaseSavepoint) boundTransaction.releaseSavepoint = wrapAsync(errorRegistry, transaction.releaseSavepoint.bind(transaction));
	return boundTransaction;
};
function wrapAsync(registry, fn) {
	return async (...args) => {
		try {
			return ok(await fn(...args));
		} catch (error) {
			debug("[error@wrapAsync]", error);
			if (isDriverAdapterError(error)) return err(error.cause);
			return err({
				kind: "GenericJs",
				id: registry.registerNewError(error)
			});
		}
	};
}
function wrapSync(registry, fn) {
	return (...args) => {
		try {
			return ok(fn(...args));
		} catch (error) {
			debug("[error@wrapSync]", error);
			if (isDriverAdapterError(error)) return err(error.cause);
			return err({
				kind: "GenericJs",
				id: registry.registerNewError(error)
			});
		}
	};
}
var ColumnTypeEnum = {
	Int32: 0,
	Int64: 1,
	Float: 2,
	Double: 3,
	Numeric: 4,
	Boolean: 5,
	Character: 6,
	Text: 7,
	Date: 8,
	Time: 9,
	DateTime: 10,
	Json: 11,
	Enum: 12,
	Bytes: 13,
	Set: 14,
	Uuid: 15,
	Int32Array: 64,
	Int64Array: 65,
	FloatArray: 66,
	DoubleArray: 67,
	NumericArray: 68,
	BooleanArray: 69,
	CharacterArray: 70,
	TextArray: 71,
	DateArray: 72,
	TimeArray: 73,
	DateTimeArray: 74,
	JsonArray: 75,
	EnumArray: 76,
	BytesArray: 77,
	UuidArray: 78,
	UnknownNumber: 128
};
// src/prisma/wasm/column-types.ts
var import_postgres_array = __commonJSMin(((exports) => {
	const BACKSLASH = "\\";
	const DQUOT = "\"";
	const LBRACE = "{";
	const RBRACE = "}";
	const LBRACKET = "[";
	const EQUALS = "=";
	const COMMA = ",";
	const NULL_STRING = "NULL";
	function makeParseArrayWithTransform(transform) {
		const haveTransform = transform != null;
		return function parseArray(str) {
			const rbraceIndex = str.length - 1;
			if (rbraceIndex === 1) return [];
			if (str[rbraceIndex] !== RBRACE) throw new Error("Invalid array text - must end with }");
			let position = 0;
			if (str[position] === LBRACKET) position = str.indexOf(EQUALS) + 1;
			if (str[position++] !== LBRACE) throw new Error("Invalid array text - must start with {");
			const output = [];
			let current = output;
			const stack = [];
			let currentStringStart = position;
			let currentString = "";
			let expectValue = true;
			for (; position < rbraceIndex; ++position) {
				let char = str[position];
				if (char === DQUOT) {
					currentStringStart = ++position;
					let dquot = str.indexOf(DQUOT, currentStringStart);
					let backSlash = str.indexOf(BACKSLASH, currentStringStart);
					while (backSlash !== -1 && backSlash < dquot) {
						position = backSlash;
						const part = str.slice(currentStringStart, position);
						currentString += part;
						currentStringStart = ++position;
						if (dquot === position++) dquot = str.indexOf(DQUOT, position);
						backSlash = str.indexOf(BACKSLASH, position);
					}
					position = dquot;
					const part = str.slice(currentStringStart, position);
					currentString += part;
					current.push(haveTransform ? transform(currentString) : currentString);
					currentString = "";
					expectValue = false;
				} else if (char === LBRACE) {
					const newArray = [];
					current.push(newArray);
					stack.push(current);
					current = newArray;
					currentStringStart = position + 1;
					expectValue = true;
				} else if (char === COMMA) expectValue = true;
				else if (char === RBRACE) {
					expectValue = false;
					const arr = stack.pop();
					if (arr === void 0) throw new Error("Invalid array text - too many '}'");
					current = arr;
				} else if (expectValue) {
					currentStringStart = position;
					while ((char = str[position]) !== COMMA && char !== RBRACE && position < rbraceIndex) ++position;
					const part = str.slice(currentStringStart, position--);
					current.push(part === NULL_STRING ? null : haveTransform ? transform(part) : part);
					expectValue = false;
				} else throw new Error("Was expecting delimeter");
			}
			return output;
		};
	}
	const parseArray = makeParseArrayWithTransform();
	exports.parse = (source, transform) => transform != null ? makeParseArrayWithTransform(transform)(source) : parseArray(source);
}))();
const asIs = (text) => text;
const boolean = (text) => text === "t";
const bytes = (text) => Buffer.from(text.slice(2), "hex");
const list = (decode) => (text) => (0, import_postgres_array.parse)(text, decode);
const text = {
	type: ColumnTypeEnum.Text,
	decode: asIs
};
const textList = {
	type: ColumnTypeEnum.TextArray,
	decode: list(asIs)
};
const decoders = new Map([
	[16, {
		type: ColumnTypeEnum.Boolean,
		decode: boolean
	}],
	[17, {
		type: ColumnTypeEnum.Bytes,
		decode: bytes
	}],
	[18, {
		type: ColumnTypeEnum.Character,
		decode: asIs
	}],
	[20, {
		type: ColumnTypeEnum.Int64,
		decode: asIs
	}],
	[21, {
		type: ColumnTypeEnum.Int32,
		decode: Number
	}],
	[23, {
		type: ColumnTypeEnum.Int32,
		decode: Number
	}],
	[26, {
		type: ColumnTypeEnum.Int64,
		decode: asIs
	}],
	[114, {
		type: ColumnTypeEnum.Json,
		decode: asIs
	}],
	[3802, {
		type: ColumnTypeEnum.Json,
		decode: asIs
	}],
	[700, {
		type: ColumnTypeEnum.Float,
		decode: Number
	}],
	[701, {
		type: ColumnTypeEnum.Double,
		decode: Number
	}],
	[1700, {
		type: ColumnTypeEnum.Numeric,
		decode: asIs
	}],
	[1082, {
		type: ColumnTypeEnum.Date,
		decode: asIs
	}],
	[1083, {
		type: ColumnTypeEnum.Time,
		decode: asIs
	}],
	[1114, {
		type: ColumnTypeEnum.DateTime,
		decode: isoDateTime
	}],
	[1184, {
		type: ColumnTypeEnum.DateTime,
		decode: isoDateTime
	}],
	[2950, {
		type: ColumnTypeEnum.Uuid,
		decode: asIs
	}],
	[1e3, {
		type: ColumnTypeEnum.BooleanArray,
		decode: list(boolean)
	}],
	[1005, {
		type: ColumnTypeEnum.Int32Array,
		decode: list(Number)
	}],
	[1007, {
		type: ColumnTypeEnum.Int32Array,
		decode: list(Number)
	}],
	[1016, {
		type: ColumnTypeEnum.Int64Array,
		decode: list(asIs)
	}],
	[1028, {
		type: ColumnTypeEnum.Int64Array,
		decode: list(asIs)
	}],
	[1002, textList],
	[1003, textList],
	[1009, textList],
	[1015, textList]
]);
function decoderOf(oid) {
	return decoders.get(oid) ?? text;
}
function isoDateTime(value) {
	const [, date, time, offset = "+00"] = /^(\S+) ([\d:.]+)([+-][\d:]+)?$/.exec(value) ?? [];
	if (date === void 0) return value;
	return `${date}T${time}${/:/.test(offset) ? offset : `${offset}:00`}`;
}
// src/prisma/wasm/postgres-error.ts
function engineError(error) {
	if (error instanceof esm_default.DatabaseError) return databaseError(error);
	return { kind: "DatabaseNotReachable" };
}
function databaseError(error) {
	const code = error.code ?? "XX000";
	if (code === "3D000") return { kind: "DatabaseDoesNotExist" };
	if (code === "42P04") return { kind: "DatabaseAlreadyExists" };
	if (code === "28P01" || code === "28000") return { kind: "AuthenticationFailed" };
	return {
		kind: "postgres",
		code,
		severity: error.severity ?? "ERROR",
		message: describePostgresError(error).message,
		detail: void 0,
		column: error.column,
		hint: void 0
	};
}
// src/prisma/wasm/driver-adapter.ts
const identity = {
	provider: "postgres",
	adapterName: "prisma-schema-drift"
};
function adapterFactory(request) {
	return bindMigrationAwareSqlAdapterFactory({
		...identity,
		connect: async () => adapter(await told(request.database, request), request),
		connectToShadowDb: async () => {
			if (!request.shadow) throw new Error("This command was given no shadow database.");
			return adapter(await told(request.shadow, request), request);
		}
	});
}
async function useSchema(client, schema) {
	await client.query("SELECT set_config('search_path', quote_ident($1), false)", [schema]);
}
function adapter({ client, release }, request) {
	const run = ({ sql, args }) => told(() => client.query({
		text: sql,
		values: args,
		rowMode: "array",
		types: { getTypeParser: () => String }
	}), request);
	const send = async (script) => void await told(() => client.query(script), request);
	const queries = {
		...identity,
		queryRaw: async (query) => resultSet(await run(query)),
		executeRaw: async (query) => (await run(query)).rowCount ?? 0
	};
	return {
		...queries,
		executeScript: send,
		getConnectionInfo: () => ({
			schemaName: request.schema,
			maxBindValues: 32766,
			supportsRelationJoins: false
		}),
		startTransaction: async (isolation) => {
			await send(isolation ? `BEGIN ISOLATION LEVEL ${isolation}` : "BEGIN");
			const options = { usePhantomQuery: true };
			return {
				...queries,
				options,
				commit: () => send("COMMIT"),
				rollback: () => send("ROLLBACK")
			};
		},
		dispose: async () => release?.()
	};
}
function resultSet({ fields, rows }) {
	const decoders = fields.map((field) => decoderOf(field.dataTypeID));
	const decode = (value, i) => typeof value === "string" ? decoders[i]?.decode(value) : null;
	return {
		columnNames: fields.map((field) => field.name),
		columnTypes: decoders.map(({ type }) => type),
		rows: rows.map((row) => row.map(decode))
	};
}
async function told(work, { onError }) {
	try {
		return await work();
	} catch (error) {
		onError?.(error);
		throw new DriverAdapterError(engineError(error));
	}
}
// src/prisma/wasm/no-database.ts
function noDatabase(schema) {
	const none = async () => {
		throw new Error("This command needs a database and was given none.");
	};
	const connect = async () => ({
		provider: "postgres",
		adapterName: "prisma-schema-drift",
		getConnectionInfo: () => ({
			schemaName: schema,
			supportsRelationJoins: false
		}),
		queryRaw: async ({ sql }) => sql.includes("server_version_num") ? {
			columnNames: [
				"exists",
				"version",
				"numeric_version"
			],
			columnTypes: [
				ColumnTypeEnum.Boolean,
				ColumnTypeEnum.Text,
				ColumnTypeEnum.Int32
			],
			rows: [[
				true,
				"PostgreSQL 15.0",
				15e4
			]]
		} : none(),
		executeRaw: none,
		executeScript: none,
		startTransaction: none,
		dispose: async () => {}
	});
	return bindMigrationAwareSqlAdapterFactory({
		provider: "postgres",
		adapterName: "prisma-schema-drift",
		connect,
		connectToShadowDb: connect
	});
}
// src/prisma/wasm/preview-stub.ts
function previewFeatureStub(major, { previewFeatures }) {
	if (previewFeatures.length === 0) return null;
	return {
		tag: "schemaDatasource",
		files: [{
			path: "stub.prisma",
			content: `datasource db {
  provider = "postgresql"
  ${major === 6 ? "url = \"postgresql://localhost\"" : ""}
  schemas  = ["prisma-schema-drift: no such schema"]
}
generator stub {
  provider        = "stub"
  previewFeatures = ${JSON.stringify(previewFeatures)}
}
`
		}],
		configDir: "/"
	};
}
export { bridgeEnvironment as a, engineVersions as c, guarded as d, describePostgresError as f, useSchema as i, loadSchemaEngine as l, noDatabase as n, bridgeMajorVariable as o, adapterFactory as r, quietEnvironment as s, previewFeatureStub as t, loadSchemaLibrary as u };
