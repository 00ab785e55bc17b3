/** What an entry says. Each kind has its own fields; a reader checks the ones it uses. */
export type Payload = Readonly<Record<string, unknown>>;
