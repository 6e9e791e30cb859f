/** Python's string.Template, in which the atomic command writes units and configurations of system containers. */
export { escapeTemplate } from './escape-template.ts';
export { type Substituted, substitute } from './substitute.ts';
export { type TemplateNames, templateNames } from './template-names.ts';
