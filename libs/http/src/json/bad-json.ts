/** The bytes are not JSON as we take it; the message says why, without repeating what was sent. */
export class BadJson extends Error {
  override readonly name = 'BadJson';
}
