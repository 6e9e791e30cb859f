import type { Report } from '../../core/diagnostic.ts';
import type { MapNode } from '../node.ts';

/**
 * Something a spec must hold beyond its shape. A check runs also where the shape is wrong elsewhere: it
 * looks only at nodes of the type it knows and leaves the others to the schema.
 */
export type Check = (root: MapNode, report: Report) => void;
