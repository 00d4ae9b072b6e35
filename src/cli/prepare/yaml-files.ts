import {readdirSync} from 'node:fs';
import {join} from 'node:path';

/** The YAML files directly in `folders`, sorted; a folder that cannot be read has none. */
export function yamlFiles(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    listed(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(folder, name)),
  );
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
