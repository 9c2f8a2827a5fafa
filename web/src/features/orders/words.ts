import { addWords } from '@/lib/i18n';
import en from './i18n/en.json';
import ja from './i18n/ja.json';

addWords('orders', ja, en);
