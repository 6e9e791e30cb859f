/** JSON: printed with the path of every line, read with the position of a mistake. */
export { isJsonList, type JsonPath, type JsonValue } from './json-value.ts';
export { type ParsedJson, parseJson } from './parse-json.ts';
export { type JsonLines, jsonRefusal, printJson, printJsonWithPaths } from './print-json.ts';
