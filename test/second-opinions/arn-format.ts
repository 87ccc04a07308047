/** Names that may hold a slash, an object's key and a log group's name; and `.*`, with which a format ends that was cut. */
const ANYTHING = /^(\$\{(ObjectName|LogGroupName)\}|\.\*)$/;

const patternsOf = (format: string): string[] =>
  format.split(/(\$\{\w+\}|\.\*$)/).flatMap((part) => {
    if (ANYTHING.test(part)) return ['.+'];
    if (part.startsWith('$')) return ['[^/]+'];
    return [...part].map((char) => char.replace(/[.*+?^${}()|[\]\\]/, '\\$&'));
  });

/** Whether some ARN of this format is meant by a policy's resource, at the end of which `*` stands for anything. */
export const overlaps = (format: string, resource: string): boolean => {
  const patterns = patternsOf(format);
  if (!resource.endsWith('*')) return new RegExp(`^${patterns.join('')}$`).test(resource);
  const beginning = patterns.reduceRight((rest, pattern) => `(?:$|${pattern}${rest})`, '');
  return new RegExp(`^${beginning}$`).test(resource.slice(0, -1));
};
