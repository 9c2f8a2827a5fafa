import 'i18next';
import type account from './features/account/i18n/ja.json';
import type apply from './features/apply/i18n/ja.json';
import type approve from './features/approve/i18n/ja.json';
import type audit from './features/audit/i18n/ja.json';
import type calls from './features/calls/i18n/ja.json';
import type casefile from './features/casefile/i18n/ja.json';
import type cases from './features/cases/i18n/ja.json';
import type certificates from './features/certificates/i18n/ja.json';
import type consent from './features/consent/i18n/ja.json';
import type domains from './features/domains/i18n/ja.json';
import type download from './features/download/i18n/ja.json';
import type keys from './features/keys/i18n/ja.json';
import type order from './features/order/i18n/ja.json';
import type orders from './features/orders/i18n/ja.json';
import type reports from './features/reports/i18n/ja.json';
import type risk from './features/risk/i18n/ja.json';
import type sales from './features/sales/i18n/ja.json';
import type samples from './features/samples/i18n/ja.json';
import type site from './features/site/i18n/ja.json';
import type tracker from './features/tracker/i18n/ja.json';
import type validation from './features/validation/i18n/ja.json';
import type words from './lib/i18n/ja.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    returnNull: false;
    resources: {
      words: typeof words;
      account: typeof account;
      apply: typeof apply;
      approve: typeof approve;
      audit: typeof audit;
      calls: typeof calls;
      casefile: typeof casefile;
      cases: typeof cases;
      certificates: typeof certificates;
      consent: typeof consent;
      domains: typeof domains;
      download: typeof download;
      keys: typeof keys;
      order: typeof order;
      orders: typeof orders;
      reports: typeof reports;
      risk: typeof risk;
      sales: typeof sales;
      samples: typeof samples;
      site: typeof site;
      tracker: typeof tracker;
      validation: typeof validation;
    };
  }
}
