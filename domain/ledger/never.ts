/** Ends an exhaustive switch: a missing case does not compile. @throws Error when called at run time */
export const assertNever = (value: never): never => {
  throw new Error(`not one of the known cases: ${typeof value}`);
};
