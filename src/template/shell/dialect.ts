/** The shells whose quoting is known; a script for another one gets its values through `env`. */
export type Dialect = 'bash' | 'sh' | 'zsh';
