import {Word} from './fragments.ts';
import {Type} from './schema.ts';

const ID = '^(?!constructor$)[a-z][a-z0-9_]*$';

/** An id or another name that an author gives and refers to. */
export function Id(description: string, example: string) {
  return Word({description, examples: [example], pattern: ID});
}

/** A name of something that is declared under the file's key `of`, such as a channel or a block. */
export function NameOf(
  of: 'blocks' | 'channels' | 'messages' | 'roles' | 'targets',
  description: string,
  example: string,
) {
  return Type.Unsafe<string>({description, examples: [example], type: 'string', 'x-word': true, 'x-name-of': of});
}
