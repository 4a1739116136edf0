// Which kinds of passages are the article; all others are furniture of the page: source/passages.py.

export const ARTICLE: ReadonlySet<string> = new Set(["title", "dek", "paragraph", "caption"]);
