import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { nonce } from '@/lib/nonce';
import { queryClient } from '@/lib/session';
import { cssVariables, theme } from './theme';
import './mantine.css';
import './tokens.css';
import './layout.css';
import './parts.css';
import './forms.css';
import './table.css';
import './flow.css';
import './pages.css';

/** What every page stands in: the theme, the style nonce and the cache of answers. */
export function Provider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} getStyleNonce={() => nonce} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
