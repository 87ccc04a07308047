import type { Wires } from './wires.ts';

/** One client of a service for all that a Lambda does with it: each takes milliseconds of the cold start, and sockets of its own. */
export const shared = <Client>(make: (wires: Wires) => Client): ((wires: Wires) => Client) => {
  const made = new WeakMap<Wires, Client>();
  return (wires) => {
    const client = made.get(wires) ?? make(wires);
    made.set(wires, client);
    return client;
  };
};
