/** Quadlet files, as podman reads them: pkg/systemd/parser/unitfile.go and split.go; podman-systemd.unit(5). */
export { fileOwner, type QuadletFileName, quadletFileName } from './file-name.ts';
export { parseQuadlet, type QuadletDocument, type QuadletProblem } from './parse-quadlet.ts';
export { type QuadletWords, splitQuadletWords } from './split-words.ts';
export { type QuadletSetting, type QuadletTable, readQuadletTable } from './table.ts';
