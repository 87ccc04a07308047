import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ validateFormats: false });
const validators = new Map<string, ValidateFunction>();

/** The faults of an event as EventBridge delivers it; none when its schema in docs/events/ matches. */
export const faultsOf = (event: { 'detail-type': string }): string[] => {
  const type = event['detail-type'];
  const schema = () => JSON.parse(readFileSync(`docs/events/${type}.event.schema.json`, 'utf8'));
  const validate = validators.get(type) ?? ajv.compile(schema());
  validators.set(type, validate);
  return validate(event) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
};
