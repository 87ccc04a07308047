import { menu, message } from '../../flows/build.ts';
import { BYE, build, lineOf } from './line.ts';

/** A question, and what is said to a 1. */
export const ask = menu('Ask', 'Press 1.', { keys: { '1': 'One' }, seconds: 5, otherwise: BYE });
export const one = message('One', 'One.', BYE);

/** A line whose one flow asks the question. */
export const lineWithMenu = () => lineOf([build('Menu', 'Ask', [ask, one])]);
