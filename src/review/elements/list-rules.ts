/** How the values of a list of systemd's are told apart, by the type that the table of directives gives it. */
import { type Directive, isQuotingMode, splitWords } from '../../codec/unit/index.ts';

/**
 * `words`, `values`: a set, of words or of whole values. `inverse`: a set of words where none or all values begin
 * with `~`. `sequence`: whole values, whose order means something.
 */
export type ListRule =
  | { readonly kind: 'words' | 'inverse' | 'values'; readonly nameOf: (text: string) => string }
  | { readonly kind: 'sequence' };

const itself = (text: string): string => text;
const before = (separator: string) => (text: string) => text.split(separator, 1)[0] ?? text;
/** `/from:/to:options`, and both are one path where there is no second. */
const destination = (text: string): string => text.split(':')[1] ?? text.split(':', 1)[0] ?? text;
const firstWord = (text: string): string => text.trim().split(/[ \t]/, 1)[0] ?? text;

const words = (nameOf = itself): ListRule => ({ kind: 'words', nameOf });
const values = (nameOf = itself): ListRule => ({ kind: 'values', nameOf });
const inverse: ListRule = { kind: 'inverse', nameOf: itself };
const sequence: ListRule = { kind: 'sequence' };

const byType: Readonly<Record<string, ListRule>> = {
  ...{ unitNameList: words(), uriList: words(), envNameList: words(), envNameOrAssignmentList: words() },
  ...{ exitStatusList: words(), enumList: words(), pathList: words(), userOrGroupList: words() },
  ...{ ipPrefixList: words(), journalFieldList: words(), tmpfsList: words(before(':')) },
  ...{ bindPathList: words(destination), xattrAssignment: words(before('=')) },
  ...{ capabilityList: inverse, addressFamilyList: inverse, syscallFilter: inverse, namespaceList: inverse },
  ...{ fsTypeList: inverse, ifnameList: inverse, controllerList: words() },
  ...{ conditionPath: values(), conditionString: values(), calendar: values(), timespan: values(), path: values() },
  ...{ credentialPath: values(before(':')), credentialValue: values(before(':')), credentialGlob: values() },
  ...{ deviceAllow: values(firstWord), deviceValue: values(firstWord), socketBindRule: values(), nftSet: values() },
  ...{ bpfProgram: values(), regex: values() },
};

/** What nothing is known of keeps its order. The layers of an overlay do, and so do what their names are given to. */
export function listRule({ name, type }: Directive): ListRule {
  if (name === 'ExtensionDirectories' || name === 'Symlinks') return sequence;
  return (Object.hasOwn(byType, type) ? byType[type] : undefined) ?? sequence;
}

/** Words with their places in the value; undefined where systemd does not read all of it. */
export function wordsOf(value: string, { quoting }: Directive): { text: string; start: number }[] | undefined {
  const mode = isQuotingMode(quoting) ? quoting : 'none';
  const split = splitWords(value, mode);
  return split.problem === undefined ? split.words.map(({ text, start }) => ({ text, start })) : undefined;
}
