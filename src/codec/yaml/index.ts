/** YAML that programs and people read, both YAML 1.1 and 1.2. Specs are read in src/spec/yaml, with positions. */
export { type PrintedYaml, printYaml } from './print-yaml.ts';
export { quoteYaml } from './quote-yaml.ts';
export { isYamlList, isYamlMap, type YamlPath, type YamlScalar, type YamlValue } from './yaml-value.ts';
