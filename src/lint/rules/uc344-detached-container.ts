import { type ContainerOption, containerOf } from '../../systemd/index.ts';
import type { UnitRule } from '../rule.ts';
import { commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';

/** `docker run -d` ends at once, and with it the service whose main process it is. */
export const detachedContainer: UnitRule = ({ assignments }, context) => {
  const type = assignments.findLast(({ section, key }) => section === 'Service' && key === 'Type')?.value ?? 'simple';
  const stays = assignments.some(({ key, value }) => key === 'RemainAfterExit' && /^(yes|true|on|1)$/i.test(value));
  if (context.dropIn || stays || !['simple', 'exec', 'idle', ''].includes(type)) return [];
  const starts = assignments.filter(({ section, key }) => section === 'Service' && key === 'ExecStart');
  return commandLines({ assignments: starts }, context).flatMap(({ assignment, commands }) =>
    commands.flatMap((command) => {
      const container = containerOf(command);
      const flag = container?.verb === 'run' ? container.options.find(isDetach) : undefined;
      if (flag === undefined) return [];
      const message = 'a container that is detached: its client ends, and the service with it';
      return [{ code: 'UC344' as const, message, range: valuePart(assignment, flag.word.start, flag.word.end) }];
    }),
  );
};

function isDetach({ option, value }: ContainerOption): boolean {
  return option === '-d' || (option === '--detach' && (value === undefined || value.text === 'true'));
}
