import type { Diagnostic } from '../../core/diagnostic.ts';
import { checkedSpec } from '../../edge/checked-spec.ts';
import { Failure } from '../../edge/failure.ts';
import { type OpenPort, openPorts, printPlace, printPortTable } from '../../inventory/ports/index.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

/** Compiles and reports, on standard output: the report is what was asked for. */
export function check(specs: readonly string[], session: Session): ExitCode {
  if (specs.length === 0) throw new Failure('no spec is named', 'name one, or `-` for standard input');
  const sources = new Map<string, string>();
  const found = new Map<string, Diagnostic>();
  const ports = new Map<string, readonly OpenPort[]>();
  const different = [...new Set(specs)];
  for (const spec of different) {
    const result = checkedSpec(spec, session.world);
    for (const [file, text] of result.sources) sources.set(file, text);
    if (session.options.verbose === true && result.cluster !== undefined) ports.set(spec, openPorts(result.cluster));
    // A base that two specs extend is reported once.
    for (const diagnostic of result.diagnostics) found.set(JSON.stringify(diagnostic), diagnostic);
  }
  const diagnostics = [...found.values()];
  const { world, options } = session;
  printDiagnostics(session, world.stdout, diagnostics, sources, portMembers(session, ports));
  if ((options.format === 'text' || options.format === 'concise') && ports.size > 0)
    printPorts(session, ports, diagnostics.length > 0);
  const where = different.length === 1 ? different.join('') : plural(different.length, 'spec');
  if (diagnostics.length > 0) conclude(session, verdict(diagnostics, where));
  else if (world.stderr.isTTY) note(session, verdict(diagnostics, where));
  const code = codeFor(session, diagnostics);
  return options.exitZero === true && code === exitCode.problems ? exitCode.done : code;
}

type PortsBySpec = ReadonlyMap<string, readonly OpenPort[]>;

/** Of a JSON report; why a port has its number is in the spec, and not part of it. */
function portMembers({ options }: Session, ports: PortsBySpec): Readonly<Record<string, unknown>> {
  if (options.verbose !== true) return {};
  return { ports: [...ports].flatMap(([spec, all]) => all.map(({ from: _, ...port }) => ({ spec, ...port }))) };
}

function printPorts({ world, options }: Session, ports: PortsBySpec, follows: boolean): void {
  if (options.format === 'concise') {
    for (const port of [...ports.values()].flat()) {
      const { host, component, protocol, for: audience } = port;
      world.stdout.write(`${visible(`${host} ${component} ${protocol} ${printPlace(port)} ${audience}`)}\n`);
    }
    return;
  }
  const tables = [...ports].map(([spec, all]) => {
    const table = printPortTable(all, visible);
    return ports.size === 1 ? table : `${visible(spec)}\n\n${table}`;
  });
  world.stdout.write(`${follows ? '\n' : ''}${tables.join('\n')}`);
}
