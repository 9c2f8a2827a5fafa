import { setNonce } from 'get-nonce';

/** The style nonce that the server wrote into this page. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

setNonce(nonce);
