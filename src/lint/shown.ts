/** A piece of a unit in a message: cut where it is long, which users' values may be. */
const longest = 60;

export function shown(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
