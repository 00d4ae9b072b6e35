import {registerMacros} from '../node_modules/@marcbachmann/cel-js/lib/macros.js';
import {createOptions} from '../node_modules/@marcbachmann/cel-js/lib/options.js';
import {Parser} from '../node_modules/@marcbachmann/cel-js/lib/parser.js';
import {createRegistry} from '../node_modules/@marcbachmann/cel-js/lib/registry.js';

/** The parser of cel-js behind the library's own name, without the functions and operators it would evaluate with. */
export class Environment {
  #parser;

  constructor(options) {
    const registry = createRegistry({enableOptionalTypes: false});
    registerMacros(registry);
    this.#parser = new Parser(createOptions(options).limits, registry);
  }

  parse(source) {
    return {ast: this.#parser.parse(source)};
  }
}
