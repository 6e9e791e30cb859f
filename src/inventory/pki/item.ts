import type { Authority, Usage } from './purpose.ts';

/** A distinguished name, as far as Kubernetes looks at it: user and groups. */
export interface Subject {
  readonly commonName: string;
  readonly organization?: string;
}

export interface Names {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

/** Who reads the file. */
export interface Reader {
  readonly component: string;
  readonly flag: string;
}

interface Common {
  readonly host: string;
  /** As the program is told it; absolute where the spec says nothing else. */
  readonly path: string;
  /** `user:group`. */
  readonly owner: string;
  /** Four octal digits. */
  readonly mode: string;
  readonly readers: readonly Reader[];
  /** The same file on every host that has it. */
  readonly shared: boolean;
  readonly notes: readonly string[];
}

export type PkiItem = Common &
  (
    | { readonly kind: 'ca'; readonly authority: Authority; readonly subject: Subject }
    | { readonly kind: 'ca-key'; readonly authority: Authority }
    | {
        readonly kind: 'certificate';
        readonly authority: Authority;
        readonly subject: Subject;
        readonly names: Names;
        readonly usage: readonly Usage[];
        /** Path of its key on the host; undefined where no flag names one. */
        readonly key?: string;
      }
    /** Of a certificate, or of service accounts. */
    | { readonly kind: 'key' }
    /** Of service accounts; `key` is the private one, on any host. */
    | { readonly kind: 'public-key'; readonly key?: string }
    /** With a client certificate of this subject in it, unless the API has no TLS. */
    | {
        readonly kind: 'kubeconfig';
        readonly authority?: Authority;
        readonly subject: Subject;
        readonly server?: string;
      }
  );

export type PkiKind = PkiItem['kind'];
