// @vitest-environment node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it("the client's types are those of openapi.json (tools/web schema writes them)", async () => {
  const made = astToString(await openapiTS(new URL('../../openapi.json', import.meta.url)));
  expect(readFileSync(fileURLToPath(new URL('./schema.d.ts', import.meta.url)), 'utf8')).toContain(made);
});
