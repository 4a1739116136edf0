/** The file holds no text that can be read. The message says what it is, and what to do. */
export class UnreadableError extends Error {}
