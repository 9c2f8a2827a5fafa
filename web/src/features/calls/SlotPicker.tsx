import { useTranslation } from 'react-i18next';
import { formatTime, tokyo } from '@/lib/format';
import { useDates } from '@/ui/Text';
import './calls.css';
import './words';

interface SlotPickerProps {
  days: { date: string; slots: { at: string; free: number }[] }[];
  value: string;
  onChange: (at: string) => void;
}

/** The times at which a call can be booked, by day; times are Japan's. */
export function SlotPicker({ days, value, onChange }: SlotPickerProps) {
  const { t } = useTranslation('calls');
  const dates = useDates();
  const open = days.filter((day) => day.slots.length > 0);
  if (open.length === 0) return <p className="soft">{t('booking.none_free')}</p>;
  return (
    <ol className="slot-days">
      {open.map((day) => (
        <li key={day.date}>
          <strong className="num" id={`slots-${day.date}`}>
            {dates.long(day.date)}
          </strong>
          <ul className="slots" aria-labelledby={`slots-${day.date}`}>
            {day.slots.map((slot) => (
              <li key={slot.at}>
                <button type="button" aria-pressed={slot.at === value} onClick={() => onChange(slot.at)}>
                  {formatTime(slot.at, tokyo)}
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
