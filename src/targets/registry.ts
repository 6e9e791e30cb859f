/** The one place that lists the targets. */
import { docker } from './docker/index.ts';
import { host } from './host/index.ts';
import { systemContainer } from './system-container/index.ts';
import type { TargetDefinition, TargetRegistry } from './target.ts';

const definitions: readonly TargetDefinition[] = [docker, systemContainer, host];

export const targets: TargetRegistry = new Map(definitions.map((definition) => [definition.name, definition]));
