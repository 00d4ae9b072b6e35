/** The folders of a stand-in world. */
export interface World {
  readonly folder: string;
  readonly clone: string;
  readonly remote: string;
  readonly bin: string;
  readonly state: string;
  readonly runs: string;
  /** A file for `exec --answers`. */
  readonly answers: string;
}

/** Make the world in an existing empty folder; `pace` scales how long the platform takes, 0 is at once. */
export function createWorld(folder: string, options?: {readonly scenario?: string; readonly pace?: number}): World;

/** The environment a person in the world has: its programs come first, and no Git setting of the caller reaches it. */
export function worldEnvironment(world: World, environment?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;

/** Start the local API; resolves with its address and a function that ends it. */
export function startApi(world: World): Promise<{readonly address: string; readonly stop: () => Promise<void>}>;
