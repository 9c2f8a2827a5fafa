import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** What happy-dom lacks and Mantine asks for. */
function completeDom(): void {
  Object.defineProperty(document, 'fonts', { value: { addEventListener() {}, removeEventListener() {} }, configurable: true });
  Object.defineProperty(window, 'ResizeObserver', { value: Observer, configurable: true });
  window.scrollTo = () => undefined;
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: (media: string) => ({ media, matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }),
  });
}

if (typeof document !== 'undefined') completeDom();
afterEach(cleanup);
