import { describe, expect, it } from 'vitest';
import type { Application, Validation } from './types';
import { hasProvenDomains, proves } from './validation';

const valid = (method: string, fqdn: string, authorizationDomain: string) => ({ method, fqdn, authorizationDomain, status: 'valid' }) as Validation;

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
    expect(proves({ ...valid('email', 'example.jp', 'example.jp'), status: 'pending' }, 'example.jp')).toBe(false);
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
