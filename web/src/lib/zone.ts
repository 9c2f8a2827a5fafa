import { createContext, useContext } from 'react';
import { tokyo } from './format';

/** The time zone in which this page shows times. */
export const ZoneContext = createContext(tokyo);

export function useZone(): string {
  return useContext(ZoneContext);
}
