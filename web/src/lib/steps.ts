const order = ['application', 'organization', 'domains', 'hr_call', 'authorization_call', 'contract_signer_call', 'higher_authority_call'];

/** Vetting steps in the order in which they are taken. */
export function inOrder<Step extends { step: string }>(steps: Step[]): Step[] {
  return [...steps].sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
}
