/** The part of npm's `ini` that is used; the package has no types of its own. */
declare module 'ini' {
  interface Options {
    readonly section?: string;
    readonly bracketedArray?: boolean;
    /** Anything but `win32` ends lines with a newline alone; without it the library reads the process. */
    readonly platform?: string;
  }
  const ini: {
    stringify(tree: Readonly<Record<string, unknown>>, options?: Options): string;
    parse(text: string, options?: Options): Record<string, unknown>;
  };
  export default ini;
}
