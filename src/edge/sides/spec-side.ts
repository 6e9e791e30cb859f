import { hostLayout } from '../../tree/layout.ts';
import { compileFile } from '../compile-file.ts';
import { compiledSide } from './compiled-side.ts';
import { layoutOf, type SideKindRow } from './side-source.ts';

/** A spec, or `-` for one on standard input: whatever is nothing else. */
export const specSide: SideKindRow = async (name, { world }) => ({
  turn: 'spec',
  open: (other) => {
    const layout = layoutOf(other) ?? hostLayout;
    return compiledSide(compileFile(name, world, layout), { kind: 'spec', name, entry: name, layout });
  },
});
