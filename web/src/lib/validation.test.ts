import { describe, expect, it } from 'vitest';
import type { Application, Validation } from './types';
import { hasProvenDomains, proves, stateOf } from './validation';

const valid = (method: string, fqdn: string, authorizationDomain: string) =>
  ({ method, fqdn, authorizationDomain, status: 'valid', usable: true }) as Validation;

describe('proves', () => {
  it('counts every name below a domain that its holder approved or whose DNS was changed', () => {
    for (const method of ['dns_txt', 'email', 'caa_email', 'txt_email']) {
      expect(proves(valid(method, 'www.example.jp', 'example.jp'), 'shop.example.jp')).toBe(true);
      expect(proves(valid(method, 'www.example.jp', 'www.example.jp'), 'shop.example.jp')).toBe(false);
    }
  });
  it('counts a file for its own name only', () => {
    expect(proves(valid('web_file', 'example.jp', 'example.jp'), 'example.jp')).toBe(true);
    expect(proves(valid('web_file', 'example.jp', 'example.jp'), 'www.example.jp')).toBe(false);
  });
  it('counts nothing that is not done', () => {
    const pending = { ...valid('email', 'example.jp', 'example.jp'), status: 'pending', usable: false };
    expect(proves(pending, 'example.jp')).toBe(false);
    expect(stateOf(pending)).toBe('pending');
  });
  it('counts a proof that followed a CNAME for its own name only', () => {
    const followed = valid('dns_txt', 'www.example.jp', 'cdn.example.com');
    expect(proves(followed, 'www.example.jp')).toBe(true);
    expect(proves(followed, 'a.cdn.example.com')).toBe(false);
  });
  it('counts nothing that the server no longer takes', () => {
    const stale = { ...valid('dns_txt', 'example.jp', 'example.jp'), usable: false };
    expect(proves(stale, 'example.jp')).toBe(false);
    expect(stateOf(stale)).toBe('stale');
  });
});

describe('hasProvenDomains', () => {
  it('counts domains that an earlier application has proven [C12]', () => {
    const application = (status: string) => ({ steps: [{ step: 'domains', status }] }) as Application;
    expect(hasProvenDomains(application('passed'))).toBe(true);
    expect(hasProvenDomains(application('not_needed'))).toBe(true);
    expect(hasProvenDomains(application('in_progress'))).toBe(false);
  });
});
