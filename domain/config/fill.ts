/** Fills in a text's `{placeholders}`; unknown ones stay as they are. */
export const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, key: string) => own(values, key) ?? placeholder);

/** An own property, never an inherited one: `constructor` is not a language. */
export const own = (texts: Record<string, string>, name: string): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;
