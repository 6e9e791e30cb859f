/** Workflow commands of GitHub Actions, `::error title=T::MESSAGE`: its runner's ActionCommand.cs undoes this escaping. */

export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
