/** The jobs of one request, with those that they need: `src/core/transaction.c`. */
import type { DependencyEdge } from '../graph/edge.ts';
import type { JobType } from './job.ts';

/** `subject` needs `object`, because of a dependency. */
export interface Link {
  readonly subject: OpenJob;
  readonly object: OpenJob;
  readonly matters: boolean;
  readonly conflicts: boolean;
  readonly edge: DependencyEdge;
}

export interface OpenJob {
  readonly unit: string;
  type: JobType;
  matters: boolean;
  readonly subjectOf: Set<Link>;
  readonly objectOf: Set<Link>;
}

export class Transaction {
  /** The newest of a unit's jobs first. */
  readonly jobs = new Map<string, OpenJob[]>();
  /** The job that was asked for. */
  anchor: OpenJob | undefined;

  add(unit: string, type: JobType): { readonly job: OpenJob; readonly isNew: boolean } {
    const ofUnit = this.jobs.get(unit);
    const known = ofUnit?.find((job) => job.type === type);
    if (known !== undefined) return { job: known, isNew: false };
    const job: OpenJob = { unit, type, matters: false, subjectOf: new Set(), objectOf: new Set() };
    if (ofUnit === undefined) this.jobs.set(unit, [job]);
    else ofUnit.unshift(job);
    return { job, isNew: true };
  }

  link(link: Link): void {
    link.subject.subjectOf.add(link);
    link.object.objectOf.add(link);
  }

  /** With `cascade` also the jobs that cannot be without it. */
  remove(job: OpenJob, cascade: boolean): void {
    const waiting = [job];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      this.#take(one);
      for (const link of one.subjectOf) link.object.objectOf.delete(link);
      one.subjectOf.clear();
      for (const link of one.objectOf) {
        link.subject.subjectOf.delete(link);
        if (cascade && link.matters) waiting.push(link.subject);
      }
      one.objectOf.clear();
    }
  }

  removeUnit(unit: string): void {
    for (let job = this.jobs.get(unit)?.[0]; job !== undefined; job = this.jobs.get(unit)?.[0]) this.remove(job, true);
  }

  /** One job in the place of two of a unit. */
  merge(into: OpenJob, other: OpenJob, type: JobType): void {
    into.type = type;
    into.matters ||= other.matters;
    for (const link of [...other.subjectOf]) this.#relink(link, { ...link, subject: into });
    for (const link of [...other.objectOf]) this.#relink(link, { ...link, object: into });
    this.#take(other);
  }

  #relink(link: Link, replaced: Link): void {
    link.subject.subjectOf.delete(link);
    link.object.objectOf.delete(link);
    this.link(replaced);
  }

  #take(job: OpenJob): void {
    const left = this.jobs.get(job.unit)?.filter((one) => one !== job) ?? [];
    if (left.length === 0) this.jobs.delete(job.unit);
    else this.jobs.set(job.unit, left);
  }
}
