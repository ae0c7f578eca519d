/** Steps that wait until everything is provisioned; later ones run at once. */
export const createReadySteps = () => {
  let waiting: Array<() => void> | undefined = [];
  return {
    add(step: () => void): void {
      if (waiting === undefined) step();
      else waiting.push(step);
    },
    run(): void {
      const steps = waiting ?? [];
      waiting = undefined;
      for (const step of steps) step();
    },
  };
};
