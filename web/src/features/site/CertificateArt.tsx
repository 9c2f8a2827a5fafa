import { useTranslation } from 'react-i18next';
import { Seal } from '@/ui/Brand';

/** A rosette as engravers draw it on certificates: one closed curve around two circles. */
function rosette(radius: number, wave: number, petals: number, shift: number): string {
  const points: string[] = [];
  for (let step = 0; step <= 360; step += 2) {
    const angle = (step * Math.PI) / 180;
    const reach = radius + wave * Math.sin(petals * angle + shift);
    points.push(`${(100 + reach * Math.cos(angle)).toFixed(1)} ${(100 + reach * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${points.join('L')}Z`;
}

const curves = [0, 1, 2, 3, 4, 5].map((turn) => rosette(62 - turn * 4, 16, 12, (turn * Math.PI) / 6));

/** A drawn certificate, as the picture of what is sold. */
export function CertificateArt() {
  const { t } = useTranslation('site');
  const lines: [string, string][] = [
    [t('hero.art_to'), t('hero.art_org')],
    [t('hero.art_name'), 'www.aozora.example.jp'],
    [t('hero.art_issuer'), t('hero.art_issuer_name')],
  ];
  return (
    <div className="art" role="img" aria-label={t('hero.art')}>
      <div className="art-sheet" aria-hidden="true">
        <svg className="art-rosette" viewBox="0 0 200 200" focusable="false">
          {curves.map((curve) => (
            <path key={curve} d={curve} fill="none" stroke="currentColor" strokeWidth="0.6" />
          ))}
        </svg>
        <p className="art-title">{t('hero.art_title')}</p>
        <p className="art-level">{t('hero.art_level')}</p>
        <dl className="art-lines">
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <span className="art-seal">
          <Seal size={72} />
        </span>
      </div>
    </div>
  );
}
