import type { Check } from './check.ts';
import { faults } from './checks/faults.ts';
import { fuzz } from './checks/fuzz.ts';
import { histories } from './checks/histories.ts';
import { pins } from './checks/pins.ts';
import { schedules } from './checks/schedules.ts';
import { storm } from './checks/storm.ts';
import { timing } from './checks/timing.ts';

/** Every check, in the order of the page. */
export const CHECKS: readonly Check[] = [fuzz, schedules, faults, histories, storm, pins, timing];
