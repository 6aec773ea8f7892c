/** The language of commands, operations and expressions: what there is to be completed. A test holds it to the code. */
import { get } from './api.js';

let known;

/** All of it, read once. */
export function language() {
  known ??= get(new URL('language.json', import.meta.url).pathname);
  return known;
}
