import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { knownZone } from '@/lib/format';
import { nonce } from '@/lib/nonce';
import { queryClient, useKnownSession } from '@/lib/session';
import { ZoneContext } from '@/lib/zone';
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
      <QueryClientProvider client={queryClient}>
        <Zone>{children}</Zone>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Times are shown in the zone of the account; in Tokyo where there is none. */
function Zone({ children }: { children: ReactNode }) {
  return <ZoneContext value={knownZone(useKnownSession()?.timeZone)}>{children}</ZoneContext>;
}
