const NAMES = ['PATH', 'HOME', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];

/** The variables that a started command inherits from the tests. */
export const inherited = (): Record<string, string> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
