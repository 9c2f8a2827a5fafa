// How a story is told: step by step.
import { test } from 'node:test';

/** Steps of a story; after a failed one the others are left out, and `picture` takes one of the open pages. */
export function steps(picture) {
  let broken = null;
  return (name, run) =>
    test(name, async (context) => {
      if (broken !== null) return context.skip(`after: ${broken}`);
      try {
        await run();
      } catch (error) {
        broken = name;
        await picture();
        throw error;
      }
    });
}

/** Presses as a person would who waits for the DNS: again every two seconds, for half a minute. */
export async function pressUntil(press, wanted) {
  for (let tries = 0; tries < 15 && !(await wanted.isVisible()); tries += 1) {
    await Promise.race([press(), wanted.waitFor()]); // the page may have seen it by itself, and the button is gone
    await wanted.waitFor({ timeout: 2000 }).catch(() => {});
  }
  await wanted.waitFor({ timeout: 1000 });
}

/** The last part of an address. */
export const idIn = (url) => new URL(url).pathname.split('/').at(-1);
