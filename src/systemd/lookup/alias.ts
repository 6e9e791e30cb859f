/** Which links are aliases: unit_validate_alias_symlink_or_warn() of src/basic/unit-file.c. */
import { isInstance, isTemplate, parseUnitName } from '../names/unit-name.ts';
import { mayAlias, mayTemplate } from '../names/unit-type.ts';

/** Whether a link with this name in the lookup path, to another file there, is a second name of that unit. */
export function isAlias(name: string, target: string): boolean {
  const from = parseUnitName(name);
  const to = parseUnitName(target);
  if (from === undefined || to === undefined || name === target) return false;
  if (!mayAlias(from.type) || from.type !== to.type) return false;
  if (from.instance === undefined) return to.instance === undefined;
  if (!mayTemplate(from.type) || to.instance === undefined) return false;
  if (isTemplate(to)) return true;
  return isInstance(from) && from.instance === to.instance;
}
