// Says what failed and why, how long each test took, and in the end the line that the task of all tests counts.
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass" && data.details.type !== "suite" && !data.skip) {
      passed += 1;
      yield `ok      ${(data.details.duration_ms / 1000).toFixed(1)} s  ${data.name}\n`;
    } else if (type === "test:fail" && data.details.type !== "suite") {
      failed += 1;
      const cause = data.details.error.cause ?? data.details.error;
      yield `FAILED  ${(data.details.duration_ms / 1000).toFixed(1)} s  ${data.name}\n${cause.message ?? cause}\n`;
    }
  }
  yield `test result: ${failed ? "FAILED" : "ok"}. ${passed} passed; ${failed} failed\n`;
}
