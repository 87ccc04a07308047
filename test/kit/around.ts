type Step = (method: string) => void | Promise<void>;

const nothing: Step = () => {};

/** Runs a hook before and after the named calls of a port, to count, wait or throw. */
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
