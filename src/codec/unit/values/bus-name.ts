/** Names on D-Bus: service_name_is_valid() of src/libsystemd/sd-bus/bus-internal.c. */
import { judge } from './specifier.ts';
import { complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const wellKnown = /^[A-Za-z_-][A-Za-z0-9_-]*(?:\.[A-Za-z_-][A-Za-z0-9_-]*)+$/;
const unique = /^:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;
const longest = 255;

export const checkBusName: ValueCheck = (value, _directive, { systemd }) => {
  const what = judge(value, 'full', systemd, (text) =>
    text.length <= longest && (wellKnown.test(text) || unique.test(text))
      ? undefined
      : complaint(`${shown(text)} is not a name on the bus`, 'write it like `org.example.Service`'),
  );
  return what === undefined ? [] : whole('ignored', value, what);
};
