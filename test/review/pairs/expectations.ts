/** What expected.txt says: lines by the id of a pair. */
export function readExpectations(text: string): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  let own: string[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    if (line.startsWith('  ')) own.push(line.slice(2));
    else {
      own = [];
      expected.set(line, own);
    }
  }
  return expected;
}
