// The authenticator app of a person, and the dialog that asks for its code anew.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { totp } from './shomei.mjs';

const currentStep = () => Math.floor(Date.now() / 30_000);
const lastStep = new Map();

/** A code that was not used before: of now or of the next half minute, which the server takes too; otherwise waits for one. */
export async function freshCode(secret) {
  const wanted = Math.max(currentStep(), (lastStep.get(secret) ?? 0) + 1);
  while (wanted > currentStep() + 1) await pause(500);
  lastStep.set(secret, wanted);
  return totp(secret, wanted - currentStep());
}

const asked = ({ page }) => page.getByRole('dialog', { name: /^(本人確認|Confirm it is you)$/ });

async function enter(person, code) {
  await asked(person).getByRole('textbox').fill(code);
  await asked(person)
    .getByRole('button', { name: /^(確認して続ける|Confirm and go on)$/ })
    .click();
}

/** From now on the person answers the dialog whenever it comes up. */
export async function keepAnswering(person, secret) {
  await person.page.addLocatorHandler(asked(person), async () => enter(person, await freshCode(secret)));
}

/** Does what asks for the second factor anew: the dialog refuses a wrong code, and the act goes on with the right one. */
export async function walkSecondFactor(person, secret, act) {
  await person.page.removeLocatorHandler(asked(person));
  await act();
  await asked(person).waitFor();
  await person.check('second-factor-1-asked');
  await enter(person, '000000');
  await asked(person).getByRole('alert').first().waitFor();
  await person.check('second-factor-2-wrong-code');
  assert.ok(await asked(person).isVisible(), 'who mistypes may try again');
  await enter(person, await freshCode(secret));
  await asked(person).waitFor({ state: 'hidden' });
  await keepAnswering(person, secret);
}
