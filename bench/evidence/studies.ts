import { faults } from './studies/faults.ts';
import { fuzz } from './studies/fuzz.ts';
import { histories } from './studies/histories.ts';
import { pins } from './studies/pins.ts';
import { schedules } from './studies/schedules.ts';
import { storm } from './studies/storm.ts';
import { timing } from './studies/timing.ts';
import type { Check } from './study.ts';

/** All studies, in the order of the page. */
export const STUDIES: readonly Check[] = [fuzz, schedules, faults, histories, storm, pins, timing];
