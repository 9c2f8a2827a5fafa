/** The default Trusted Types policy: text without markup passes (style sheets set by components), everything else throws. */
interface PolicyFactory {
  createPolicy(name: string, rules: Record<string, (input: string) => string>): unknown;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

function refuse(): string {
  throw new TypeError('script from text is not allowed');
}

factory?.createPolicy('default', {
  createHTML(input) {
    if (input.includes('<')) throw new TypeError('markup from text is not allowed');
    return input;
  },
  createScript: refuse,
  createScriptURL: refuse,
});

export {};
