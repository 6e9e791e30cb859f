/** Cut off at every file, and beside what unitc plan says: too slow for every run of the tests. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  actionsIn,
  content,
  fewer,
  first,
  Host,
  planned,
  scheduler,
  second,
  state,
} from '../manifests/support/apply-host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('apply', () => {
  it('agrees with unitc plan, whatever was done to a host', async () => {
    const edits = ['etc/kubernetes/config', scheduler, 'etc/systemd/system/etcd.service', 'usr/local/bin/etcdctl'];
    for (const [from, to] of [
      [first, second],
      [second, first],
      [first, fewer],
      [fewer, second],
    ] as const) {
      for (const path of edits) {
        const host = new Host();
        await host.apply(from);
        if (path.startsWith('usr')) rmSync(join(host.root, path));
        else host.edit(path, `edited ${path}\n`);
        const expected = planned(host.root, to);
        const dry = await host.run(['--dry-run', host.tree(to)]);
        expect(actionsIn(dry.stdout)).toEqual(expected);
        expect(expected.length).toBeGreaterThan(0);
      }
    }
  });

  it('ends in one of two whole states wherever it is cut off', async () => {
    const path = temporaryDirectory();
    const count = join(path, 'count');
    // Every file comes by mv; the nth never happens, and neither does anything after it.
    writeFileSync(
      join(path, 'mv'),
      `#!/bin/sh\nn=$(($(cat ${count}) - 1)); echo $n >${count}\n[ $n -ne 0 ] || { kill -KILL $PPID; exit 1; }\nexec /bin/mv "$@"\n`,
      { mode: 0o755 },
    );
    let cuts = 0;
    for (let nth = 1; nth < 60; nth++) {
      const host = new Host();
      await host.apply(first);
      writeFileSync(count, `${nth}\n`);
      const ran = await host.run([host.tree(second)], `${path}:`);
      if (ran.status === 0) break;
      cuts += 1;
      // The same once more finishes it; and the way back is still the whole old tree.
      await host.apply(second);
      for (const artifact of second)
        if (artifact.type === 'file') expect(host.read(artifact.path), `cut ${nth}`).toBe(artifact.content);
      expect(Object.keys(host.files).filter((file) => /\.unitc$|\.new$/.test(file))).toEqual([]);
      expect((await host.run(['--rollback'])).status).toBe(0);
      expect(host.read(scheduler), `cut ${nth}`).toBe(content(first, scheduler));
      expect(existsSync(join(host.root, state, 'pending'))).toBe(false);
    }
    expect(cuts).toBeGreaterThan(5);
  });
});
