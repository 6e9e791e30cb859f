/**
 * `unitc/systemd`: names of units, their lookup and the effective unit, for other programs. What counts of a
 * unit of a root whose files are known:
 *
 *     const directives = readDirectiveTable(loadBundle().data.directives); // of unitc/unit and unitc/bundle
 *     const root = unitRootOf([['/etc/systemd/system/a.service', { type: 'file', content }]]);
 *     const unit = loadUnit(root, 'a.service', { directives });
 *     unit.settings.get('Service')?.get('ExecStart'); // values, each with its file and line
 */
export * from './systemd/index.ts';
