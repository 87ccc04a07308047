type Step = (method: string) => void | Promise<void>;

const nothing: Step = () => {};

/** Puts a step before and after the named calls of a port, in which a test counts, waits, or throws. */
export const around =
  <Port extends object>(methods: (keyof Port & string)[], before: Step, after: Step = nothing) =>
  (port: Port): Partial<Port> => {
    const stepped = methods.map((method) => {
      const call = port[method] as (...args: unknown[]) => Promise<unknown>;
      const through = async (...args: unknown[]) => {
        await before(method);
        const answer = await call(...args);
        await after(method);
        return answer;
      };
      return [method, through];
    });
    return Object.fromEntries(stepped) as Partial<Port>;
  };
