/** Stands in for the tests' own set-up and tear-down: the runner of the mutants keeps the cluster. */
export default async function nothing(): Promise<void> {
  /* HSL_TEST_DIR names the cluster already */
}
