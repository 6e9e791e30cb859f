import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsIn } from '../../src/rpm/rules/commands.ts';

const said = (script: string) =>
  commandsIn(script).map(({ name, args, conditional, tolerated }) =>
    [conditional ? '?' : '', name, ...args, tolerated ? '|| …' : ''].filter((word) => word !== '').join(' '),
  );

describe('commandsIn', () => {
  it.each<readonly [script: string, commands: readonly string[]]>([
    ['a b; c | d & e\nf', ['a b', 'c', 'd', 'e', 'f']],
    ['/usr/bin/systemctl preset x || :', ['systemctl preset x || …', '? :']],
    ['a && b', ['a', '? b']],
    ['[ $1 -eq 1 ] && b', ['[ $1 -eq 1 ]', 'b']],
    ['if grep -q x /f; then\n  a\nelse\n  b\nfi\nc', ['grep -q x /f', '? a', '? b', 'c']],
    ['if [ "$1" = 1 ]; then a; fi', ['[ $1 = 1 ]', 'a']],
    ['if [ "$1" = 1 ]; then if x; then a; fi; b; fi; c', ['[ $1 = 1 ]', 'x', '? a', 'b', 'c']],
    ['for f in a b; do c $f; done', ['c $f']],
    ['while read x; do c; done < /f', ['read x', '? c']],
    ['case $1 in\n 1) a ;;\n *) b ;;\nesac', ['1', 'a', '*', 'b']],
    ['X=1 Y="a b" exec a', ['a']],
    ['a \\\n  b # c\n# systemctl start x\nd', ['a b', 'd']],
    [`a 'systemctl start x; b' "c; \\"d" e\\ f`, ['a systemctl start x; b c; \\"d e f']],
    ['a $(b; c $(d)) `e; f` "$(g)"', ['a $(b; c $(d)) `e; f` $(g)']],
    ['cat <<EOF >/f\nsystemctl start x\nEOF\nb', ['cat', 'b']],
    ['cat <<-"E"\n\tx\n\tE\nb', ['cat', 'b']],
    ['a <<EOF\nx', ['a']],
    ['{ a; }; ( b ); ! c', ['a', 'b', 'c']],
    ['fi; done; }', []],
    ['', []],
    ["a 'b", ['a b']],
    ['a $(b', ['a $(b']],
  ])('%j', (script, commands) => {
    expect(said(script)).toEqual(commands);
  });

  it('says what is written into which file', () => {
    expect(commandsIn('a >x 2>&1 3>> "y z" </in; b &>/dev/null >|w')).toMatchObject([
      {
        redirections: [
          { appends: false, file: 'x' },
          { appends: true, file: 'y z' },
        ],
      },
      {
        redirections: [
          { appends: false, file: '/dev/null' },
          { appends: false, file: 'w' },
        ],
      },
    ]);
  });

  it('has an answer for any text, within the text, and in time', () => {
    const piece = fc.constantFrom(
      ...'if then fi case in esac for do done ; ;; && || | & ( ) { } ! $( ` " \' \\ \n # << > >> a $1'.split(' '),
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join(' ')),
        ),
        (script) => {
          for (const { start, end } of commandsIn(script)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(script.length);
          }
        },
      ),
      { numRuns: 200 },
    );
    const before = process.cpuUsage().user;
    for (const text of ['a;', '$(', '"', 'if ', '<<E\n', '\\', '&& ']) commandsIn(text.repeat(30_000));
    expect(process.cpuUsage().user - before).toBeLessThan(10_000_000);
  });
});
