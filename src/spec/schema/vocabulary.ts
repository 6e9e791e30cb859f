/** Names that components and targets register; they close the enumerations of the schema. */
export interface Vocabulary {
  readonly kinds: readonly string[];
  readonly targets: readonly string[];
  readonly hostSystems: readonly string[];
}
