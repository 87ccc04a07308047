/** What is used of jStat, which comes without types. */
declare module 'jstat' {
  const jStat: { chisquare: { cdf(value: number, degreesOfFreedom: number): number } };
  export default jStat;
}
