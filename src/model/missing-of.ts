import type { Instance } from './cluster.ts';

/** What a service cannot run without and unitc cannot know; nothing where the instance is a component. */
export function missingOf({ section, settings }: Instance): ('image' | 'command')[] {
  if (section !== 'services') return [];
  const onHost = settings.target.value === 'host';
  return [
    ...(settings.image.value === '' && !onHost ? (['image'] as const) : []),
    ...(settings.command.value === '' && settings.target.value !== 'docker' ? (['command'] as const) : []),
  ];
}
