import { menu, message } from '../../flows/build.ts';
import { BYE, build, lineOf } from './line.ts';

/** A menu, and the message for key 1. */
export const ask = menu('Ask', 'Press 1.', { keys: { '1': 'One' }, seconds: 5, otherwise: BYE });
export const one = message('One', 'One.', BYE);

/** A line whose only flow is the menu. */
export const lineWithMenu = () => lineOf([build('Menu', 'Ask', [ask, one])]);
