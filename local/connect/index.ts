export { type Connect, createConnect } from './connect.ts';
export { isConnectError } from './errors.ts';
