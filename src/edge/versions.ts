import { packageVersion } from './package-root.ts';

/** What a bug report needs to name. */
export function versions(): { readonly unitc: string; readonly node: string; readonly platform: string } {
  return { unitc: packageVersion(), node: process.version, platform: `${process.platform} ${process.arch}` };
}
