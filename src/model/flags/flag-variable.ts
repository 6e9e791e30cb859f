/** The environment variable by which a program reads a flag: `ETCD_`, `data-dir` → `ETCD_DATA_DIR`. */
export function flagVariable(prefix: string, flag: string): string {
  return prefix + flag.toUpperCase().replaceAll('-', '_');
}
