/** Ends an exhaustive switch: a case that is added to the union and not here does not compile. @throws Error if it is met after all */
export const assertNever = (value: never): never => {
  throw new Error(`not one of the known cases: ${typeof value}`);
};
