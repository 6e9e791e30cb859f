import { imageUses } from '../../inventory/images.ts';
import { visible } from '../../report/visible.ts';
import { compiled } from '../compiled.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note, type Session } from '../session.ts';

/** The sources, each once: in a pipe they are words for another program. */
export function images(spec: string, session: Session): ExitCode {
  const found = compiled(spec, session);
  if ('code' in found) return found.code;
  const { world, options } = session;
  const uses = imageUses(found.cluster);
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, images: uses }, null, 2)}\n`);
  } else if (options.format === 'concise') {
    for (const { source, pulled, component, hosts } of uses) {
      world.stdout.write(`${visible(`${source} ${pulled} ${component} ${hosts.join(',')}`)}\n`);
    }
  } else {
    for (const source of new Set(uses.map((use) => use.source))) world.stdout.write(`${visible(source)}\n`);
  }
  if (found.cluster.hosts.some(({ managed }) => managed.length > 0)) {
    note(session, 'kubeadm pulls images of coredns and pause too, by tags that it knows');
    note(session, '  = help: on a host: kubeadm config images list --config /etc/kubernetes/kubeadm.yaml');
  }
  return exitCode.done;
}
