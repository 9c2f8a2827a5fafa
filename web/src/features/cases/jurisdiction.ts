import { useLanguage } from '@/ui/Text';

interface Place {
  jurisdictionCountry: string;
  jurisdictionState: string;
  jurisdictionLocality: string;
}

/** A country by its name: 「日本」 for `JP`; a code that nobody knows stays as it is. */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Where an organization was incorporated, in words: 「日本」, `Delaware, United States`. */
export function useJurisdiction(): (place: Place) => string {
  const language = useLanguage();
  return ({ jurisdictionCountry, jurisdictionState, jurisdictionLocality }) =>
    [jurisdictionLocality, jurisdictionState, countryName(jurisdictionCountry, language)].filter(Boolean).join(', ');
}
