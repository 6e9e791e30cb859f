/** What an element says in one form, whether it is a flag, a variable, a key or a member. */
import { elementsInside } from '../elements/inside.ts';
import type { ElementReview, FileReview } from '../model.ts';
import { settingName } from './setting-key.ts';

export interface Setting {
  /** `data-dir` for `--data-dir` and `ETCD_DATA_DIR`; of a key of a unit `Service.Restart`. */
  readonly name: string;
  /** Undefined where it is not written. */
  readonly before?: string;
  readonly after?: string;
  readonly element: ElementReview;
  readonly change: FileReview;
  /** Of the element in the change. */
  readonly index: number;
}

/** Of a file that is new or gone, `elements` are what it says by itself. */
export function settingsOf(change: FileReview, elements: readonly ElementReview[] = change.elements): Setting[] {
  return elements.flatMap((element, index) => {
    if (element.change === 'moved') return [];
    const inside = elementsInside(element).map((one): ElementReview => ({ ...one, causes: element.causes }));
    return [element, ...inside].map((one) => settingOf(one, change, index));
  });
}

function settingOf(element: ElementReview, change: FileReview, index: number): Setting {
  const { before, after } = element;
  const values = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return { name: settingName(element.at, change.syntax), ...values, element, change, index };
}

/** Of a switch: there without a value it is on. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|n|no|f|false|off)$/i.test(value);
}
