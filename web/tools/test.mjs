// node tools/test.mjs [RESULTS.xml]: the unit tests; the last line is `N passed, N failed`.
import { startVitest } from 'vitest/node';

const results = process.argv[2];
const vitest = await startVitest('test', [], {
  watch: false,
  reporters: results ? ['default', ['junit', { outputFile: results, suiteName: 'web' }]] : ['default'],
});
const count = { passed: 0, failed: 0 };
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') count.passed += 1;
    if (state === 'failed') count.failed += 1;
  }
  if (module.state() === 'failed' && [...module.children.allTests()].length === 0) count.failed += 1;
}
await vitest.close();
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed || !count.passed ? 1 : 0);
