/** Two sides that a user named, compared. */
import { readQuadletTable } from '../codec/quadlet/index.ts';
import { readDirectiveTable } from '../codec/unit/index.ts';
import { loadBundle } from '../edge/bundle.ts';
import { packageVersion } from '../edge/package-root.ts';
import { openSides } from '../edge/sides/index.ts';
import { type PairedSides, pairedSides } from '../edge/sides/paired-sides.ts';
import type { AskedSides } from '../edge/sides/side-names.ts';
import { visible } from '../report/visible.ts';
import type { Review } from '../review/model.ts';
import { review } from '../review/review.ts';
import type { ExitCode } from './exit-code.ts';
import { note, refused, type Session } from './session.ts';

export interface Reviewed extends Pick<PairedSides, 'before' | 'after'> {
  readonly review: Review;
  /** Each side is the tree of one host. */
  readonly single: boolean;
  /** Major version of the hosts' systemd. */
  readonly systemd: number;
}

export interface ReviewedOptions {
  /** These hosts only. */
  readonly host?: readonly string[];
  readonly showSecrets?: boolean;
}

/** Of hosts of which nobody says it: Debian 12's. */
const usualSystemd = 252;

/** The exit code where a side has errors, which are printed then. */
export async function reviewed(
  { directory, ...names }: AskedSides,
  options: ReviewedOptions,
  session: Session,
): Promise<Reviewed | { readonly code: ExitCode }> {
  const host = options.host?.length === 1 ? options.host[0] : undefined;
  const opened = await openSides(names, { world: session.world, directory, ...(host !== undefined && { host }) });
  if ('ok' in opened) return { code: refused(session, opened) };
  const [old, now] = opened;
  const { before, after, note: said } = pairedSides(old, now, options.host);
  if (said !== undefined) note(session, visible(said));
  const systemd = now.systemd ?? old.systemd ?? usualSystemd;
  const { data } = loadBundle();
  const found = review(before, after, {
    generator: `unitc ${packageVersion()}`,
    directives: readDirectiveTable(data.directives),
    quadlet: readQuadletTable(data.quadlet),
    systemd,
    showSecrets: options.showSecrets === true,
  });
  return { before, after, review: found, single: old.single && now.single, systemd };
}
