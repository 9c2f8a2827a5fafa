import { createContext, type ReactNode, useContext } from 'react';

const FrameContext = createContext(false);

/** The page inside a layout's main part. */
export function Framed({ children }: { children: ReactNode }) {
  return <FrameContext value={true}>{children}</FrameContext>;
}

/** Whether a layout stands around this part. */
export function useFramed(): boolean {
  return useContext(FrameContext);
}
